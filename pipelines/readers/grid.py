"""A sheet: text in cells with addresses. What a cell means, or where a table begins, is not decided here."""

from collections.abc import Iterable
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


class Address(NamedTuple):
    """A cell, numbered as in the sheet (from 1)."""

    row: int
    column: int


@dataclass(frozen=True)
class Grid:
    """Filled rectangle of a sheet: rows of equal length, '' for an empty cell; `rows[0]` is sheet row `first_row`.

    `printed` has the shape of `rows` where the file tells numbers and dates from texts, and is empty where it does not:
    the text that a person sees in a cell that stores a number or a date (its number format applied, or the file's own
    text), '' for all other cells; `derived` says that these texts were made from the format and are not in the file.
    `errors` are error cells (#REF!), whose text in `rows` is '#REF!'; `uncomputed` are formulas without a cached value,
    whose text is ''; `formulas` counts formulas, `linked` are those that look into another workbook. Hidden rows and
    columns are numbered as in the sheet; their cells are in `rows`.
    """

    sheet: str
    state: State = "visible"
    rows: list[list[str]] = field(default_factory=list)
    first_row: int = 1
    first_column: int = 1
    merged: list[Merge] = field(default_factory=list)
    printed: list[list[str]] = field(default_factory=list)
    derived: bool = False
    errors: dict[Address, str] = field(default_factory=dict)
    uncomputed: tuple[Address, ...] = ()
    linked: tuple[Address, ...] = ()
    formulas: int = 0
    indents: dict[Address, int] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

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


def filled_grid(
    sheet: str,
    state: State,
    cells: list[list[str]],
    first_column: int,
    merged: list[Merge],
    *,
    printed: list[list[str]] | None = None,
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[int] = (),
) -> Grid:
    """The grid of the filled rectangle in `cells`, which begin at sheet row 1 and at sheet column `first_column`, and
    may be ragged or far too large. `printed` runs beside `cells`, row by row, and may be ragged or shorter too. Of the
    hidden rows and columns only those inside the rectangle are kept. Other facts are added with `dataclasses.replace`.
    """
    filled = [index for index, row in enumerate(cells) if any(row)]
    if not filled:
        return Grid(sheet, state, merged=merged)
    top, bottom = filled[0], filled[-1] + 1
    left = min(_first_filled(cells[index]) for index in filled)
    right = max(_last_filled(cells[index]) for index in filled) + 1
    rows = [_cut(row, left, right) for row in cells[top:bottom]]
    beside = [_cut(row, left, right) for row in printed[top:bottom]] if printed is not None else []
    beside += [[""] * (right - left) for _ in range(len(rows) - len(beside) if printed is not None else 0)]
    row_numbers, column_numbers = range(top + 1, bottom + 1), range(first_column + left, first_column + right)
    return Grid(
        sheet,
        state,
        rows,
        row_numbers.start,
        column_numbers.start,
        merged,
        beside,
        hidden_rows=frozenset(row for row in hidden_rows if row in row_numbers),
        hidden_columns=frozenset(column for column in hidden_columns if column in column_numbers),
    )


def _cut(row: list[str], left: int, right: int) -> list[str]:
    if left == 0 and len(row) == right:
        return row
    kept = row[left:right]
    return kept + [""] * (right - left - len(kept))


def _first_filled(row: list[str]) -> int:
    return 0 if row[0] else next(index for index, text in enumerate(row) if text)


def _last_filled(row: list[str]) -> int:
    last = len(row) - 1
    return last if row[last] else next(index for index in range(last, -1, -1) if row[index])
