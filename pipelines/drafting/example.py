"""The tables of an example file as plain rows of text, with what stands around them."""

from dataclasses import dataclass
from pathlib import Path

from gongkai.values.amounts import unit_in
from gongkai.values.dates import year_in
from gongkai.values.labels import blank
from pipelines.drafting.columns import Column
from pipelines.readers import read_workbook, sniff, sniff_text, text_grid
from pipelines.readers.tables import Table, find_tables

#: A function code is printed in three columns under one header.
SPLIT = ("类", "款", "项")


@dataclass(frozen=True)
class Found:
    """A table: where it stands, its title, unit and year if stated, header paths, and its rows (all as wide)."""

    sheet: str
    title: str
    unit: str | None
    year: int | None
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of(path: Path) -> list[Found]:
    """The tables with a header in the visible sheets. Raises Unreadable, also for a text too large for an example."""
    kind = sniff(path).kind
    grids = [text_grid(path, sniff_text(path))] if kind == "csv" else read_workbook(path, kind)
    tables = [table for grid in grids if grid.state == "visible" for table in find_tables(grid)]
    return [_found(table) for table in tables if any(table.paths) and table.rows]


def _found(table: Table) -> Found:
    columns = range(table.first_column, table.last_column + 1)
    stated = [unit for text in (*table.above, table.title) if (unit := unit_in(text))]
    return Found(
        sheet=table.grid.sheet,
        title=table.title,
        unit=stated[0] if stated else None,
        year=year_in(table.title),
        headers=table.paths,
        rows=tuple(tuple(table.grid.text(row, column) for column in columns) for row in table.rows),
    )


def columns_of(table: Found) -> tuple[Column, ...]:
    """The columns with a header, from the left; 类, 款 and 项 side by side are one code."""
    columns: list[Column] = []
    for index, header in enumerate(table.headers):
        texts = tuple(row[index] for row in table.rows)
        above, _, step = header.rpartition("/")
        last = columns[-1] if columns else None
        if last and last.parts and step in SPLIT[len(last.parts) :] and last.header == above:
            joined = tuple(
                first + second.rjust(2, "0") * bool(second) for first, second in zip(last.texts, texts, strict=True)
            )
            columns[-1] = Column(above, last.index, joined, table.unit, (*last.parts, step))
        elif step == SPLIT[0] and above:
            columns.append(Column(above, index, texts, table.unit, (step,)))
        elif not blank(header):
            columns.append(Column(header, index, texts, table.unit))
    return tuple(columns)
