"""Cells of a sheet that belong to no table found in it: nothing goes unsaid."""

from collections.abc import Iterable, Iterator

from pipelines.readers.grid import Address, Grid
from pipelines.readers.tables.model import Table


def leftovers(grid: Grid, tables: Iterable[Table]) -> list[Address]:
    """The visible cells with a text that no table has as header, body, repeated or numbering row, note, or over it."""
    taken: dict[int, list[range]] = {}
    whole: set[int] = set()
    for table in tables:
        columns = range(table.first_column, table.last_column + 1)
        for row in (*table.rows, *range(table.header_top, table.header_bottom + 1)):
            taken.setdefault(row, []).append(columns)
        whole.update(range(table.top, table.header_top), table.repeated, table.numbering)
        whole.update(row for row, _ in table.notes)
    return [
        Address(number, column)
        for number, row in enumerate(grid.rows, start=grid.first_row)
        if number not in whole and number not in grid.hidden_rows
        for column in _outside(grid, row, taken.get(number, []))
    ]


def _outside(grid: Grid, row: list[str], taken: list[range]) -> Iterator[int]:
    """The visible columns with a text that stand in none of the ranges."""
    first, last = grid.first_column, grid.first_column + len(row)
    if any(columns.start <= first and last <= columns.stop for columns in taken):
        return
    for column, text in enumerate(row, start=first):
        shown = text and not text.isspace() and column not in grid.hidden_columns
        if shown and not any(column in columns for columns in taken):
            yield column
