"""A town for every test of a stage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.town import Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """示例市 with an empty inbox."""
    found = Town(tmp_path / "home")
    yield found
    found.home.close()
