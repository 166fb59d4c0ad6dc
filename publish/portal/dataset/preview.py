"""The first rows of a released table (预览), cut to what a page can carry; the files have all of it."""

import zlib
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from gongkai.contract import Field
from publish.portal.dataset.first_rows import Rows

ROWS = 100
COLUMNS = 40
LENGTH = 200
#: The rows of a page take no more than so many compressed bytes.
BYTES = 60_000
#: Marks that turn the direction of a text round; a cell that has one is set apart so that it turns nothing else.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Preview:
    """`columns` are shown, `left_out` so many are not; `html` are so many `rows` of a table; `cut` counts the cells
    whose text is cut, `turning` those that hold direction marks.
    """

    columns: tuple[Field, ...]
    left_out: int
    rows: int
    html: Markup
    cut: int
    turning: int


def preview(first: Rows) -> Preview:
    """The rows as a page shows them, without the columns of provenance."""
    values = [place for place, field in enumerate(first.columns) if not field.is_provenance]
    places = values[:COLUMNS]
    shown = tuple(first.columns[place] for place in places)
    # One character more than is shown tells that there is more.
    rows = [tuple(row[place][: LENGTH + 1] for place in places) for row in first.rows[:ROWS]]
    while len(rows) > 1 and len(zlib.compress(repr(rows).encode("utf-8", "replace"), 1)) > BYTES:
        rows = rows[: len(rows) // 2]
    opened = ['<td class="number">' if field.type == "number" else "<td>" for field in shown]
    html = "\n".join(f"<tr>{''.join(map(_cell, opened, row))}</tr>" for row in rows)
    cells = [cell for row in rows for cell in row]
    return Preview(
        columns=shown,
        left_out=len(values) - len(shown),
        rows=len(rows),
        # Every text in it is escaped, cell by cell: a page in two languages does that only once.
        html=Markup(html),
        cut=sum(len(cell) > LENGTH for cell in cells),
        turning=sum(not TURNING.isdisjoint(cell) for cell in cells),
    )


def _cell(opened: str, text: str) -> str:
    told = escape(text[:LENGTH])
    if not TURNING.isdisjoint(text):
        told = f"<bdi>{told}</bdi>"
    return f"{opened}{told}{'…' if len(text) > LENGTH else ''}</td>"
