"""Every real file is read as the committed list says, and the page of documentation is that list."""

from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

from tests.real.listing import Line, files, lines_of, listed
from tests.real.page import PAGE, page

BY_FILE = {name: list(lines) for name, lines in groupby(listed(), key=itemgetter("file"))}


@pytest.mark.usefixtures("shared")
def test_every_file_is_listed() -> None:
    assert files() == list(BY_FILE)


@pytest.mark.parametrize("name", BY_FILE)
def test_what_is_found_in_the_file(name: str, shared: Path) -> None:
    assert (shared / "data" / name).is_file()
    expected, found = BY_FILE[name], lines_of(name)
    short = [line["shortfall"] for line in expected if line["shortfall"]]
    if short:
        assert _plain(found) != _plain(expected), f"mended; remove the shortfall: {short}"
    else:
        assert found == expected


def _plain(lines: list[Line]) -> list[Line]:
    return [{key: value for key, value in line.items() if key != "shortfall"} for line in lines]


def test_the_page_is_the_list() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.real.page"
