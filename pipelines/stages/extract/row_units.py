"""Tables that state their unit in the labels of rows: “一般公共预算收入(亿元)”, and below “构成(%)” for the rest.

A table is cut there, so that every piece has one unit; pieces in percent hold no amounts.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from gongkai.values.amounts import unit_in
from gongkai.values.labels import normalise
from pipelines.readers.tables import Table

_UNIT = re.compile(r"\(([^()]+)\)[^()]*$")
_BRACKET = re.compile("[(（\\[【〔]")  # most labels have none, and need no closer look
PERCENT = "%"


def by_unit(table: Table) -> Iterator[tuple[Table, str]]:
    """The pieces of the table from top to bottom, each with the unit of its rows; the table itself with '' where the
    unit is stated elsewhere or not at all.
    """
    marks = [(row, unit) for row in table.rows if (unit := _unit(table, row))]
    if table.cells or _stated(table) or not marks or marks[0][0] != table.rows[0]:
        yield table, ""
        return
    # A label that says the same unit again begins no piece of its own.
    marks = [mark for before, mark in pairwise([(0, ""), *marks]) if mark[1] != before[1]]
    places = [*(bisect_left(table.rows, row) for row, _ in marks), len(table.rows)]
    for (first, end), (_, unit) in zip(pairwise(places), marks, strict=True):
        rows = table.rows[first:end]
        above = (*table.above, f"单位:{unit}") if unit != PERCENT else table.above
        yield replace(table, rows=rows, above=above), unit


def _unit(table: Table, row: int) -> str:
    """The unit in brackets at the end of the row's first text; '' where there is none."""
    printed = table.grid.text(row, table.first_column)
    found = _UNIT.search(normalise(printed)) if _BRACKET.search(printed) else None
    said = found[1].strip() if found else ""
    return said if said == PERCENT else unit_in(f"({said})") or ""


def _stated(table: Table) -> bool:
    texts = (table.title, table.label, *table.above, *table.paths, *(text for _, text in table.notes))
    return any(unit_in(text) for text in texts)
