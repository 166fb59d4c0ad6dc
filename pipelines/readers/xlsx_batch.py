"""Rows of an xlsx sheet on their way into the grid: rows of one plan that follow each other are converted together,
column by column, which takes a third of the time. Finding rows in the XML belongs to `xlsx_rows`.
"""

from dataclasses import dataclass, field

from pipelines.readers.assembly import Room
from pipelines.readers.grid import Address, Merge
from pipelines.readers.xlsx_cells import Plan, PlannedCell
from pipelines.readers.xlsx_formulas import Formulas

CELLS_TOGETHER = 8192
_NOTHING: list[str] = []


@dataclass
class Sheet:
    """What stands in a sheet, from sheet row 1 and column A: rows ragged, `printed` beside them."""

    rows: list[list[str]] = field(default_factory=list)
    printed: list[list[str]] = field(default_factory=list)
    errors: dict[Address, str] = field(default_factory=dict)
    indents: dict[Address, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merge] = field(default_factory=list)
    formulas: Formulas = field(default_factory=Formulas)


class Batch:
    """Takes rows from top to bottom and puts them into the sheet."""

    def __init__(self, sheet: Sheet, room: Room) -> None:
        self._sheet, self._room = sheet, room
        self._plan: Plan | None = None
        self._most = self._width = 0
        self._waiting: list[tuple[bytes, ...]] = []
        self._numbers: list[int] = []

    def add(self, number: int, plan: Plan, values: tuple[bytes, ...]) -> None:
        """A row; `values` are what its cells with a content hold."""
        if plan is not self._plan or len(self._waiting) >= self._most:
            self.convert()
            self._plan, self._most = plan, max(1, CELLS_TOGETHER // plan.width)
        self._waiting.append(values)
        self._numbers.append(number)

    def finish(self) -> None:
        """The sheet is complete."""
        self.convert()
        self._room.finish(len(self._sheet.rows), self._width)

    def convert(self) -> None:
        """Put the waiting rows into the sheet."""
        plan, numbers = self._plan, self._numbers
        if plan is None or not numbers:
            return
        self._width = max(self._width, plan.width)
        self._room.check(numbers[-1], self._width)
        blank = [""] * len(numbers)
        texts, printed = [blank] * plan.width, [blank] * plan.width
        for cell, raw in zip(plan.cells, zip(*self._waiting, strict=True), strict=True):
            at = cell.column - 1
            texts[at], printed[at] = cell.convert(raw)
            if cell.is_error or cell.indent:
                self._note(cell, texts[at])
        self._place(list(map(list, zip(*texts, strict=True))), list(map(list, zip(*printed, strict=True))))
        self._waiting, self._numbers = [], []

    def _note(self, cell: PlannedCell, texts: list[str]) -> None:
        """Error cells and indents by their addresses."""
        found = {Address(row, cell.column): text for row, text in zip(self._numbers, texts, strict=True) if text}
        self._room.mark(len(found))
        if cell.is_error:
            self._sheet.errors.update(found)
        else:
            self._sheet.indents.update(dict.fromkeys(found, cell.indent))

    def _place(self, texts: list[list[str]], printed: list[list[str]]) -> None:
        rows, beside = self._sheet.rows, self._sheet.printed
        for number, row, other in zip(self._numbers, texts, printed, strict=True):
            while len(rows) < number - 1:
                rows.append(_NOTHING)
                beside.append(_NOTHING)
            rows.append(row)
            beside.append(other)
