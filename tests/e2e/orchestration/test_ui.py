"""`make ui` for real: it answers, a file dropped into the inbox is released by itself, and nothing is left behind."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ASSETS = "{ assetNodes { assetKey { path } } }"
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(answer: Callable[[], Any]) -> Any:
    """The first true answer."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = answer()
        if found:
            return found
        time.sleep(0.5)
    raise TimeoutError


def group(home: Path) -> list[str]:
    """The processes that carry this home in their environment."""
    mark = f"DAGSTER_HOME={home / 'dagster'}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(process.name)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    return found


@pytest.fixture
def ui(signed: Path, repository: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The running web server and daemon, started as a script starts things in the background: SIGINT ignored."""
    port = free_port()
    # The stray file of an unknown department would start a run of its own.
    shutil.rmtree(signed / "inbox" / "999")
    process = subprocess.Popen(
        [sys.executable, "-m", "pipelines.orchestration.ui", "--home", str(signed), "--port", str(port)],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(repository)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
    )
    yield process, port
    process.terminate()
    process.wait()
    if process.stdout:
        process.stdout.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for left processes in /proc, which is absent here")
def test_a_dropped_file_is_released_and_nothing_is_left(ui: tuple[subprocess.Popen[str], int], signed: Path) -> None:
    process, port = ui
    assert process.stdout is not None
    assert process.stdout.readline().startswith(f"http://127.0.0.1:{port}")
    server = http.client.HTTPConnection("127.0.0.1", port)
    server.request("POST", "/graphql", json.dumps({"query": ASSETS}), {"Content-Type": "application/json"})
    nodes = json.load(server.getresponse())["data"]["assetNodes"]
    server.close()
    assert ["budget", "department_expenditure", "published"] in [node["assetKey"]["path"] for node in nodes]

    (signed / "inbox" / "101" / "说明.txt").write_text("随附说明", encoding="utf-8")
    until((signed / "public" / "d" / "projects-major-projects" / "manifest.json").is_file)

    assert len(group(signed)) > 1
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    assert group(signed) == []
