"""`make ui`: Dagster's web server and daemon for one home, on this machine only, until Ctrl-C or TERM.

Here belongs starting and stopping them. What they show belongs to the modules beside this one.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.files import write_whole
from gongkai.home import open_home
from pipelines.orchestration.run import home_root

ADDRESS, PORT = "127.0.0.1", 3000
PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 10

# One run at a time: a home has one writer.
SETTINGS = """\
telemetry: {enabled: false}
nux: {enabled: false}
concurrency: {runs: {max_concurrent_runs: 1}}
run_monitoring:
  enabled: true
  start_timeout_seconds: 300
  max_runtime_seconds: 7200
  free_slots_after_run_end_seconds: 30
retention:
  schedule: {purge_after_days: {skipped: 7, success: 90, failure: 90, started: 90}}
  sensor: {purge_after_days: {skipped: 1, success: 30, failure: 90, started: 90}}
"""


def dagster_home(home: Path) -> Path:
    """`<home>/dagster`, where Dagster keeps its runs, with its settings."""
    folder = home.resolve() / "dagster"
    write_whole(folder / "dagster.yaml", SETTINGS)
    return folder


def show(home: Path, port: int) -> int:
    """Start, wait for Ctrl-C or TERM, stop everything that was started. Returns 0, or Dagster's own exit code."""
    homes = {"DAGSTER_HOME": str(dagster_home(home)), "GONGKAI_HOME": str(home.resolve())}
    # Dagster warns its developers of names to come; here that would bury the address.
    environment = {**os.environ, **homes, "PYTHONWARNINGS": "ignore"}
    # A shell that starts us in the background has SIGINT ignored; Dagster would inherit that and then ignore TERM too.
    stops: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _frame: stops.append(received))
    process = subprocess.Popen(_command(port), cwd=PROJECT, env=environment, start_new_session=True)
    told = False
    while not stops and process.poll() is None:
        if not told and answers(port):
            print(f"http://{ADDRESS}:{port}  （Ctrl-C 停止 stops）", flush=True)
            told = True
        time.sleep(0.2)
    code = process.poll()
    stop(process)
    return code or 0


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Ask the whole group to end, and end whatever of it lingers: code servers outlive their parent for a while."""
    _signal(process.pid, signal.SIGINT)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and _signal(process.pid, 0):
        process.poll()
        time.sleep(0.2)
    _signal(process.pid, signal.SIGKILL)
    process.wait()


def answers(port: int) -> bool:
    """Whether somebody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex((ADDRESS, port)) == 0


def _command(port: int) -> Sequence[str]:
    workspace = str(PROJECT / "workspace.yaml")
    serve = ["dev", "--host", ADDRESS, "--port", str(port), "--workspace", workspace, "--log-level", "warning"]
    return [sys.executable, "-m", "dagster", *serve]


def _signal(group: int, number: int) -> bool:
    """Send a signal to the group; whether it still has a member."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


def main() -> None:
    """Read the arguments and show the home."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.orchestration.ui", description=__doc__)
    parser.add_argument("--home", type=Path, default=home_root())
    parser.add_argument("--port", type=int, default=PORT)
    arguments = parser.parse_args()
    try:
        open_home(arguments.home).close()
    except GongkaiError as fault:
        parser.error(f"{fault}\n{fault.next_zh} / {fault.next_en}")
    sys.exit(show(arguments.home, arguments.port))


if __name__ == "__main__":
    main()
