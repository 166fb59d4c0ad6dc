"""All tables of a grid: header after header from the top down, each with its body, split into blocks side by side."""

from collections.abc import Collection, Iterator

from pipelines.readers.grid import Grid
from pipelines.readers.tables.around import Around, around
from pipelines.readers.tables.forms import is_form
from pipelines.readers.tables.header import Header, header_at
from pipelines.readers.tables.model import Table
from pipelines.readers.tables.paths import paths, spread
from pipelines.readers.tables.regions import apart, regions
from pipelines.readers.tables.regular import is_regular
from pipelines.readers.tables.sheet import Sheet, visible
from pipelines.readers.tables.sides import Side, sides
from pipelines.readers.tables.walk import Band, Walk


def find_tables(grid: Grid, words: Collection[str] = ()) -> list[Table]:
    """The tables of a sheet in reading order; none in a sheet of prose, of adverts, or of labels with one value each.

    `words` are normalised header words that layouts know; a row of them is a header whatever stands under it. Takes
    time in proportion to the cells; most rows are only counted.
    """
    sheet, known = visible(grid), frozenset(words)
    whole = _down(grid, sheet, known, "")
    parts: list[list[Table]] = []
    for left, right in regions(sheet):
        title = whole[0].title if whole else ""
        parts.append(_down(grid, sheet.part(left, right), known, title if parts else ""))
    return apart(whole, [part for part in parts if part])


def _down(grid: Grid, sheet: Sheet, words: Collection[str], title: str) -> list[Table]:
    """The tables of a sheet from the top down; `title` is the title of one that has none of its own."""
    found: list[Table] = []
    for band in _bands(sheet, words):
        if not is_form(sheet, band.header, band.rows, words):
            found.extend(_tables(grid, sheet, band, around(sheet, band.over, found[0].title if found else title)))
    return found


def _bands(sheet: Sheet, words: Collection[str]) -> Iterator[Band]:
    """Headers with their bodies, from the top down."""
    start = _first(sheet, words)
    over = 0
    while start:
        band = Band(range(over, start.top), start)
        following = Walk(sheet, band, words).down()
        yield band
        over, start = following or (0, None)


def _first(sheet: Sheet, words: Collection[str]) -> Header | None:
    """The first header of the sheet, or the place before the first row of a table that has none."""
    for row, filled in enumerate(sheet.filled):
        if filled > 1:
            if header := header_at(sheet, row, words):
                return header
            if is_regular(sheet, row):
                return Header(row, row - 1)
    return None


def _tables(grid: Grid, sheet: Sheet, band: Band, texts: Around) -> Iterator[Table]:
    rows = spread(sheet, band.header)
    for side in sides(rows, sheet.holds(band.header.body)):
        table = _table(grid, sheet, band, texts, side, rows)
        if table.last_column > table.first_column:
            yield table


def _table(grid: Grid, sheet: Sheet, band: Band, texts: Around, side: Side, header: list[list[str]]) -> Table:
    left, right = _filled_columns(sheet, band, side)
    body = [row for row in band.rows if any(sheet.cells[row][left : right + 1])]
    steps = [header[row][left : right + 1] for row in side.rows]
    top = band.over.start if band.over else band.header.top
    number = sheet.numbers
    return Table(
        grid=grid,
        title=texts.title,
        above=texts.above,
        label=side.label or texts.label,
        top=number[top],
        header_top=number[band.header.top],
        header_bottom=number[band.header.bottom] if header else number[band.header.top] - 1,
        first_column=sheet.first_column + left,
        last_column=sheet.first_column + right,
        paths=paths(steps) or ("",) * (right - left + 1),
        rows=tuple(number[row] for row in body),
        repeated=tuple(number[row] for row in band.repeated),
        numbering=tuple(number[row] for row in band.header.numbering),
        notes=tuple((number[row], text) for row, text in band.notes),
    )


def _filled_columns(sheet: Sheet, band: Band, side: Side) -> tuple[int, int]:
    """The block without the columns at both ends that are blank in header and body."""
    rows = [*range(band.header.top, band.header.bottom + 1), *band.rows]
    filled = [at for at in range(side.left, side.right + 1) if any(sheet.cells[row][at] for row in rows)]
    return (filled[0], filled[-1]) if filled else (side.left, side.left)
