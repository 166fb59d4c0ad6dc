"""The sample city, played once for all end-to-end tests; and the same city with three datasets, for what is played
again and again.
"""

from pathlib import Path

import pytest

from tests.support.played import copied, settled, settled_small


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which both nights were played, with every dataset of the sample city."""
    return copied(tmp_path_factory, settled)


@pytest.fixture(scope="session")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which both nights were played, with three datasets."""
    return copied(tmp_path_factory, settled_small)
