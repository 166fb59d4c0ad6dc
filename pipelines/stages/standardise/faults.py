"""What is said of rows that were set aside or changed on the way: one finding per place, the first ones by name, the
rest counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.engine import literal, name, parquet
from gongkai.findings import Finding, Place, finding
from gongkai.masking import mask
from pipelines.readers import cell_name
from pipelines.stages.extract import FoundTable
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.select import REPEATED, Selection
from pipelines.stages.standardise.values import Column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SHOWN = 50


@dataclass(frozen=True)
class Told:
    """Where findings point to: the submission's facts and table, and the set-aside rows if there are any."""

    facts: Facts
    table: FoundTable
    aside: Path | None

    def place(self, row: int | None = None, column: Column | None = None, value: str | None = None) -> Place:
        """The place of a cell, a row, or the table."""
        cell = None
        if row is not None and column is not None and self.table.sheet is not None:
            cell = cell_name(row, self.table.first_column + column.sources[0])
        return Place(
            department=self.facts.delivery.department,
            dataset=self.facts.contract.id,
            period=self.facts.period,
            file=self.facts.delivery.file_name,
            sha256=self.facts.delivery.sha256,
            sheet=self.table.sheet,
            row=row,
            cell=cell,
            column=column.field.name if column else None,
            value=mask(value)[:80] if value is not None else None,
        )


def tell(connection: "DuckDBPyConnection", selection: Selection, told: Told, counts: dict[str, int]) -> list[Finding]:
    """All findings of standardising one table."""
    found: list[Finding] = []
    if not counts.get("data"):
        found.append(finding("STR-002", told.place(), rows=counts.get("no_figures", 0)))
    elif counts.get("no_figures"):
        found += _rows(connection, told, "no_figures", "VAL-NO-FIGURE", counts["no_figures"])
    if counts.get("residue") and told.table.sheet is None:
        # In a workbook, extraction names every such cell.
        found += _rows(connection, told, "residue", "STR-009", counts["residue"], value="…")
    if counts.get("fault"):
        found += _rows(connection, told, "fault", "VAL-RECORD", counts["fault"])
    found += _totals(connection, selection, told)
    if told.aside:
        for column in selection.columns:
            found += _cells(connection, told, column)
    if selection.duplicates:
        found += _repeated(connection, selection, told)
    for column in selection.columns:
        if column.is_number and column.odd_in:
            found += _rounded(connection, told, column)
    return found


def _rows(
    connection: "DuckDBPyConnection", told: Told, kind: str, code: str, count: int, **said: Any
) -> Iterator[Finding]:
    assert told.aside is not None
    rows = connection.execute(
        f"SELECT _row FROM {parquet(told.aside)} WHERE _kind = {literal(kind)} ORDER BY 1 LIMIT 1"
    ).fetchall()
    yield finding(code, told.place(rows[0][0]), count=count, rows=count, **said)


def _cells(connection: "DuckDBPyConnection", told: Told, column: Column) -> Iterator[Finding]:
    assert told.aside is not None
    where = f"_kind = 'data' AND list_contains(_faults, {literal(column.field.name)})"
    rows: list[tuple[Any, ...]] = connection.execute(
        f"SELECT _row, {column.text}, count(*) OVER () FROM {parquet(told.aside)} WHERE {where} "
        f"ORDER BY 1 LIMIT {SHOWN}"
    ).fetchall()
    for number, (row, text, count) in enumerate(rows, start=1):
        alike = 1 + (count - SHOWN if number == SHOWN else 0)
        code = "VAL-KEY" if text == "" else {"date": "VAL-DATE", "number": "VAL-AMOUNT"}[column.field.type]
        titles = {"title": column.field.title, "title_en": column.field.title_en, "value": mask(text)[:80]}
        yield finding(code, told.place(row, column, text), count=alike, **titles)


def _totals(connection: "DuckDBPyConnection", selection: Selection, told: Told) -> Iterator[Finding]:
    """Amounts of a printed total that are none: the total cannot be checked."""
    if not selection.layout.total_rows:
        return
    for column in selection.columns:
        if column.is_number and column.odd_in:
            rows = connection.execute(
                f"SELECT _row, {column.text} {selection.totals} "
                f"WHERE {column.text} <> '' AND {column.value} IS NULL ORDER BY 1"
            ).fetchall()
            for row, text in rows:
                titles = {"title": column.field.title, "title_en": column.field.title_en, "value": mask(text)[:80]}
                yield finding("STD-TOTAL", told.place(row, column, text), count=1, **titles)


def _repeated(connection: "DuckDBPyConnection", selection: Selection, told: Told) -> Iterator[Finding]:
    keys = [c for c in selection.columns if c.field.name in told.facts.contract.table.primary_key]
    shown = " || ' / ' || ".join(column.text for column in keys)
    rows = connection.execute(
        f"SELECT _row, {shown}, repeated.first_row, repeated.times, count(*) OVER () "
        f"FROM unpublished JOIN repeated ON {selection.same_key} "
        f"WHERE list_contains(_faults, {literal(REPEATED)}) AND _kind = 'data' ORDER BY 1 LIMIT {SHOWN}"
    ).fetchall()
    for number, (row, key, first, times, count) in enumerate(rows, start=1):
        alike = 1 + (count - SHOWN if number == SHOWN else 0)
        titles = {"key_zh": keys[0].field.title, "key_en": keys[0].field.title_en, "key": mask(key)[:80]}
        yield finding("STR-013", told.place(row, keys[0], key), count=alike, first_row=first, times=times, **titles)


def _rounded(connection: "DuckDBPyConnection", told: Told, column: Column) -> Iterator[Finding]:
    rows = connection.execute(
        f"SELECT _row, {column.text}, count(*) OVER () FROM texts JOIN {column.odd} ON {column.text} = {name('text')} "
        "WHERE rounded ORDER BY 1 LIMIT 1"
    ).fetchall()
    for row, text, count in rows:
        titles = {"title": column.field.title, "title_en": column.field.title_en, "value": text}
        yield finding("VAL-ROUNDED", told.place(row, column, text), count=count, **titles)
