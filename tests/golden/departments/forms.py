"""What the sheets of budgets and of final accounts share: printed cells, code columns, headings, two sides.

Here belongs nothing of one table alone.
"""

from collections.abc import Iterable, Sequence

from samples.city import departments
from samples.page import Cell, Page
from tests.golden.departments.facts import Document, Row


def named(found: Document) -> str:
    """The fictional department that lends its name."""
    return departments()[found.department].name


def cell(text: str) -> Cell:
    """A printed amount as a spreadsheet keeps it; blank stays blank, decimals stay where they were printed."""
    if not text:
        return None
    # The spreadsheet format itself stores binary numbers.
    return float(text) if "." in text else int(text)


def amounts(row: Row, columns: Iterable[str]) -> list[Cell]:
    """The amounts of a row in the order of the columns."""
    return [cell(row[column]) for column in columns]


def code_cells(code: str, parts: int) -> list[Cell]:
    """类 as a number, 款 and 项 as texts of two characters, blank where the row is above that level."""
    pairs: list[Cell] = [code[at : at + 2] or None for at in range(3, 3 + 2 * (parts - 1), 2)]
    return [int(code[:3]), *pairs]


def heads(page: Page, cells: dict[str, str]) -> None:
    """Header cells, merged where the address is a range."""
    for address, text in cells.items():
        page.put(address, text, page.book.head)


def row_of_heads(page: Page, number: int, texts: Sequence[str], first: str = "A") -> None:
    """A row of single header cells."""
    heads(page, {f"{chr(ord(first) + at)}{number}": text for at, text in enumerate(texts)})


def side(page: Page, first_row: int, rows: Iterable[Row], columns: Sequence[str], first: str) -> None:
    """One side of a two-sided table: label and amounts, one row under the other."""
    for number, row in enumerate(rows, first_row):
        page.row(number, [row["label"], *amounts(row, columns)], first)
