"""The tables of a web page, from the events of its markup. How they become grids is in `html`.

The page is never a tree: what is held is the text of the tables, and a few lines of what stands between them.
"""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from pipelines.readers import limits
from pipelines.readers.stored import number_text, one_line, percent_text
from pipelines.readers.unreadable import Unreadable

_MUTE = frozenset(("script", "style", "select", "template", "title", "noscript"))
_BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "section", "form", "dd", "dt")
)
# Stand for <br> and for the edge of a block until the blanks of the markup have been folded. No page has them.
_BREAK, _EDGE = "\x03", "\x04"
_EDGES = re.compile(r" *\x04[ \x04]*")
_BREAKS = re.compile(r" *\x03 *")
_UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_FIGURE = re.compile(r"[-+(]?[¥$€£]?\s*(\d[\d,\s]*)?(\.\d+)?(E[-+]?\d+)?\)?\s*%?-?", re.IGNORECASE)
# The specification of HTML: a larger span is taken for this one.
_MOST_COLUMNS, _MOST_ROWS = 1000, 65_534
_LINES_ABOVE = 8


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell with the rows and columns that it spans; `printed` is None where the page does not say "number"."""

    text: str
    printed: str | None
    rows: int
    columns: int


@dataclass(slots=True)
class PageRow:
    """A row, seen or not."""

    hidden: bool
    cells: list[PageCell] = field(default_factory=list)

    @property
    def filled(self) -> int:
        """How many cells have a text."""
        return sum(bool(cell.text) for cell in self.cells)


class PageTable:
    """A table, and the last lines of text over it."""

    def __init__(self) -> None:
        self.above: list[str] = []
        self.caption = ""
        self.rows: list[PageRow] = []
        self.hidden_columns: list[int] = []
        self.pieces: list[str] = []
        self.cell: dict[str, str] | None = None
        self.columns = 0
        self.frames = False

    @property
    def is_data(self) -> bool:
        """Whether it is more than a frame in which other things are laid out."""
        return sum(row.filled > 1 for row in self.rows) > 1

    @property
    def is_heading(self) -> bool:
        """Whether it holds nothing but title, unit and the like: one text a row, or texts with a colon (单位：万元)."""
        filled = [row for row in self.rows if row.filled]
        stated = (any(set(":：") & set(cell.text) for cell in row.cells) for row in filled if row.filled > 1)
        return len(filled) <= _LINES_ABOVE and not self.is_data and all(stated)

    def lines(self) -> list[str]:
        """Everything in it as lines, of which it is emptied."""
        texts = [" ".join(cell.text for cell in row.cells if cell.text) for row in self.rows]
        texts += _folded(self.pieces).split("\n")
        self.rows.clear()
        self.pieces.clear()
        return texts


class HtmlPage:
    """Takes the events of a page; `tables` are those that end, inner ones before the table that they stand in."""

    def __init__(self) -> None:
        self.tables: list[PageTable] = []
        self._open: list[PageTable] = []
        self._pieces: list[str] = []
        self._lines: deque[str] = deque(maxlen=_LINES_ABOVE)
        self._muted: list[str] = []
        self._cells = 0
        self._begin: dict[str, Callable[[dict[str, str]], None]] = {
            "table": self._begin_table,
            "tr": self._begin_row,
            "td": self._begin_cell,
            "th": self._begin_cell,
            "col": self._column,
            "caption": self._begin_caption,
            "br": lambda _: self._pieces_here().append(_BREAK),
        }
        self._finish: dict[str, Callable[[], None]] = {
            "table": self._end_table,
            "td": self._end_cell,
            "th": self._end_cell,
            "caption": self._end_caption,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._muted:
            if tag == self._muted[-1]:
                self._muted.append(tag)
        elif tag in _MUTE or (tag in ("td", "th") and _is_unseen(attributes)):
            self._muted.append(tag)
        elif begin := self._begin.get(tag):
            begin(attributes)
        elif tag in _BLOCKS:
            self._pieces_here().append(_EDGE)

    def end(self, tag: str) -> None:
        """An element ends, by its end tag or because another one ends it."""
        if self._muted:
            if tag == self._muted[-1]:
                self._muted.pop()
        elif finish := self._finish.get(tag):
            finish()
        elif tag in _BLOCKS:
            self._pieces_here().append(_EDGE)

    def data(self, text: str) -> None:
        """Text."""
        if not self._muted:
            self._pieces_here().append(text)

    def close(self) -> None:
        """Nothing is left to do."""

    def _pieces_here(self) -> list[str]:
        table = self._open[-1] if self._open else None
        return self._pieces if table is None or table.cell is None else table.pieces

    def _begin_table(self, _attributes: dict[str, str]) -> None:
        if len(self._open) >= limits.MAX_HTML_DEPTH:
            raise Unreadable("too_large", f"more than {limits.MAX_HTML_DEPTH} tables inside each other")
        self._open.append(PageTable())

    def _end_table(self) -> None:
        if not self._open:
            return
        table = self._open.pop()
        if len(table.rows) > 1 and any(row.filled for row in table.rows) and (table.is_data or not table.frames):
            for outer in self._open:
                if not outer.is_data:
                    self._say(outer.lines())
                    outer.frames = True
            if table.is_data and self.tables and self.tables[-1].is_heading:
                heading = self.tables.pop()
                self._say([*heading.above, *heading.lines()])
            self._say(_folded(self._pieces).split("\n"))
            table.above = list(self._lines)
            self._lines.clear()
            self._pieces.clear()
            self.tables.append(table)
        else:
            self._pieces_here().append(_EDGE + _EDGE.join(table.lines()) + _EDGE)

    def _say(self, lines: list[str]) -> None:
        self._lines.extend(line for line in lines if line.strip())

    def _begin_row(self, attributes: dict[str, str]) -> None:
        if self._open:
            self._open[-1].rows.append(PageRow(_is_unseen(attributes)))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if not self._open:
            return
        table = self._open[-1]
        table.cell = dict(attributes)
        table.pieces.clear()

    def _end_cell(self) -> None:
        if not self._open or self._open[-1].cell is None:
            return
        table = self._open[-1]
        if not table.rows:
            table.rows.append(PageRow(hidden=False))
        self._cells += 1
        if self._cells > limits.MAX_HTML_CELLS:
            raise Unreadable("too_large", f"a web page of more than {limits.MAX_HTML_CELLS} cells")
        table.rows[-1].cells.append(_cell(table.cell or {}, _folded(table.pieces)))
        table.cell = None
        table.pieces.clear()

    def _begin_caption(self, _attributes: dict[str, str]) -> None:
        self._begin_cell({})

    def _end_caption(self) -> None:
        if self._open:
            self._open[-1].caption = one_line(_folded(self._open[-1].pieces))
            self._open[-1].cell = None

    def _column(self, attributes: dict[str, str]) -> None:
        if self._open:
            table, count = self._open[-1], _span(attributes, "span", _MOST_COLUMNS)
            if _is_unseen(attributes):
                table.hidden_columns += range(table.columns + 1, table.columns + count + 1)
            table.columns += count


def _is_unseen(attributes: dict[str, str]) -> bool:
    return _UNSEEN.search(attributes.get("style", "")) is not None


def _folded(pieces: list[str]) -> str:
    """The text as a browser shows it; hard blanks (&nbsp;) stay where they set a text in."""
    text = one_line("".join(pieces))
    text = _BREAKS.sub("\n", _EDGES.sub("\n", text))
    text = text.strip(" \n").replace("\xa0", " ").rstrip()
    return text if text.strip() else ""


def _cell(attributes: dict[str, str], shown: str) -> PageCell:
    rows, columns = _span(attributes, "rowspan", _MOST_ROWS), _span(attributes, "colspan", _MOST_COLUMNS)
    stated = attributes.get("x:num", attributes.get("sdval"))
    # A date also carries its serial number here; its text says more.
    if stated is None or not shown or not _FIGURE.fullmatch(shown.strip()):
        return PageCell(shown, None, rows, columns)
    number = number_text(stated.strip() or shown.replace(",", "").strip())
    return PageCell(percent_text(number) if "%" in shown and stated.strip() else number, shown.strip(), rows, columns)


def _span(attributes: dict[str, str], name: str, most: int) -> int:
    stated = attributes.get(name, "1").strip()
    return min(max(int(stated), 1), most) if stated.isascii() and stated.isdigit() and len(stated) <= 9 else 1
