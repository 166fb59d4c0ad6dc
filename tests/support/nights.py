"""A night in a process of its own, so that a test can kill it at any instant or right before any of its steps.

The processes are forked from one that has loaded everything, since loading takes longer than the night.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from gongkai.home import open_home
from pipelines.flow import refresh

AS_OF = datetime.fromisoformat("2026-03-13T02:00:00+08:00")
LOADED = (
    __name__,
    "duckdb",
    "pyarrow.parquet",
    "ruamel.yaml",
    "python_calamine",
    "lxml.etree",
    "xlrd",
    "isal",
    "jinja2",
)


class Steps:
    """Counts what changes a file, and dies before the given one as by SIGKILL; 0 never dies."""

    def __init__(self, last: int) -> None:
        self.last, self.done = last, 0

    def __call__(self) -> None:
        """One more is about to be taken."""
        self.done += 1
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def begin(root: Path, last: int = 0) -> tuple[ForkServerProcess, Connection]:
    """Start a night; the connection says "begun" and at the end how many steps were taken."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(LOADED))
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_night, args=(str(root), last, there))
    process.start()
    there.close()
    return process, here


def run(root: Path, last: int = 0) -> tuple[int | None, int]:
    """A whole night: its exit code (-9 when it was killed) and the steps taken (0 when it did not come to its end)."""
    process, told = begin(root, last)
    process.join()
    said = []
    while told.poll():
        try:
            said.append(told.recv())
        except EOFError:
            break
    told.close()
    return process.exitcode, said[-1] if len(said) > 1 else 0


def _night(root: str, last: int, told: Connection) -> None:
    steps = Steps(last)
    for name in ("replace", "rename", "unlink", "rmdir", "fsync"):
        setattr(os, name, _counted(getattr(os, name), steps))
    event.listen(Engine, "commit", lambda _: steps())
    home = open_home(Path(root))
    told.send("begun")
    night = refresh(home, AS_OF)
    home.close()
    if night.failed:
        raise RuntimeError(str(night.failed))
    told.send(steps.done)


def _counted(real: Callable[..., Any], steps: Steps) -> Callable[..., Any]:
    def counted(*args: Any, **more: Any) -> Any:
        steps()
        return real(*args, **more)

    return counted
