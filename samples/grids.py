"""Plain sheets: rows of cells as they stand, written as .xlsx or as .xls.

Here belongs writing. What stands in the cells belongs to `final_tables`, `government_book` and others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import xlwt

from samples.page import Book, Cell, Money


@dataclass(frozen=True)
class Grid:
    """A sheet: its name, its rows from row 1 on, and the ranges that are merged over their first cell."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[str, ...] = ()


def xlsx(grids: Sequence[Grid]) -> bytes:
    """The sheets as a workbook of today's kind."""
    book = Book()
    for grid in grids:
        page = book.page(grid.name)
        for number, row in enumerate(grid.rows, 1):
            page.row(number, list(row))
        for merged in grid.merged:
            first = merged.partition(":")[0]
            page.put(merged, grid.rows[int(first[1:]) - 1][ord(first[0]) - ord("A")], book.head)
    return book.content()


def xls(grids: Sequence[Grid]) -> bytes:
    """The sheets as an old workbook (BIFF8); nothing is merged."""
    book = xlwt.Workbook(encoding="utf-8")
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        for number, row in enumerate(grid.rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def opening(title: str, department: str, money: Money, width: int) -> list[list[Cell]]:
    """The first two rows of a table of so many columns: the title; who drew it up, and the unit at the right end."""
    return [[title], [f"编制部门：{department}", *[None] * (width - 2), f"单位：{money.unit}"]]
