"""The sample city, played once for all end-to-end tests of a process; and the same city with three datasets, for what
is played again and again.
"""

import shutil
from pathlib import Path

import pytest

from samples.city import SETTINGS
from samples.play import COPIED, play
from tests.support.city import SETTINGS as SMALL
from tests.support.town import expectations


def settled(root: Path) -> Path:
    """A home with the settings of the sample city, without expectations: their library takes seconds to load."""
    root.mkdir()
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


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which both nights were played, with every dataset of the sample city."""
    root = settled(tmp_path_factory.mktemp("demo") / "shilishi")
    play(root)
    return root


@pytest.fixture(scope="session")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which both nights were played, with three datasets."""
    root = settled_small(tmp_path_factory.mktemp("demo") / "small")
    play(root)
    return root
