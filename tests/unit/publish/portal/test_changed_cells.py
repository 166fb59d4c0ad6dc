"""What a version changed: every cell with what stood there before and after, by the key of its row."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from gongkai.contract import Contract
from gongkai.engine import engine
from gongkai.home import Home
from publish.portal import build_site
from publish.portal.dataset.changed_cells import Difference, difference
from tests.unit.publish.portal.conftest import Night

COMPARED = ("entity_code", "code", "name", "amount", "src_file", "src_row")
KEY = ("101", "205")
Compare = Callable[[str, str], Difference]


def stored(query: str, path: Path) -> None:
    duckdb.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Any]:
    with engine([tmp_path]) as opened:
        yield opened


@pytest.fixture
def compare(tmp_path: Path, contract: Contract, connection: Any) -> Compare:
    """Compares two tables, given as rows in SQL."""

    def compared(before: str, after: str) -> Difference:
        paths = []
        for name, rows in (("before", before), ("after", after)):
            paths.append(tmp_path / f"{name}.parquet")
            shape = ", ".join(COMPARED)
            stored(f"SELECT * REPLACE (amount::DECIMAL(18,2) AS amount) FROM (VALUES {rows}) t({shape})", paths[-1])
        return difference(connection, contract, paths[0], paths[1])

    return compared


def test_a_changed_cell_is_told_with_before_and_after(compare: Compare) -> None:
    found = compare("('101', '205', '教育', 100, 'a', 5)", "('101', '205', '教育支出', 100.10, 'a', 5)")
    assert (found.added, found.removed, found.changed) == (0, 0, 1)
    assert found.lines == (
        ("changed", *KEY, "name", "教育", "教育支出"),
        ("changed", *KEY, "amount", "100.00", "100.10"),
    )
    assert found.complete


def test_a_cell_that_was_empty_is_told(compare: Compare) -> None:
    found = compare("('101', '205', NULL, 100, 'a', 5)", "('101', '205', '教育', NULL, 'a', 5)")
    assert [line[-3:] for line in found.lines] == [("name", "", "教育"), ("amount", "100.00", "")]


def test_rows_that_came_and_went_are_told_by_their_key(compare: Compare) -> None:
    found = compare("('101', '205', '教育', 1, 'a', 5)", "('101', '208', '社保', 2, 'a', 5)")
    assert (found.added, found.removed, found.changed) == (1, 1, 0)
    assert found.lines == (("added", "101", "208", "", "", ""), ("removed", "101", "205", "", "", ""))


def test_the_same_row_from_another_file_has_not_changed(compare: Compare) -> None:
    found = compare("('101', '205', '教育', 1, 'a', 5)", "('101', '205', '教育', 1, 'b', 9)")
    assert (found.added, found.removed, found.changed, found.lines) == (0, 0, 0, ())


def test_a_list_that_is_too_long_is_cut_and_says_so(compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ", ".join(f"('101', '{number:03}', 'n', {{}}, 'a', 1)" for number in range(50))
    monkeypatch.setattr("publish.portal.dataset.changed_cells.LINES", 20)
    found = compare(rows.replace("{}", "1"), rows.replace("{}", "2"))
    assert (found.changed, len(found.lines), found.complete) == (50, 20, False)
    assert found.lines[0][2] == "000"


def test_repeated_rows_are_counted(tmp_path: Path, connection: Any) -> None:
    payments = SimpleNamespace(
        table=SimpleNamespace(value_names=("name", "amount"), rows_may_repeat=True, primary_key=("name", "row"))
    )
    rows = {
        "a": [("甲", 10, 1), ("甲", 10, 2), ("乙", 5, 3)],
        "b": [("甲", 10, 1), ("乙", 5, 2), ("乙", 5, 3), ("乙", 7, 4)],
    }
    paths = []
    for name, values in rows.items():
        paths.append(tmp_path / f"{name}.parquet")
        stored(f"SELECT * FROM (VALUES {', '.join(map(str, values))}) t(name, amount, row)", paths[-1])
    found = difference(connection, payments, paths[0], paths[1])  # type: ignore[arg-type]
    assert (found.added, found.removed, found.changed) == (2, 1, 0)
    assert found.lines == (
        ("added", "乙", "5", "", "1", "2"),
        ("added", "乙", "7", "", "0", "1"),
        ("removed", "甲", "10", "", "2", "1"),
    )


def test_a_version_without_the_key_cannot_be_compared(tmp_path: Path, contract: Contract, connection: Any) -> None:
    before, after = tmp_path / "before.parquet", tmp_path / "after.parquet"
    stored("SELECT '101' AS entity_code, 1 AS old", before)
    stored("SELECT '101' AS entity_code, '205' AS code FROM range(3)", after)
    found = difference(connection, contract, before, after)
    assert (found.added, found.removed, found.matched_by, found.complete) == (3, 1, (), False)
    assert (found.columns_added, found.columns_removed) == (("code",), ("old",))


@pytest.fixture
def corrected(night: Night) -> Home:
    """A city that published a correction."""
    night.released("101", [("205", "教育支出", "100.00"), ("0208", "社保", "1.00")])
    night.released("101", [("205", "教育支出", "130.00"), ("0208", "社保", "1.00")], day=1)
    build_site(night.home)
    return night.home


def test_the_file_lists_every_changed_cell(corrected: Home) -> None:
    with (corrected.public / "d/budget-spending/versions/2026-v2.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["change", "entity_code", "code", "column", "title", "before", "after"],
            ["changed", "101", "205", "amount", "金额", "100.00", "130.00"],
        ]
    assert (corrected.public / "d/budget-spending/versions/2026-v2.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (corrected.public / "d/budget-spending/versions/2026-v1.csv").exists()


def test_the_page_shows_changed_cells_and_why(corrected: Home) -> None:
    html = (corrected.public / "d/budget-spending/versions/index.html").read_text("utf-8")
    assert "<del>100.00</del></td><td><ins>130.00</ins>" in html
    assert "原因：1 个部门重新报送。" in html
    assert "原因：首次发布。" in html
    assert "d/budget-spending/versions/2026-v2.csv" in html


def test_a_difference_that_stands_is_not_sought_again(corrected: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads((corrected.public / "d/budget-spending/versions/2026-v2.json").read_text("utf-8"))
    assert (told["changed"], told["lines"], told["previous"]) == (1, 1, 1)

    def fail(*_: object) -> None:
        raise AssertionError("sought again")

    monkeypatch.setattr("publish.portal.dataset.version_files.difference", fail)
    (corrected.public / "d/budget-spending/versions/index.html").unlink()
    build_site(corrected)
    assert "130.00" in (corrected.public / "d/budget-spending/versions/index.html").read_text("utf-8")


def test_a_version_file_that_is_gone_is_made_again(corrected: Home) -> None:
    path = corrected.public / "d/budget-spending/versions/2026-v2.csv"
    before = path.read_bytes()
    path.unlink()
    build_site(corrected)
    assert path.read_bytes() == before


def test_what_was_removed_by_hand_is_not_told_again(corrected: Home) -> None:
    shutil.rmtree(corrected.public / "d/budget-spending/2026/v1")
    for kind in ("csv", "json"):
        (corrected.public / f"d/budget-spending/versions/2026-v2.{kind}").unlink()
    build_site(corrected)
    assert [path.name for path in (corrected.public / "d/budget-spending/versions").iterdir()] == ["index.html"]
    assert "<del>100.00</del>" not in (corrected.public / "d/budget-spending/versions/index.html").read_text("utf-8")
    assert "教育支出" in (corrected.public / "d/budget-spending/index.html").read_text("utf-8")
