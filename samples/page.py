"""One sheet of a generated workbook: cells, merged ranges and the way a department prints money.

Here belongs what all sheets share. What the sheets contain belongs to `budget_tables`, `budget_texts` and `projects`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | None

# A workbook carries its time of creation; a fixed one keeps its bytes the same.
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Money:
    """How a department prints amounts: in 元 or 万元, as numbers or as text with thousands marks."""

    unit: str = "元"
    as_text: bool = False

    def cell(self, yuan: int) -> Cell:
        """The cell of an amount in 元. 万元 are rounded to two decimals, each cell for itself as budget systems do."""
        if self.unit == "元":
            return f"{yuan:,}" if self.as_text else yuan
        amount = (Decimal(yuan) / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
        # The spreadsheet format itself stores binary numbers.
        return f"{amount:,}" if self.as_text else float(amount)


class Book:
    """A workbook in memory whose bytes depend on its content alone."""

    def __init__(self) -> None:
        self._bytes = BytesIO()
        self._pages: dict[str, Page] = {}
        self._book = xlsxwriter.Workbook(self._bytes, {"in_memory": True})
        self._book.set_properties({"created": CREATED})
        self.title: Format = self._book.add_format({"bold": True, "font_size": 16, "align": "center"})
        self.head: Format = self._book.add_format(
            {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
        )
        self.body: Format = self._book.add_format({"border": 1, "num_format": "#,##0"})
        self.decimal: Format = self._book.add_format({"border": 1, "num_format": "#,##0.00"})
        self.date: Format = self._book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
        self.text: Format = self._book.add_format({"text_wrap": True, "valign": "top"})

    def page(self, name: str) -> "Page":
        """A new sheet; the name is taken as it is, a trailing blank too."""
        self._pages[name] = Page(self, self._book.add_worksheet(name))
        return self._pages[name]

    def written(self, name: str) -> "Page":
        """The sheet of that name; raises KeyError."""
        return self._pages[name]

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return self._bytes.getvalue()


class Page:
    """A sheet addressed as people do: `A4`, `A4:C4`."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self._sheet = sheet
        self.book = book

    def put(self, address: str, value: Cell | date, style: Format | None = None) -> None:
        """Write one cell, or a merged range with the value in its first cell."""
        if ":" in address:
            self._sheet.merge_range(address, value, style)
        elif isinstance(value, date):
            self._sheet.write_datetime(address, value, style)
        elif isinstance(value, str):
            # Text stays text: 02 keeps its zero.
            self._sheet.write_string(address, value, style)
        else:
            self._sheet.write(address, value, style)

    def row(self, number: int, values: list[Cell], first_column: str = "A") -> None:
        """Write a row of body cells; the row number counts from 1."""
        for column, value in enumerate(values, ord(first_column) - ord("A")):
            style = self.book.decimal if isinstance(value, float) else self.book.body
            self.put(f"{xl_col_to_name(column)}{number}", value, style)
