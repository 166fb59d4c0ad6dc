"""The visible part of a grid as the finder walks it. What the cells are taken for does not belong here."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.readers.grid import Grid, Merge
from pipelines.readers.tables.kinds import Kind, kind

AHEAD = 30
"""Filled rows that are looked at to tell what a column holds."""

KEPT = 4 * AHEAD


@dataclass
class Sheet:
    """Rows `numbers` (as in the sheet) of the columns from `first_column`; hidden rows are left out, hidden cells ''.

    `filled[i]` counts the filled cells of `cells[i]`. Rows and columns are counted from 0 everywhere in the finder, in
    `merged` too, which holds only ranges with a text.
    """

    cells: list[list[str]]
    numbers: list[int]
    first_column: int
    merged: list[Merge]
    filled: list[int] = field(init=False)
    _tops: dict[int, list[Merge]] = field(init=False)
    _kinds: dict[int, list[Kind]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.filled = [len(row) - row.count("") for row in self.cells]
        self._tops = {}
        for merge in self.merged:
            self._tops.setdefault(merge.top, []).append(merge)

    def part(self, left: int, right: int) -> "Sheet":
        """The columns from `left` to `right`, ends included, as a sheet of its own."""
        cells = [row[left : right + 1] for row in self.cells]
        inside = [merge for merge in self.merged if left <= merge.left <= right]
        merged = [Merge(m.top, m.left - left, m.bottom, min(m.right, right) - left) for m in inside]
        return Sheet(cells, self.numbers, self.first_column + left, merged)

    @property
    def width(self) -> int:
        """Columns of every row."""
        return len(self.cells[0]) if self.cells else 0

    def merged_from(self, top: int, bottom: int) -> list[Merge]:
        """The merged ranges that begin in the rows from `top` to `bottom`, ends included."""
        return [merge for row in range(top, bottom + 1) for merge in self._tops.get(row, ())]

    def kinds(self, row: int) -> list[Kind]:
        """The kind of each cell of a row; rows looked at lately are remembered."""
        if row not in self._kinds:
            if len(self._kinds) > KEPT:
                self._kinds.clear()
            self._kinds[row] = [kind(text) for text in self.cells[row]]
        return self._kinds[row]

    def texts(self, row: int) -> list[str]:
        """The filled cells of a row."""
        return list(filter(None, self.cells[row]))

    def next_filled(self, row: int) -> int | None:
        """The first row from `row` on that is not blank."""
        return next((index for index in range(row, len(self.cells)) if self.filled[index]), None)

    def ahead(self, row: int) -> list[int]:
        """The next rows with several filled cells from `row` on, down to a text alone after a blank row: there another
        table may begin.
        """
        found: list[int] = []
        for index in range(row, min(len(self.cells), row + 4 * AHEAD)):
            filled = self.filled[index]
            if len(found) == AHEAD or (found and filled == 1 and not self.filled[index - 1]):
                break
            if filled > 1:
                found.append(index)
        return found

    def holds(self, row: int) -> list[Kind]:
        """What each column holds from `row` on: values where most filled cells are; 'blank' where none is filled."""
        counts = [Counter[Kind]() for _ in range(self.width)]
        for index in self.ahead(row):
            for count, told in zip(counts, self.kinds(index), strict=True):
                count[told] += 1
        return [_held(count) for count in counts]


def _held(count: Counter[Kind]) -> Kind:
    told = count["value"] + count["label"] + count["period"]
    if not told:
        return "blank"
    return "value" if count["value"] * 5 >= told * 3 else "label"


def visible(grid: Grid) -> Sheet:
    """The grid without its hidden rows and columns; cells of nothing but blanks are empty."""
    hidden = [column - grid.first_column for column in grid.hidden_columns]
    cells, numbers = [], []
    for number, row in enumerate(grid.rows, start=grid.first_row):
        if number not in grid.hidden_rows:
            cells.append(_shown(row, hidden))
            numbers.append(number)
    return Sheet(cells, numbers, grid.first_column, list(_ranges(grid, cells, numbers)))


def _ranges(grid: Grid, cells: list[list[str]], numbers: list[int]) -> Iterable[Merge]:
    """The merged ranges whose first cell is visible and has a text."""
    for merge in grid.merged:
        top, bottom = bisect_left(numbers, merge.top), bisect_right(numbers, merge.bottom) - 1
        left, right = merge.left - grid.first_column, merge.right - grid.first_column
        if top <= bottom and numbers[top] == merge.top and 0 <= left < len(cells[top]) and cells[top][left]:
            yield Merge(top, left, bottom, min(right, len(cells[top]) - 1))


def _shown(row: list[str], hidden: Iterable[int]) -> list[str]:
    if any(map(str.isspace, row)):
        row = ["" if text.isspace() else text for text in row]
    gone = [column for column in hidden if 0 <= column < len(row) and row[column]]
    if gone:
        row = list(row)
        for column in gone:
            row[column] = ""
    return row
