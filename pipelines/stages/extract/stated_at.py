"""The cells around a table that state its title, year and unit, or that it has no data, so that a finding about one of
these can point there.

What they state is read in `surroundings`.
"""

from collections.abc import Iterable, Iterator

from gongkai.values.amounts import unit_in
from gongkai.values.labels import fold, normalise
from pipelines.readers import cell_name
from pipelines.readers.tables import Table
from pipelines.stages.extract.surroundings import ALONE, Surroundings, explanation, stated_years, year_of

#: The places of a year that are cells of the sheet.
IN_CELLS = ("title", "header", "above")


def year_cells(around: Surroundings) -> dict[str, str]:
    """The first cell that states the year of each place that stands in cells; none in a text file, nor for a title that
    stands over an earlier table of the sheet.
    """
    years = stated_years(around)
    found = {place: _year_cell(around.table, place, years[place]) for place in IN_CELLS if place in years}
    return {place: cell for place, cell in found.items() if cell}


def unit_cells(around: Surroundings) -> dict[str, str]:
    """The first cell that states each unit of money, over the table, else in a note under it; none in a text file."""
    table = around.table
    below = (row for row, _ in table.notes)
    return _unit_cells(table, range(table.top, table.header_top)) or _unit_cells(table, below)


def note_cell(around: Surroundings) -> str | None:
    """The cell of the sentence that says that the table has no data; None in a text file and where there is none."""
    table, said = around.table, normalise(explanation(around) or "")
    under = max((*table.rows, table.header_bottom)) + 1
    notes = [row for row, _ in table.notes]
    rows = [*range(table.top, table.header_top), *table.rows[:ALONE], *notes, *range(under, under + ALONE)]
    return next((cell for cell, text in _cells(table, rows) if said and normalise(text) == said), None)


def _unit_cells(table: Table, rows: Iterable[int]) -> dict[str, str]:
    found: dict[str, str] = {}
    for cell, text in _cells(table, rows):
        if unit := unit_in(text):
            found.setdefault(unit, cell)
    return found


def _year_cell(table: Table, place: str, year: int) -> str | None:
    over = place != "header"
    rows = range(table.top, table.header_top) if over else range(table.header_top, table.header_bottom + 1)
    for cell, text in _cells(table, rows):
        is_title = text == table.title
        if is_title if place == "title" else not is_title and year_of(text) == year:
            return cell
    return None


def _cells(table: Table, rows: Iterable[int]) -> Iterator[tuple[str, str]]:
    """The filled cells with their addresses and folded texts, row by row; a text file has no cells."""
    grid = table.grid
    inside = range(grid.first_row, grid.first_row + len(grid.rows)) if grid.sheet else range(0)
    for row in (row for row in rows if row in inside):
        for column, text in enumerate(grid.rows[row - grid.first_row], start=grid.first_column):
            if text.strip():
                yield cell_name(row, column), fold(text)
