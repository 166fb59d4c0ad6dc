"""The sample city with its nights played, once for all processes of a test run: who comes first plays, the others wait.

Playing takes minutes. Here belong the homes as they are played; what a test changes it changes in a copy of its own.
"""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from samples.city import SETTINGS
from samples.play import COPIED, play
from tests.support.city import SETTINGS as SMALL
from tests.support.town import expectations


def settled(root: Path) -> Path:
    """A home with the settings of the sample city, without expectations: their library takes seconds to load."""
    root.mkdir(parents=True)
    for name in COPIED:
        shutil.copyfile(SETTINGS / name, root / name)
    expectations(root, on=False)
    return root


def settled_small(root: Path) -> Path:
    """The same, with no more datasets than the small city has."""
    settled(root)
    shutil.copyfile(SMALL / "city.yml", root / "city.yml")
    expectations(root, on=False)
    return root


def played(factory: pytest.TempPathFactory, settle: Callable[[Path], Path]) -> Path:
    """A home in which both nights were played, common to all processes: for reading only."""
    common = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    root, done = common / settle.__name__ / "shilishi", common / f"{settle.__name__}.played"
    with (common / f"{settle.__name__}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(root, ignore_errors=True)
            play(settle(root))
            done.touch()
    return root


def copied(factory: pytest.TempPathFactory, settle: Callable[[Path], Path]) -> Path:
    """The same home, this process's own."""
    return shutil.copytree(played(factory, settle), factory.mktemp("demo") / "shilishi")
