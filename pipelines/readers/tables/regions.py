"""Tables beside each other that share no header row: parts of a sheet with a blank column between them."""

from itertools import pairwise

from pipelines.readers.tables.kinds import kind
from pipelines.readers.tables.model import Table
from pipelines.readers.tables.sheet import Sheet

MOST = 20
"""Parts of a sheet; one with more is no arrangement of tables."""


def regions(sheet: Sheet) -> list[tuple[int, int]]:
    """Columns (from 0, ends included) between wholly blank ones; [] if there is nothing to part.

    Texts alone in their row do not count: a title stands over all parts.
    """
    blank = [True] * sheet.width
    for row, filled in zip(sheet.cells, sheet.filled, strict=True):
        if filled > 1 and any(empty and text for empty, text in zip(blank, row, strict=True)):
            blank = [empty and not text for empty, text in zip(blank, row, strict=True)]
    found: list[tuple[int, int]] = []
    for column, empty in enumerate(blank):
        if empty:
            continue
        found.append((found.pop()[0] if found and found[-1][1] == column - 1 else column, column))
    return found if 1 < len(found) <= MOST else []


def apart(whole: list[Table], parts: list[list[Table]]) -> list[Table]:
    """The tables of the parts where these are tables of their own, else those of the sheet as a whole.

    Parts are of their own if a header stands where the other part has none, or if each begins with names and has
    figures after them.
    """
    if len(parts) < 2:
        return whole
    rows = [{(table.header_top, table.header_bottom) for table in part} for part in parts]
    own_rows = any(first != second for first, second in pairwise(rows))
    found = [table for part in parts for table in part]
    return found if own_rows or (len(found) > len(whole) and all(map(_own_names, found))) else whole


def _own_names(table: Table) -> bool:
    """Whether the first column holds texts and a later one figures."""
    shown = table.rows[:20]
    columns = range(table.first_column, table.last_column + 1)
    held = [[kind(table.grid.text(row, column)) for row in shown] for column in columns]
    figures = [2 * kinds.count("value") > len(kinds) - kinds.count("blank") for kinds in held]
    return not figures[0] and any(figures[1:])
