"""The fictional city with one purchase and one project from budget line to acceptance."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.chained import Chained, school


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Chained]:
    """All of it released."""
    found = school(tmp_path)
    yield found
    found.home.close()
