"""Reading the generated files back with a library that did not write them."""

from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import NamedTuple

import xlrd
from python_calamine import CalamineWorkbook

from samples.generate import exports


class Printed(NamedTuple):
    """A row of a function table as printed: its amounts in the sheet's unit."""

    row: int
    code: str
    amounts: tuple[Decimal, ...]


@cache
def night(number: int) -> dict[str, bytes]:
    """The exports of a night, generated once for all tests of a process."""
    return exports(number)


def grid(content: bytes, sheet: str) -> list[list[object]]:
    """The sheet's cells from A1 on."""
    if content[:2] == b"PK":
        return (
            CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        )
    book = xlrd.open_workbook(file_contents=content).sheet_by_name(sheet)
    return [book.row_values(number) for number in range(book.nrows)]


def text(value: object) -> str:
    """A cell as text, whole numbers without a fraction."""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def function_table(content: bytes, sheet: str) -> tuple[list[Printed], Printed]:
    """The rows of a table by function code, and its 合计 row."""
    found = []
    for number, cells in enumerate(grid(content, sheet)[8:], 9):
        code = "".join(text(cell) for cell in cells[:3])
        if code == "合计" or code.isdigit():
            found.append(Printed(number, code, tuple(amount(cell) for cell in cells[4:7])))
    return found[:-1], found[-1]


def amount(cell: object) -> Decimal:
    """The amount of a cell; blank counts as nothing."""
    return Decimal(text(cell).replace(",", "") or "0")
