"""What is said of rows that were set aside or changed on the way: one finding per place, the first ones by name, the
rest counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from gongkai.engine import literal, parquet
from gongkai.findings import Finding, Place, finding
from gongkai.masking import hide_words, mask
from gongkai.values.prices import is_rate
from pipelines.readers import cell_name
from pipelines.stages.extract import FoundTable
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.select import ERROR, REPEATED, Selection
from pipelines.stages.standardise.values import Column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHOWN = 50
REMARKS = {
    "rounded": "VAL-ROUNDED",
    "spaced": "VAL-SPACED",
    "priced": "VAL-PRICE",
    "serial": "VAL-SERIAL",
    "several": "VAL-LIST",
    "unstated": "VAL-UNSTATED",
}
WRONG = {"date": "VAL-DATE", "string": "VAL-ERROR-CELL"}


@dataclass(frozen=True)
class Told:
    """Where findings point to: the table, the place of it as a whole, and the set-aside rows if there are any."""

    facts: Facts
    table: FoundTable
    whole: Place
    aside: Path | None

    def place(
        self, row: int | None = None, column: Column | None = None, value: str | None = None, wide: int = 0
    ) -> Place:
        """The place of a cell, a row, or the table; `wide` tells which of several columns of the same amount."""
        cell = None
        if row is not None and column is not None and column.sources and self.table.sheet is not None:
            source = self._source(column, wide)
            cell = self.table.cells[source] if self.table.cells else cell_name(row, self.table.first_column + source)
            row = int(cell.lstrip(ascii_uppercase))
        return self.whole.model_copy(
            update={
                "row": row,
                "cell": cell,
                "column": column.field.name if column else None,
                "value": self.shown(value) if value is not None else None,
            }
        )

    def shown(self, text: str) -> str:
        """A text as findings show it. Where names are masked a text in the wrong column may be a name, so that of words
        nothing is shown.
        """
        hidden = hide_words(text) if self.facts.contract.table.is_private else text
        return mask(hidden)[:80]

    def _source(self, column: Column, wide: int) -> int:
        """The source column of a cell: of a wide table the one of this amount, or the one that stands beside it."""
        if not self.table.wide:
            return column.sources[0]
        if column.field.role == "amount":
            return column.sources[wide]
        return self.table.wide[wide].beside.get(column.field.name, column.sources[0])


def tell(connection: "DuckDBPyConnection", selection: Selection, told: Told, counts: dict[str, int]) -> list[Finding]:
    """All findings of standardising one table."""
    found = list(_kinds(connection, told, counts))
    found += _totals(connection, selection, told)
    for column in selection.columns if told.aside else ():
        found += _cells(connection, told, column)
    if selection.duplicates:
        found += _repeated(connection, selection, told)
    for column in selection.columns:
        if column.is_parsed and column.odd_in:
            found += _remarks(connection, told, column)
            found += _units(connection, told, column)
    return found


def _kinds(connection: "DuckDBPyConnection", told: Told, counts: dict[str, int]) -> Iterator[Finding]:
    """One finding for all rows of a kind that gives no data, at the first of them."""
    codes = {"no_figures": "VAL-NO-FIGURE", "empty": "VAL-BLANK-ROWS", "residue": "STR-009", "fault": "VAL-RECORD"}
    if not counts.get("data"):
        empty = list(_empty(told, counts.get("no_figures", 0) + counts.get("empty", 0)))
        yield from empty
        codes = {kind: code for kind, code in codes.items() if not empty or kind not in ("no_figures", "empty")}
    if told.table.sheet is not None:
        del codes["residue"]  # extraction names every such cell of a workbook
    for kind, code in codes.items():
        if count := counts.get(kind, 0):
            query = f"SELECT min(_row) FROM unpublished WHERE _kind = {literal(kind)}"
            row = connection.execute(query).fetchall()[0][0]
            yield finding(code, told.place(row), count=count, rows=count, value="…")


def _empty(told: Told, rows: int) -> Iterator[Finding]:
    """A table without figures: taken as it is where it says so itself (本表无数据), else named, unless a check does."""
    if told.table.note:
        yield finding("STD-NO-DATA", told.place(), note=mask(told.table.note)[:60])
    elif not told.facts.contract.has_check("empty_explained"):
        row = told.table.header_row + 1
        cell = cell_name(row, told.table.first_column) if told.table.sheet is not None else None
        yield finding("STR-002", told.place(row).model_copy(update={"cell": cell}), rows=rows)


def _cells(connection: "DuckDBPyConnection", told: Told, column: Column) -> Iterator[Finding]:
    assert told.aside is not None
    where = f"_kind = 'data' AND list_contains(_faults, {literal(column.field.name)})"
    # A label that tells nothing is named where labels are read.
    where += f" AND {column.text} <> ''" if column.of else ""
    rows: list[tuple[Any, ...]] = connection.execute(
        f"SELECT _row, _wide, {column.text}, count(*) OVER () FROM {parquet(told.aside)} WHERE {where} "
        f"ORDER BY _id LIMIT {SHOWN}"
    ).fetchall()
    for number, (row, wide, text, count) in enumerate(rows, start=1):
        alike = 1 + (count - SHOWN if number == SHOWN else 0)
        titles = {"title": column.field.title, "title_en": column.field.title_en, "value": told.shown(text)}
        yield finding(_wrong(column, text), told.place(row, column, text, wide), count=alike, **titles)


def _wrong(column: Column, text: str) -> str:
    """The code of the finding about a text that is no value of the column."""
    if text == "":
        return "VAL-KEY"
    if column.is_money and is_rate(text):
        return "VAL-RATE"
    return "VAL-ERROR-CELL" if re.fullmatch(ERROR, text) else WRONG.get(column.field.type, "VAL-AMOUNT")


def _totals(connection: "DuckDBPyConnection", selection: Selection, told: Told) -> Iterator[Finding]:
    """Amounts of a printed total that are none: the total cannot be checked."""
    if not selection.layout.total_rows:
        return
    for column in selection.columns:
        if column.is_number and column.odd_in:
            rows = connection.execute(
                f"SELECT _row, _wide, {column.text} {selection.totals} "
                f"WHERE {column.text} <> '' AND {column.value} IS NULL ORDER BY _id"
            ).fetchall()
            for row, wide, text in rows:
                titles = {"title": column.field.title, "title_en": column.field.title_en, "value": told.shown(text)}
                yield finding("STD-TOTAL", told.place(row, column, text, wide), count=1, **titles)


def _repeated(connection: "DuckDBPyConnection", selection: Selection, told: Told) -> Iterator[Finding]:
    keys = selection.key_columns
    shown = " || ' / ' || ".join(column.text for column in keys)
    rows = connection.execute(
        f"SELECT _row, {shown}, repeated.first_row, repeated.times, count(*) OVER () "
        f"FROM unpublished JOIN repeated ON {selection.same_key} "
        f"WHERE list_contains(_faults, {literal(REPEATED)}) AND _kind = 'data' ORDER BY _id LIMIT {SHOWN}"
    ).fetchall()
    for number, (row, key, first, times, count) in enumerate(rows, start=1):
        alike = 1 + (count - SHOWN if number == SHOWN else 0)
        titles = {"key_zh": keys[0].field.title, "key_en": keys[0].field.title_en, "key": told.shown(key)}
        yield finding("STR-013", told.place(row, keys[0], key), count=alike, first_row=first, times=times, **titles)


def _remarks(connection: "DuckDBPyConnection", told: Told, column: Column) -> Iterator[Finding]:
    """The first cell whose text was read with a remark, with their number, for each remark."""
    for remark, code in REMARKS.items():
        yield from _first(connection, told, column, f"list_contains({column.odd}.remarks, {literal(remark)})", code)


def _units(connection: "DuckDBPyConnection", told: Told, column: Column) -> Iterator[Finding]:
    """A bare number, which takes the column's unit, beside cells that state another of their own (VAL-UNIT-MIXED)."""
    query = f"SELECT string_agg(DISTINCT own, '、' ORDER BY own) FROM {column.odd} WHERE own <> {literal(column.unit)}"
    own = connection.execute(query).fetchall()[0][0]
    if own:
        bare = f"{column.text} <> '' AND {column.odd}.own IS NULL AND {column.value} <> 0"
        yield from _first(connection, told, column, bare, "VAL-UNIT-MIXED", own=own, unit=column.unit)


def _first(
    connection: "DuckDBPyConnection", told: Told, column: Column, where: str, code: str, **said: str
) -> Iterator[Finding]:
    rows = connection.execute(
        f"SELECT _row, _wide, {column.text}, count(*) OVER () FROM texts LEFT JOIN {column.odd} "
        f"ON {column.text} = {column.odd}.text WHERE {where} ORDER BY _id LIMIT 1"
    ).fetchall()
    for row, wide, text, count in rows:
        titles = {"title": column.field.title, "title_en": column.field.title_en, "value": told.shown(text)}
        yield finding(code, told.place(row, column, text, wide), count=count, **titles, **said)
