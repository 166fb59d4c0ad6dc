"""What of a sheet is in no table, and said: hidden rows and columns, template residue, cells left over. None of it is
read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.findings import Finding, Place, finding
from gongkai.masking import hide_words, mask
from gongkai.values.labels import fold, is_residue
from pipelines.readers import Grid, cell_name, column_letter, limits
from pipelines.readers.tables import Table
from pipelines.stages.extract.places import at_cell

#: Some sign of every residue; most cells have none and need no closer look.
_LIKELY = re.compile(r"[Xx×Ｘｘ]\s*[Xx×Ｘｘ月]|[…‥{｛]|[.。．｡·]\s*[.。．｡·]|待\s*填|[、)）]\s*$")


WHOLE_ROW = (1, limits.MAX_COLUMNS)


@dataclass(frozen=True)
class Taken:
    """A table of the sheet and the dataset that claims it, if one does; `is_private`: it names persons."""

    table: Table
    dataset: str | None
    is_private: bool = False


def hidden_parts(grid: Grid, where: Place) -> Iterator[Finding]:
    """Hidden rows and columns that hold something."""
    rows = [number for number, row in _rows(grid) if number in grid.hidden_rows and any(row)]
    if rows:
        yield finding("EXT-HIDDEN-ROWS", where.model_copy(update={"row": rows[0]}), rows=_spans(rows, str))
    columns = [
        grid.first_column + index
        for index in range(max(map(len, grid.rows), default=0))
        if grid.first_column + index in grid.hidden_columns and any(row[index] for row in grid.rows)
    ]
    if columns:
        cell = cell_name(grid.first_row, columns[0])
        said = _spans(columns, column_letter)
        yield finding("EXT-HIDDEN-COLUMNS", where.model_copy(update={"cell": cell}), columns=said)


def residue(grid: Grid, taken: Sequence[Taken], where: Place) -> Iterator[Finding]:
    """Template residue by cell (STR-009); it holds a submission back only where it stands in or around its table. On a
    sheet that names persons its words are not told.
    """
    is_private = any(each.is_private for each in taken)
    for number, row in _rows(grid):
        for column, text in enumerate(row, start=grid.first_column):
            if text and _LIKELY.search(text) and is_residue(text) and not _is_hidden(grid, number, column):
                dataset = _owner(taken, number, column)
                plain = " ".join(text.split())
                value = mask(hide_words(plain) if is_private else plain)[:60]
                at = at_cell(where, number, column, value).model_copy(update={"dataset": dataset})
                yield finding("STR-009", at, severity="error" if dataset else "warning", value=value)


def _owner(taken: Sequence[Taken], row: int, column: int) -> str | None:
    """The dataset of the table that the cell stands in; around tables, the only dataset of the sheet."""
    for each in taken:
        table = each.table
        bottom = table.rows[-1] if table.rows else table.header_bottom
        if table.header_top <= row <= bottom and table.first_column <= column <= table.last_column:
            return each.dataset
    owners = {each.dataset for each in taken}
    return owners.pop() if len(owners) == 1 else None


def leftover(grid: Grid, tables: Sequence[Table], where: Place) -> Iterator[Finding]:
    """Cells that belong to no table, counted, with the first of them."""
    said = {fold(text) for table in tables for text in (table.title, table.label, *table.above)}
    spans = _spans_of_rows(tables)
    found = [
        (number, column)
        for number, row in _rows(grid)
        for column, text in _outside(row, grid.first_column, spans.get(number, []))
        if not _is_said(text, said) and not _is_hidden(grid, number, column)
    ]
    if found:
        row, column = found[0]
        yield finding("EXT-LEFTOVER", at_cell(where, row, column), count=len(found), cells=len(found))


def _outside(row: list[str], first: int, spans: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The filled cells beside the columns that tables take; most rows have none, and only their ends are looked at."""
    start = first
    for left, right in [*sorted(spans), (first + len(row), first + len(row))]:
        beside = row[max(0, start - first) : max(0, left - first)]
        if any(beside):
            yield from ((column, text) for column, text in enumerate(beside, start=max(start, first)) if text)
        start = max(start, right + 1)


def _spans_of_rows(tables: Sequence[Table]) -> dict[int, list[tuple[int, int]]]:
    """For each row of the sheet, the columns that tables take there."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for table in tables:
        block = (table.first_column, table.last_column)
        header = range(table.header_top, table.header_bottom + 1)
        for number in (*header, *table.rows, *table.repeated, *table.numbering):
            spans.setdefault(number, []).append(block)
        for number in (*range(table.top, table.header_top), *(row for row, _ in table.notes)):
            spans.setdefault(number, []).append(WHOLE_ROW)
    return spans


def _is_said(text: str, said: set[str]) -> bool:
    folded = fold(text)
    return not folded or folded in said or any(folded in other for other in said)


def _rows(grid: Grid) -> Iterator[tuple[int, list[str]]]:
    return zip(range(grid.first_row, grid.first_row + len(grid.rows)), grid.rows, strict=True)


def _is_hidden(grid: Grid, row: int, column: int) -> bool:
    return row in grid.hidden_rows or column in grid.hidden_columns


def _spans(numbers: Iterable[int], name: Callable[[int], str]) -> str:
    """7, 8, 9, 12 → 7–9, 12."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(name(first) if first == last else f"{name(first)}–{name(last)}" for first, last in spans)
