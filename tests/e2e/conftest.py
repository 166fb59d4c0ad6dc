"""The sample city, played once for all end-to-end tests of a process."""

from pathlib import Path

import pytest

from samples.play import play


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which both nights were played."""
    root = tmp_path_factory.mktemp("demo") / "shilishi"
    play(root)
    return root
