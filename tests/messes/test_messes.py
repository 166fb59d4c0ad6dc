"""Every mess met in real exports gets its treatment: what `gongkai check` says of a file, and the rows it becomes."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from gongkai.home import Home
from tests.messes.listing import EXPECTED, HERE, cases, messes
from tests.messes.make import files
from tests.messes.reading import declared, deliver, opened, read_once, rows, shown, tried
from tests.messes.table import PAGE, page


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    with read_once():
        yield


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return declared(tmp_path_factory.mktemp("messes") / "datasets")


@pytest.fixture(scope="module")
def town(datasets: Path) -> Home:
    return opened(datasets.parent / "home", datasets)


def expectation(folder: str, file: str) -> dict[str, Any]:
    given: dict[str, Any] = json.loads((HERE / folder / EXPECTED).read_text("utf-8"))[file]
    return given


@pytest.mark.parametrize(("folder", "file"), cases())
def test_what_check_says_and_the_rows_it_makes(folder: str, file: str, town: Home, tmp_path: Path) -> None:
    expected = expectation(folder, file)
    becomes = expected.pop("rows", None)
    seen = shown(tried(HERE / folder / file, town, tmp_path))
    assert {**seen, "tables": chosen(seen["tables"], expected["tables"])} == expected
    if becomes:
        made = rows(tmp_path, expected["tables"][0]["dataset"], becomes["columns"])
        assert made == becomes["values"]


def chosen(seen: list[dict[str, Any]], expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of each table what its expectation states; a table that nobody expected is shown whole."""
    return [
        {key: table[key] for key in (expected[place] if place < len(expected) else table)}
        for place, table in enumerate(seen)
    ]


@pytest.mark.parametrize(
    ("folder", "file", "department"),
    [
        ("02_units", "right.xlsx", "101"),
        ("08_two_sides", "accounts.xlsx", "102"),
        ("23_encodings", "contracts_2026_gb18030.csv", "112"),
    ],
)
def test_a_night_makes_the_rows_that_check_shows(
    folder: str, file: str, department: str, datasets: Path, tmp_path: Path
) -> None:
    expected = expectation(folder, file)
    deliver(HERE / folder / file, opened(tmp_path, datasets), department)
    made = rows(tmp_path, expected["tables"][0]["dataset"], expected["rows"]["columns"])
    assert made == expected["rows"]["values"]


def test_every_mess_is_listed_once_and_treated_or_out_of_scope() -> None:
    assert [each.no for each in messes()] == list(range(1, 57))
    out = [each.no for each in messes() if each.out_zh]
    assert out == [32, 33, 47, 48, 49]
    assert [each.no for each in messes() if not (each.does_zh and each.does_en) and each.no not in out] == []
    assert [each.no for each in messes() if not each.expected and not each.test and each.no not in out] == []


def test_the_files_are_those_that_make_writes() -> None:
    made = dict(files())
    committed = {f"{folder}/{file}" for folder, file in cases()}
    assert set(made) == committed
    for place, content in made.items():
        assert _unpacked((HERE / place).read_bytes()) == _unpacked(content), place


def test_the_page_is_the_one_that_these_tests_give() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.messes.table"


def _unpacked(content: bytes) -> object:
    """Another version of zlib packs alike content into other bytes."""
    if not content.startswith(b"PK") or not zipfile.is_zipfile(BytesIO(content)):
        return content[:200] if content.startswith(b"PK") else content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
