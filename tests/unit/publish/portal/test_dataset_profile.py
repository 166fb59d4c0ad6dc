"""The profile of a column and the first rows: exact, counted over all rows, and safe whatever the cells hold."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from gongkai.contract import Contract, Field
from gongkai.engine import engine
from gongkai.home import Home
from publish.formats import csv
from publish.portal import build_site
from publish.portal.dataset.column_figures import bars, percent
from publish.portal.dataset.first_rows import first_rows
from publish.portal.dataset.preview import BYTES, COLUMNS, LENGTH, ROWS, Preview, preview
from publish.portal.dataset.profile import ColumnProfile, profile
from publish.portal.dataset.small_profile import small_profile
from tests.unit.publish.portal.conftest import Night

Table = Callable[[str], Path]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Writes a query's rows as a published table."""

    def write(query: str) -> Path:
        path = tmp_path / "t.parquet"
        duckdb.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        return path

    return write


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Any]:
    with engine([tmp_path]) as opened:
        yield opened


def only(connection: Any, path: Path, *columns: str) -> ColumnProfile:
    return profile(connection, path, columns)[0]


def test_filled_and_distinct_are_counted_over_all_rows(connection: Any, table: Table) -> None:
    path = table(
        "SELECT CASE WHEN i % 4 = 0 THEN NULL WHEN i % 4 = 1 THEN ' ' ELSE 'c' || i % 3 END AS code FROM range(4000) t(i)"
    )
    found = only(connection, path, "code")
    assert (found.filled, found.distinct) == (2000, 3)
    assert sum(rows for _, rows in found.common) == 2000


def test_amounts_are_exact_to_the_cent_however_large(connection: Any, table: Table) -> None:
    path = table("SELECT unnest([-0.01, 9007199254740993.27, 0.10])::DECIMAL(18,2) AS amount")
    found = only(connection, path, "amount")
    assert (found.lowest, found.highest) == ("-0.01", "9007199254740993.27")
    assert sum(found.bins) == 3


def test_a_range_has_its_ends_in_the_first_and_the_last_bin(connection: Any, table: Table) -> None:
    path = table("SELECT (DATE '2026-01-01' + i::INTEGER) AS paid_on FROM range(365) t(i)")
    found = only(connection, path, "paid_on")
    assert (found.lowest, found.highest) == ("2026-01-01", "2026-12-31")
    assert found.bins[0] >= 30
    assert found.bins[-1] >= 30
    assert sum(found.bins) == 365


def test_the_most_frequent_values_come_first_and_equal_ones_in_order(connection: Any, table: Table) -> None:
    path = table("SELECT unnest(['b', 'a', 'c', 'c']) AS method")
    assert only(connection, path, "method").common == (("c", 2), ("a", 1), ("b", 1))


def test_a_table_without_rows_has_a_profile(connection: Any, table: Table) -> None:
    path = table("SELECT 'x' AS name, 1.00::DECIMAL(18,2) AS amount WHERE false")
    assert [each.filled for each in profile(connection, path, ("name", "amount"))] == [0, 0]


def test_columns_that_the_table_lacks_are_left_out(connection: Any, table: Table) -> None:
    assert [each.name for each in profile(connection, table("SELECT 'x' AS name"), ("name", "later"))] == ["name"]


@pytest.mark.parametrize("cells", [1, 50])
def test_a_large_table_is_counted_some_columns_at_a_time(
    connection: Any, table: Table, monkeypatch: pytest.MonkeyPatch, cells: int
) -> None:
    path = table("SELECT i::VARCHAR AS a, (i % 7)::VARCHAR AS b, i::INTEGER AS c FROM range(20) t(i)")
    whole = profile(connection, path, ("a", "b", "c"))
    monkeypatch.setattr("publish.portal.dataset.profile.CELLS", cells)
    assert profile(connection, path, ("a", "b", "c")) == whole


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(0, 10, "0%"), (10, 10, "100%"), (1, 3, "33.3%"), (1, 10**6, "0.1%"), (10**6 - 1, 10**6, "99.9%"), (0, 0, "")],
)
def test_only_all_is_a_hundred_percent_and_only_nothing_is_none(part: int, whole: int, told: str) -> None:
    assert percent(part, whole) == told


def test_a_bar_that_is_not_empty_is_seen() -> None:
    assert bars((1000, 0, 1)) == "M0 24v-24h39v24zM80 24v-1h39v1z"


def test_the_page_shows_the_profile_and_publishes_it(city: Home) -> None:
    build_site(city)
    html = (city.public / "d/budget-spending/index.html").read_text("utf-8")
    assert "50.00 – 123,456,789.10" not in html
    told = json.loads((city.public / "d/budget-spending/profile.json").read_text("utf-8"))
    assert (told["period"], told["version"], told["rows"]) == (2026, 1, 2)
    amount = next(each for each in told["columns"] if each["name"] == "amount")
    assert (amount["lowest"], amount["highest"], amount["filled"]) == ("50.00", "123456789.10", 2)
    assert "src_file" not in [each["name"] for each in told["columns"]]


def test_a_published_profile_is_not_counted_again(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    night.released("101", [("205", "教育支出", "100.00")])
    build_site(night.home)
    before = (night.home.public / "d/budget-spending/profile.json").read_bytes()

    def fail(*_: object) -> None:
        raise AssertionError("counted again")

    monkeypatch.setattr("publish.portal.dataset.released_tables.small_profile", fail)
    night.held("102", "CHK-FAILED")
    build_site(night.home)
    assert (night.home.public / "d/budget-spending/profile.json").read_bytes() == before
    monkeypatch.undo()
    night.released("101", [("205", "教育支出", "130.00")], day=1)
    build_site(night.home)
    assert (night.home.public / "d/budget-spending/profile.json").read_bytes() != before


COLUMNS_OF = {"code": "string", "amount": "number", "paid_on": "date", "count": "integer", "open": "boolean"}
MIXED = """
    SELECT CASE WHEN i % 5 = 0 THEN NULL WHEN i % 5 = 1 THEN '  ' ELSE '0' || (i % 40) END AS code,
           ((i * 7919) % 10007 - 5000)::DECIMAL(18,2) / 100 AS amount, DATE '2025-02-28' + (i % 400)::INTEGER AS paid_on,
           CASE WHEN i % 3 = 0 THEN NULL ELSE (i % 17)::INTEGER END AS count, i % 2 = 0 AS open
    FROM range({rows}) t(i)"""


@pytest.mark.parametrize("rows", [0, 1, 7, 900])
def test_a_small_table_has_the_profile_that_the_database_counts(
    connection: Any, table: Table, contract: Contract, tmp_path: Path, rows: int
) -> None:
    query = f"SELECT * REPLACE (amount::DECIMAL(18,2) AS amount) FROM ({MIXED.format(rows=rows)})"
    name = contract.table.by_name["name"]
    fields = [name.model_copy(update={"name": each, "type": kind}) for each, kind in COLUMNS_OF.items()]
    plain = tmp_path / "t.csv"
    csv.write(connection, query, plain)
    assert small_profile(first_rows(plain, fields, 1000)) == profile(connection, table(query), list(COLUMNS_OF))


@pytest.fixture
def shown(connection: Any, tmp_path: Path, contract: Contract) -> Callable[..., Preview]:
    """The preview of a query's rows, published as CSV."""

    def made(query: str, fields: Sequence[Field] = contract.table.fields) -> Preview:
        csv.write(connection, query, tmp_path / "t.csv")
        return preview(first_rows(tmp_path / "t.csv", fields, ROWS))

    return made


Shown = Callable[..., Preview]


def wide(contract: Contract, columns: int) -> list[Field]:
    name = contract.table.by_name["name"]
    return [name.model_copy(update={"name": f"c{number}"}) for number in range(columns)]


def test_codes_and_amounts_are_shown_as_the_file_has_them(shown: Shown) -> None:
    found = shown("SELECT '0208' AS code, NULL::VARCHAR AS name, 7.10::DECIMAL(18,2) AS amount, 'f' AS src_file")
    assert found.html == '<tr><td>0208</td><td></td><td class="number">7.10</td></tr>'


def test_hostile_cells_are_text_cut_and_set_apart(shown: Shown) -> None:
    cells = "'<script>alert(1)</script>', 'a' || chr(8238) || 'b', repeat('长', 200000)"
    found = shown(f"SELECT unnest([{cells}]) AS name, '1' AS code")
    assert "<script>" not in found.html
    assert "<bdi>a\u202eb</bdi>" in found.html
    assert (found.rows, found.cut, found.turning) == (3, 1, 1)
    assert f"{'长' * LENGTH}…</td>" in found.html


def test_a_wide_table_shows_its_first_columns(shown: Shown, contract: Contract) -> None:
    cells = ", ".join(f"repeat('{number} 列', 40) || i AS c{number}" for number in range(300))
    found = shown(f"SELECT {cells} FROM range(500) t(i)", wide(contract, 300))
    assert (len(found.columns), found.left_out, found.rows) == (COLUMNS, 260, ROWS)


def test_rows_that_do_not_compress_are_fewer(shown: Shown, contract: Contract) -> None:
    cells = ", ".join(f"sha256(i::VARCHAR || '{number}') || md5('{number}' || i) AS c{number}" for number in range(40))
    found = shown(f"SELECT {cells} FROM range(100) t(i)", wide(contract, 40))
    assert 1 <= found.rows < ROWS
    assert len(found.html) < 3 * BYTES


def test_a_table_without_rows_has_an_empty_preview(shown: Shown) -> None:
    found = shown("SELECT 'x' AS code, 'y' AS name WHERE false")
    assert (found.rows, found.html, [field.name for field in found.columns]) == (0, "", ["code", "name"])
