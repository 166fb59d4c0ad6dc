"""A sheet: text in cells with addresses. What a cell means, or where a table begins, is not decided here."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from gongkai.addresses import column_letter

State = Literal["visible", "hidden", "very_hidden"]


class Merge(NamedTuple):
    """A merged range, numbered as in the sheet (from 1, ends included)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """Filled rectangle of a sheet: rows of equal length, '' for an empty cell; `rows[0]` is sheet row `first_row`."""

    sheet: str
    state: State = "visible"
    rows: list[list[str]] = field(default_factory=list)
    first_row: int = 1
    first_column: int = 1
    merged: list[Merge] = field(default_factory=list)

    def text(self, row: int, column: int) -> str:
        """The text at sheet row and column (from 1); '' outside the filled rectangle."""
        down, across = row - self.first_row, column - self.first_column
        if not (0 <= down < len(self.rows) and 0 <= across < len(self.rows[down])):
            return ""
        return self.rows[down][across]


def column_number(letters: str) -> int:
    """A → 1, AA → 27: the inverse of `column_letter`, for capital letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """Row 17, column 4 → D17."""
    return f"{column_letter(column)}{row}"


def filled_grid(sheet: str, state: State, cells: list[list[str]], first_column: int, merged: list[Merge]) -> Grid:
    """The grid of the filled rectangle in `cells`, which begin at sheet row 1 and may be ragged or far too large."""
    filled = [index for index, row in enumerate(cells) if any(row)]
    if not filled:
        return Grid(sheet, state, merged=merged)
    rows = cells[filled[0] : filled[-1] + 1]
    left = min(_first_filled(row) for row in rows if any(row))
    right = max(_last_filled(row) for row in rows) + 1
    trimmed = [row[left:right] + [""] * (right - max(left, len(row))) for row in rows]
    return Grid(sheet, state, trimmed, filled[0] + 1, first_column + left, merged)


def _first_filled(row: list[str]) -> int:
    return next(index for index, text in enumerate(row) if text)


def _last_filled(row: list[str]) -> int:
    return next((index for index in range(len(row) - 1, -1, -1) if row[index]), -1)
