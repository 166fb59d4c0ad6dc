"""Which rows are a header: labels over values. The names of its columns are made in `paths`."""

from collections.abc import Collection
from dataclasses import dataclass

from gongkai.values.labels import normalise
from pipelines.readers.tables.lines import is_unit
from pipelines.readers.tables.numbering import is_numbering
from pipelines.readers.tables.rows import is_context_row, is_title_row, known, labelled, names, over_values
from pipelines.readers.tables.sheet import Sheet

NAMELY = 3
"""Columns of a header that is believed although nothing stands under it."""

SHORTEST = 4
"""Characters of a label that may stand alone over one column of a header (FY16)."""

HIGHEST = 12
"""Rows of a header at most."""

SEARCHED = 40
"""Rows without a value that are looked through for a better header than the first."""


@dataclass(frozen=True)
class Header:
    """Rows of a header, ends included, and the rows right under it that only number its columns.

    `shared` are the columns that the last row names where it is also the first row of the body: official forms print
    the total beside 类, 款, 项.
    """

    top: int
    bottom: int
    numbering: tuple[int, ...] = ()
    shared: frozenset[int] = frozenset()

    @property
    def body(self) -> int:
        """The first row that may be body."""
        return self.bottom if self.shared else (self.numbering or (self.bottom,))[-1] + 1


def header_at(sheet: Sheet, row: int, words: Collection[str]) -> Header | None:
    """The header that begins in `row`, if one does: labels, no values, and nothing better before the first values."""
    if not names(sheet, row, words):
        return None
    bottom = row
    while bottom + 1 < min(len(sheet.cells), row + HIGHEST) and _goes_on(sheet, row, bottom + 1):
        bottom += 1
    shared = _shared(sheet, row, bottom + 1, words)
    if shared:
        header = Header(_raised(sheet, row), bottom + 1, shared=shared)
    else:
        header = Header(_raised(sheet, row), bottom, numbered(sheet, bottom + 1))
    return header if _stands(sheet, header, words) else None


def _goes_on(sheet: Sheet, top: int, row: int) -> bool:
    """Whether the header that begins in `top` and reaches the row above goes on in this row."""
    if any(row <= merge.bottom for merge in sheet.merged_from(top, row - 1)):
        return True
    kinds = sheet.kinds(row)
    texts = sheet.texts(row)
    if texts and all(map(is_unit, texts)):
        return True
    if not texts or "value" in kinds or is_context_row(texts) or numbered(sheet, row):
        return False
    return _splits(sheet, top, row) or _fills(sheet, top, row) or _names_values(sheet, top, row)


def _splits(sheet: Sheet, top: int, row: int) -> bool:
    """Whether the row has several labels under one that is merged over them."""
    over = [merge for merge in sheet.merged_from(top, row - 1) if merge.bottom == row - 1]
    return any(sum(map(bool, sheet.cells[row][span.left : span.right + 1])) > 1 for span in over)


def _shared(sheet: Sheet, top: int, row: int, words: Collection[str]) -> frozenset[int]:
    """The columns for which a row of figures still names what stands under it: words of layouts (类, 款, 项) under one
    label of the header that begins in `top` and ends above.
    """
    if row >= len(sheet.cells) or "value" not in sheet.kinds(row):
        return frozenset()
    for span in sheet.merged_from(top, row - 1):
        texts = list(map(normalise, sheet.cells[row][span.left : span.right + 1]))
        if span.bottom == row - 1 and len(texts) == len(set(texts)) > 1 and all(text in words for text in texts):
            return frozenset(range(span.left, span.right + 1))
    return frozenset()


def _fills(sheet: Sheet, top: int, row: int) -> bool:
    """Whether the row names columns that the rows above leave without a name, and nothing else, or all such columns."""
    here = {column for column, text in enumerate(sheet.cells[row]) if text}
    above = {column for at in range(top, row) for column, text in enumerate(sheet.cells[at]) if text}
    width = max(here | above) + 1
    return len(here - above) > 1 and (not here & above or (len(here) == width and 2 * len(above) <= width))


def _names_values(sheet: Sheet, top: int, row: int) -> bool:
    """Whether the row has labels where the rows from the next one on have values."""
    held, above = sheet.holds(row + 1), sheet.cells[row - 1]
    values = {column for column, told in enumerate(held) if told == "value"}
    first = next(column for column, text in enumerate(sheet.cells[top]) if text)
    named = {column for column in labelled(sheet, row) if not _begins(sheet, row, column)}
    if not named & values or (sheet.filled[row] == 1 and sheet.cells[row][first]):
        return False
    unnamed = {column for column, told in enumerate(held) if told == "blank" and not above[column]}
    over = named & (values | unnamed)
    return 2 * len(over) > len(values | (unnamed & named)) or named <= values


def _begins(sheet: Sheet, row: int, column: int) -> bool:
    """Whether the text begins the one below: A over A01 is a code of a higher level."""
    below = sheet.cells[row + 1][column] if row + 1 < len(sheet.cells) else ""
    return below.startswith(sheet.cells[row][column])


def numbered(sheet: Sheet, row: int) -> tuple[int, ...]:
    """The rows from `row` on that only number the columns."""
    rows: list[int] = []
    while row < len(sheet.cells) and is_numbering(sheet.cells[row], sheet.holds(row + 1)):
        rows.append(row)
        row += 1
    return tuple(rows)


def _raised(sheet: Sheet, top: int) -> int:
    """The first row of the header when rows right above are group labels that `names` alone does not show."""
    while top > 0 and _groups(sheet, top - 1):
        top -= 1
    return top


def _groups(sheet: Sheet, row: int) -> bool:
    texts, below = sheet.texts(row), sheet.cells[row + 1]
    if not texts or "value" in sheet.kinds(row) or is_context_row(texts) or is_title_row(texts, sheet.width):
        return False
    column = next(index for index, text in enumerate(sheet.cells[row]) if text)
    if len(texts) > 1:
        return len(set(texts)) == 1 and column > 0
    wide = any(column < merge.right < sheet.width - 1 for merge in sheet.merged_from(row, row))
    return column > 0 and bool(below[column]) and (wide or len(texts[0].strip()) <= SHORTEST)


def _stands(sheet: Sheet, header: Header, words: Collection[str]) -> bool:
    """Whether what follows can be the body of this header: no row before the first value is a fuller header."""
    row = sheet.next_filled(header.body)
    if row is None:
        return _believed(sheet, header, words)
    rows = range(header.top, header.bottom + 1)
    widest = max(sheet.filled[index] for index in rows)
    told = any(known(sheet.texts(index), words) for index in rows)
    for index in range(row, min(len(sheet.cells), row + SEARCHED)):
        if "value" in sheet.kinds(index) and sheet.filled[index] > 1:
            return True
        if not told and known(sheet.texts(index), words):
            return False
        if sheet.filled[index] > widest and names(sheet, index, words) and over_values(sheet, index):
            return False
    return True


def _believed(sheet: Sheet, header: Header, words: Collection[str]) -> bool:
    texts = [text for row in range(header.top, header.bottom + 1) for text in sheet.texts(row)]
    return len(texts) >= NAMELY or sum(normalise(text) in words for text in texts) > 1
