"""How a table stands on paper: A4 across, one page wide, the header on every page, widths that fit what is printed."""

from collections.abc import Sequence
from math import ceil
from unicodedata import east_asian_width

from xlsxwriter.worksheet import Worksheet

from publish.formats.official.book import A4
from publish.formats.official.figures import Cell
from publish.formats.official.form import Column

NARROWEST, WIDEST = 6, 44
FIGURES = 14
"""The width of a column of figures at least, in digits as all widths."""
LINE_HEIGHT = 14
MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.75}


def set_paper(target: Worksheet, foot: str, top: int) -> None:
    """A4 across, one page wide, the rows above `top` frozen on the screen and repeated on paper, pages numbered."""
    target.set_landscape()
    target.set_paper(A4)
    target.fit_to_pages(1, 0)
    target.set_margins(**MARGINS)
    target.center_horizontally()
    target.repeat_rows(0, top - 1)
    target.freeze_panes(top, 0)
    target.set_footer(f"&L&8{foot.replace('&', '&&')}&C&9第 &P 页  共 &N 页")


def set_widths(target: Worksheet, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Set the width of every column by its longest cell, within bounds; returns them."""
    widths = []
    for at, column in enumerate(columns):
        least = FIGURES if column.is_figure else NARROWEST
        longest = max((_width(row[at]) for row in rows), default=0)
        widths.append(min(WIDEST, max(least, longest + 2)))
        target.set_column(at, at, widths[-1])
    return widths


def note_height(note: str, width: int) -> int:
    """The height of a note over the whole width of the table, with as many lines as it takes."""
    return LINE_HEIGHT * ceil(_width(note) / max(width, 1))


def _width(cell: Cell) -> int:
    if isinstance(cell, str):
        return sum(2 if east_asian_width(sign) in "FW" else 1 for sign in cell)
    return 0 if cell is None else len(f"{cell:,.2f}")
