"""A sheet put together while its cells arrive one after the other: repeats expanded, places counted, limits kept.

Does not belong here: what a file format calls these things, and how it writes a value.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipelines.readers import limits
from pipelines.readers.grid import Address, Grid, Merge, State, filled_grid
from pipelines.readers.unreadable import Unreadable

Tick = Callable[[int], None]
_KNOWN_TEXTS = 1 << 16
_OBJECT_BYTES = 50


class Room:
    """What all sheets of one file may still take (`limits.MAX_CELLS`, `MAX_TEXT_BYTES`, `MAX_MARKS`), and the report of
    progress: `tick` is called with the number of rows since its last call.
    """

    def __init__(self, tick: Tick | None = None) -> None:
        self._cells = 0
        self._marks = 0
        self._rows = 0
        self._held = 0
        self._tick = tick
        self._known: dict[str, str] = {}

    def check(self, rows: int, columns: int) -> None:
        """Raises Unreadable("too_large") when a sheet of this size does not fit beside the finished ones."""
        if self._cells + rows * columns > limits.MAX_CELLS:
            raise Unreadable("too_large", f"a sheet of {rows} rows and {columns} columns")

    def finish(self, rows: int, columns: int) -> None:
        """A sheet is finished and stays."""
        self._cells += rows * columns
        if self._tick and self._rows:
            self._tick(self._rows)
            self._rows = 0

    def row(self) -> None:
        """One more row of the file was read."""
        self._rows += 1
        if self._rows >= limits.TICK_ROWS:
            if self._tick:
                self._tick(self._rows)
            self._rows = 0

    def mark(self, times: int) -> None:
        """So many more cells carry a mark (error, formula, indent, merge), each of which is held by its address."""
        self._marks += times
        if self._marks > limits.MAX_MARKS:
            raise Unreadable("too_large", f"more than {limits.MAX_MARKS} cells with errors, indents or merges")

    def same(self, text: str) -> str:
        """The text, one object for equal texts that are not far from each other."""
        known = self._known.get(text)
        if known is not None:
            return known
        if len(self._known) >= _KNOWN_TEXTS:
            self._known.clear()
        self._known[text] = text
        self._held += _OBJECT_BYTES + len(text)
        if self._held > limits.MAX_TEXT_BYTES:
            raise Unreadable("too_large", f"the texts take more than {limits.MAX_TEXT_BYTES} bytes")
        return text


class Assembly:
    """One sheet; cells are added from left to right, rows from top to bottom. What follows the last filled cell of a
    row, and the last filled row, is only counted, so that a million repeated blanks cost nothing.
    """

    def __init__(self, sheet: str, room: Room) -> None:
        self.sheet = sheet
        self.state: State = "visible"
        self.merged: list[Merge] = []
        self._room = room
        self._texts: list[list[str]] = []
        self._printed: list[list[str]] = []
        self._shown = False
        self._width = 0
        self._blank_rows = 0
        self._blank_cells = 0
        self._row: list[str] = []
        self._row_printed: list[str] = []
        self._marks: list[tuple[str, int, int]] = []
        self._errors: dict[Address, str] = {}
        self._places: dict[str, list[Address]] = {"uncomputed": [], "linked": []}
        self._indents: dict[Address, int] = {}
        self._formulas = self._row_formulas = 0
        self._hidden_rows: list[range] = []
        self._hidden_columns: list[range] = []

    @property
    def row(self) -> int:
        """The number of the row under way."""
        return len(self._texts) + self._blank_rows + 1

    @property
    def column(self) -> int:
        """The number of the column of the next cell."""
        return len(self._row) + self._blank_cells + 1

    def add(self, text: str, printed: str | None, times: int = 1) -> None:
        """The next cell, or that many equal ones; `printed` is None for what is no number and no date."""
        if not text and not printed:
            self._blank_cells += times
            return
        row, beside = self._row, self._row_printed
        if self._blank_cells + times + len(row) > limits.MAX_COLUMNS:
            raise Unreadable("too_large", f"a row of more than {limits.MAX_COLUMNS} cells")
        if self._blank_cells:
            row += [""] * self._blank_cells
            beside += [""] * self._blank_cells
            self._blank_cells = 0
        text = self._room.same(text)
        if printed is None:
            printed = ""
        else:
            self._shown = True
            printed = text if printed == text else self._room.same(printed)
        row += [text] * times
        beside += [printed] * times

    def mark(self, what: str, times: int = 1, level: int = 0) -> None:
        """The next cells, about to be added, are "error", "uncomputed" or "linked", or have an "indent" of a level."""
        self._room.mark(times)
        self._marks += [(what, self.column + index, level) for index in range(times)]

    def formula(self, times: int = 1) -> None:
        """So many cells of this row are formulas."""
        self._row_formulas += times

    def merge(self, rows: int, columns: int) -> None:
        """The next cell, about to be added, spans so many rows and columns."""
        if rows > 1 or columns > 1:
            self._room.mark(1)
            self.merged.append(Merge(self.row, self.column, self.row + rows - 1, self.column + columns - 1))

    def hide_columns(self, first: int, count: int) -> None:
        """So many columns from this one are not shown."""
        _append(self._hidden_columns, range(first, first + count))

    def end_row(self, times: int = 1, hidden: bool = False) -> None:
        """The row is complete; it stands that many times in the sheet."""
        if hidden:
            _append(self._hidden_rows, range(self.row, self.row + times))
        if self._row:
            self._room.check(self.row + times - 1, max(self._width, len(self._row)))
            self._width = max(self._width, len(self._row))
            # Blank rows, and equal ones, are one object: the grid is cut out of copies.
            blank: list[str] = []
            self._place_marks(times)
            self._texts += [blank] * self._blank_rows + [self._row] * times
            self._printed += [blank] * self._blank_rows + [self._row_printed] * times
            self._blank_rows = 0
            self._row, self._row_printed = [], []
        else:
            self._place_marks(1)
            self._blank_rows += times
        self._formulas += self._row_formulas * times
        self._blank_cells = self._row_formulas = 0
        self._room.row()

    def grid(self, *, derived: bool = False) -> Grid:
        """The filled rectangle."""
        self._room.finish(len(self._texts), self._width)
        rows, columns = len(self._texts), self._width
        grid = filled_grid(
            self.sheet,
            self.state,
            self._texts,
            1,
            self.merged,
            printed=self._printed if self._shown else None,
            hidden_rows=_numbers(self._hidden_rows, rows),
            hidden_columns=_numbers(self._hidden_columns, columns),
        )
        return replace(
            grid,
            derived=derived and self._shown,
            errors=self._errors,
            uncomputed=tuple(self._places["uncomputed"]),
            linked=tuple(self._places["linked"]),
            formulas=self._formulas,
            indents=self._indents,
        )

    def _place_marks(self, times: int) -> None:
        self._room.mark(len(self._marks) * (times - 1))
        first = self.row
        for what, column, level in self._marks:
            for row in range(first, first + times):
                self._place(what, Address(row, column), level)
        self._marks.clear()

    def _place(self, what: str, address: Address, level: int) -> None:
        if what == "indent":
            self._indents[address] = level
        elif what == "error":
            self._errors[address] = self._row[address.column - 1]
        else:
            self._places[what].append(address)


def _append(spans: list[range], span: range) -> None:
    if spans and spans[-1].stop == span.start:
        span = range(spans.pop().start, span.stop)
    spans.append(span)


def _numbers(spans: list[range], last: int) -> Iterator[int]:
    """The numbers in the spans up to the last one that is of use: a span may run to the end of the largest sheet."""
    for span in spans:
        yield from range(span.start, min(span.stop, last + 1))
