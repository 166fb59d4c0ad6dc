"""Forms whose labels layouts know (采购人名称 | 某局), one pair beside or under the other: each a table of one row.

What looks like a form with labels that nobody knows is no table (`forms`); whose row it is, is decided elsewhere.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.values.labels import fold, normalise
from pipelines.readers.grid import Address, Grid
from pipelines.readers.tables.around import around
from pipelines.readers.tables.model import Table
from pipelines.readers.tables.sheet import Sheet, visible

GAP = 3
"""Rows without a known label inside a form at most."""

LEAST = 3
"""Pairs of a form at least."""

LONGEST = 60
"""Characters of a label at most."""


class Labels:
    """The labels that layouts know; most cells are told from them by their first character."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = frozenset(names)
        self._starts = frozenset(name[0] for name in self._names if name)

    def known(self, text: str) -> bool:
        """Whether the cell holds one of the labels, with or without a colon and a remark in brackets behind it."""
        begin = text.lstrip()[:1]
        # To fold takes longer than all the rest, and these signs have one form.
        folded = begin if begin.isascii() or "\u4e00" <= begin <= "\u9fff" else fold(begin)
        if len(text) > LONGEST or folded not in self._starts:
            return False
        label = label_of(text)
        return label in self._names or label.partition("(")[0] in self._names

    def begin(self, row: Sequence[str]) -> bool:
        """Whether the first text of the row is one of them."""
        return self.known(next(filter(None, row), ""))


def label_of(text: str) -> str:
    """The label in a cell as it is compared: without the colon at its end."""
    return normalise(text).rstrip(":")


@dataclass(frozen=True)
class _Pair:
    """A label and where its value stands; rows and columns from 0."""

    label: str
    first: int
    row: int
    column: int


def find_forms(grid: Grid, names: Collection[str]) -> list[Table]:
    """The forms of a sheet in reading order; `names` are normalised labels. Takes time in proportion to the rows."""
    labels = Labels(names)
    if sum(labels.begin(row) for row in grid.rows) < 2:
        return []
    sheet = visible(grid)
    found: list[Table] = []
    start = 0
    for rows in _groups(sheet, labels):
        pairs = list(_pairs(sheet, rows, labels))
        if len(pairs) >= LEAST and len({pair.row for pair in pairs}) > 1:
            found.append(_form(grid, sheet, rows, pairs, range(_over(sheet, start, rows.start), rows.start)))
            if len(found) > 1 and not found[-1].title:
                found[-1] = replace(found[-1], title=found[0].title)
            start = rows.stop
    return found


def without(grid: Grid, forms: Collection[Table]) -> Grid:
    """The grid with the rows of the forms blank, so that other tables are found beside them."""
    if not forms:
        return grid
    gone = {row for form in forms for row in form.rows}
    rows = [[""] * len(row) if at in gone else row for at, row in enumerate(grid.rows, start=grid.first_row)]
    return replace(grid, rows=rows)


def _groups(sheet: Sheet, labels: Labels) -> Iterator[range]:
    """Rows from a known label down to the last that is near; where the first label comes again another form begins."""
    first, top, last = "", -1, -1
    for row, cells in enumerate(sheet.cells):
        if not labels.begin(cells):
            continue
        label = label_of(next(filter(None, cells)))
        if top >= 0 and (row - last > GAP + 1 or label == first):
            yield range(top, last + 1)
            top = -1
        if top < 0:
            first, top = label, row
        last = row
    if top >= 0:
        yield range(top, last + 1)


def _pairs(sheet: Sheet, rows: range, labels: Labels) -> Iterator[_Pair]:
    """Labels with the cell beside each, which is no label, and blank only beside one that is known; columns that are
    blank in all rows do not count, nor do the other cells of a merged range.
    """
    filled = [column for column in range(sheet.width) if any(sheet.cells[row][column] for row in rows)]
    for row in rows:
        cells = sheet.cells[row]
        covered = {at for merge in sheet.merged_from(row, row) for at in range(merge.left + 1, merge.right + 1)}
        places = iter([column for column in filled if column not in covered])
        label = next(places, None)
        while label is not None:
            beside = next(places, None)
            if beside is None or not cells[label] or labels.known(cells[beside]):
                label = beside
                continue
            if cells[beside] or labels.known(cells[label]):
                yield _Pair(label_of(cells[label]), label, row, beside)
            label = next(places, None)


def _over(sheet: Sheet, start: int, top: int) -> int:
    """The first of the rows over a form that are lines of text and no rows of another table."""
    while top > start and sheet.filled[top - 1] <= 2:
        top -= 1
    return top


def _form(grid: Grid, sheet: Sheet, rows: range, pairs: list[_Pair], over: range) -> Table:
    texts, number = around(sheet, over, ""), sheet.numbers
    taken = {(pair.row, column) for pair in pairs for column in (pair.first, pair.column)}
    alone = [
        (number[row], fold(text))
        for row in rows
        for column, text in enumerate(sheet.cells[row])
        if text and (row, column) not in taken
    ]
    return Table(
        grid=grid,
        title=texts.title,
        above=(*texts.above, *filter(None, [texts.label])),
        label="",
        top=number[over.start] if over else number[rows.start],
        header_top=number[rows.start],
        header_bottom=number[rows.start],
        first_column=sheet.first_column + min(pair.first for pair in pairs),
        last_column=sheet.first_column + max(pair.column for pair in pairs),
        paths=tuple(pair.label for pair in pairs),
        rows=tuple(number[row] for row in rows if sheet.filled[row]),
        notes=tuple(alone),
        cells=tuple(Address(number[pair.row], sheet.first_column + pair.column) for pair in pairs),
    )
