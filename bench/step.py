"""The steps that are measured, each called as `python -m bench.step NAME ARGUMENT…`; the result is one line of JSON.

Each step prepares and returns the work that is timed. Imports and the reading of declarations come before the clock:
they are start-up, the same for an empty home.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
from isal import igzip_threaded

from bench.home import sign_waiting
from gongkai.home import open_home
from pipelines.flow import refresh as whole_night
from pipelines.stages.standardise import slots
from pipelines.stages.validate import judge_submission

WARMED = (pyarrow.parquet, igzip_threaded)
Facts = dict[str, Any]
Work = Callable[[], Facts]


def duckdb_alone(source: str, folder: str) -> Work:
    """`read_csv` with its own guesses, copied to Parquet, then read again and copied to CSV; nothing else."""

    def work() -> Facts:
        with duckdb.connect() as connection:
            rows = f"FROM read_csv('{source}')"
            connection.execute(f"COPY ({rows}) TO '{folder}/alone.parquet' (FORMAT parquet)")
            connection.execute(f"COPY ({rows}) TO '{folder}/alone.csv' (FORMAT csv, HEADER)")
        return {}

    return work


def refresh(root: str, as_of: str) -> Work:
    """One night."""
    home = open_home(Path(root))

    def work() -> Facts:
        night = whole_night(home, datetime.fromisoformat(as_of))
        if night.failed:
            raise RuntimeError(str(night.failed))
        return {"states": [one.state for one in night.published], "new": night.landing.new}

    return work


def sign(root: str, at: str) -> Work:
    """Every role signs whatever waits."""
    home = open_home(Path(root))
    return lambda: {"sign_offs": sign_waiting(home, datetime.fromisoformat(at))}


def checks(root: str, dataset: str) -> Work:
    """Every check of the dataset on its first submission, as the nightly run judges it."""
    home = open_home(Path(root))
    contract = home.contract(dataset)
    submission = next(slot.submission for slot in slots(home, contract, contract.dataset.periods) if slot.submission)

    def work() -> Facts:
        verdict, _ = judge_submission(home, contract, submission)
        return {"rows": submission.rows, "checks": len(verdict.outcomes)}

    return work


def frictionless(descriptor: str) -> Work:
    """`frictionless validate` on one resource."""
    from frictionless import Resource

    return lambda: {"rows": Resource.from_descriptor(descriptor).validate().tasks[0].stats["rows"]}


STEPS: dict[str, Callable[..., Work]] = {
    step.__name__: step for step in (duckdb_alone, refresh, sign, checks, frictionless)
}


def main() -> None:
    """Run the named step and print what it took."""
    work = STEPS[sys.argv[1]](*sys.argv[2:])
    start, cpu = time.perf_counter(), time.process_time()
    facts = work()
    taken = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    print(json.dumps({**taken, "peak": _peak(), "facts": facts}))


def _peak() -> float:
    """The most memory this process ever held, in MB; the parent's does not count, as it would in `getrusage`."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
