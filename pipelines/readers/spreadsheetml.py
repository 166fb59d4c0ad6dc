"""XML Spreadsheet 2003 (SpreadsheetML, urn:schemas-microsoft-com:office:spreadsheet), which old systems call .xls.

Does not belong here: putting a sheet together from its cells (`assembly`), styles and values (`spreadsheetml_cells`),
and the workbooks of today, which are zip containers.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipelines.readers import limits
from pipelines.readers.assembly import Assembly, Room, Tick
from pipelines.readers.encoding import detect_encoding, read_sample
from pipelines.readers.grid import Grid, State
from pipelines.readers.markup import read_xml
from pipelines.readers.ods import OdsContent
from pipelines.readers.ods_cells import OFFICE
from pipelines.readers.spreadsheetml_cells import EXCEL, SHEET, Styles, number_of, put_cell, stated
from pipelines.readers.unreadable import Unreadable

_DECLARED = re.compile(rb"""encoding\s*=\s*["']([\w-]+)""")
_DECLARED_WITHIN = 200
_CERTAIN = 0.9
_STATES: dict[str, State] = {"SheetHidden": "hidden", "SheetVeryHidden": "very_hidden"}
_ASIDE = frozenset((f"{SHEET}Comment", f"{EXCEL}PhoneticText", f"{EXCEL}AutoFilter"))


def read_xml_workbook(path: Path, tick: Tick | None = None) -> list[Grid]:
    """Every sheet; a spreadsheet that is one OpenDocument file (.fods) too.

    Raises Unreadable: truncated, corrupt, too_large, or unsupported for XML that is no workbook.
    """
    content = _XmlContent(tick)
    with path.open("rb") as file:
        read_xml(iter(partial(file.read, limits.CHUNK_BYTES), b""), content, _encoding(path))
    return content.grids


def _encoding(path: Path) -> str | None:
    """GB 18030 for what is written in it and says otherwise, or calls it by the name of one of its parts."""
    sample, whole = read_sample(path)
    declared = _DECLARED.search(sample[:_DECLARED_WITHIN])
    if declared and declared[1].lower() in (b"gb2312", b"gbk"):
        return "gb18030"
    found = detect_encoding(sample, whole)
    return "gb18030" if found.name == "gb18030" and found.confidence >= _CERTAIN else None


class _XmlContent:
    """Finds out by the first element which kind of workbook it is."""

    def __init__(self, tick: Tick | None) -> None:
        self._tick = tick
        self._content: OdsContent | SheetContent | None = None

    @property
    def grids(self) -> list[Grid]:
        return self._content.grids if self._content else []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._content is None:
            if tag == f"{SHEET}Workbook":
                self._content = SheetContent(self._tick)
            elif tag == f"{OFFICE}document":
                self._content = OdsContent(self._tick)
            else:
                raise Unreadable("unsupported", "XML: 不是工作簿 no workbook")
        self._content.start(tag, attributes)

    def end(self, tag: str) -> None:
        if self._content:
            self._content.end(tag)

    def data(self, text: str) -> None:
        if self._content:
            self._content.data(text)

    def close(self) -> None:
        """Nothing is left to do."""


class SheetContent:
    """Takes the events of a workbook and puts the sheets together."""

    def __init__(self, tick: Tick | None = None) -> None:
        self.grids: list[Grid] = []
        self._room = Room(tick)
        self._styles = Styles()
        self._sheet: Assembly | None = None
        self._column = 1
        self._column_styles: dict[int, str] = {}
        self._row: dict[str, str] = {}
        self._cell: dict[str, str] = {}
        self._kind = ""
        self._pieces: list[str] = []
        self._length = 0
        self._collecting = ""
        self._aside = 0
        self._begin: dict[str, Callable[[dict[str, str]], None]] = {
            f"{SHEET}Cell": self._begin_cell,
            f"{SHEET}Data": self._begin_data,
            f"{SHEET}Row": self._begin_row,
            f"{SHEET}Column": self._begin_column,
            f"{SHEET}Worksheet": self._begin_sheet,
            f"{SHEET}Style": self._styles.begin,
            f"{SHEET}NumberFormat": self._styles.number_format,
            f"{SHEET}Alignment": self._styles.alignment,
            f"{EXCEL}Visible": lambda _: self._collect(f"{EXCEL}Visible"),
        }
        self._finish: dict[str, Callable[[], None]] = {
            f"{SHEET}Cell": self._end_cell,
            f"{SHEET}Row": self._end_row,
            f"{SHEET}Worksheet": self._end_sheet,
            f"{EXCEL}Visible": self._end_visible,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._aside:
            self._aside += 1
        elif tag in _ASIDE:
            self._aside = 1
        elif begin := self._begin.get(tag):
            begin(attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._aside:
            self._aside -= 1
            return
        if tag == self._collecting:
            self._collecting = ""
        if finish := self._finish.get(tag):
            finish()

    def data(self, text: str) -> None:
        """Text, which counts inside a value only; letters in bold are elements inside it."""
        if not self._collecting or self._aside:
            return
        self._length += len(text)
        if self._length > limits.MAX_CELL_CHARACTERS:
            raise Unreadable("too_large", f"a cell of more than {limits.MAX_CELL_CHARACTERS} characters")
        self._pieces.append(text)

    def _collect(self, tag: str) -> None:
        self._collecting = tag
        self._pieces.clear()
        self._length = 0

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        self._sheet = Assembly(stated(attributes, "Name"), self._room)
        self._column = 1
        self._column_styles.clear()

    def _end_sheet(self) -> None:
        if self._sheet is not None:
            self.grids.append(self._sheet.grid(derived=True))
        self._sheet = None

    def _end_visible(self) -> None:
        if self._sheet is not None:
            self._sheet.state = _STATES.get("".join(self._pieces).strip(), "visible")

    def _begin_column(self, attributes: dict[str, str]) -> None:
        first = number_of(attributes, "Index", self._column)
        if first < self._column:
            raise Unreadable("corrupt", "columns out of order")
        self._column = first
        count = min(number_of(attributes, "Span", 0) + 1, limits.MAX_COLUMNS)
        if self._sheet is not None and stated(attributes, "Hidden") == "1":
            self._sheet.hide_columns(self._column, count)
        if style := stated(attributes, "StyleID"):
            last = min(self._column + count - 1, limits.MAX_COLUMNS)
            self._column_styles.update(dict.fromkeys(range(self._column, last + 1), style))
        self._column += count

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = attributes
        if self._sheet is not None:
            ahead = number_of(attributes, "Index", self._sheet.row) - self._sheet.row
            if ahead < 0:
                raise Unreadable("corrupt", "rows out of order")
            if ahead:
                self._sheet.end_row(ahead)

    def _end_row(self) -> None:
        if self._sheet is None:
            return
        hidden = stated(self._row, "Hidden") == "1"
        self._sheet.end_row(hidden=hidden)
        if more := number_of(self._row, "Span", 0):
            self._sheet.end_row(more, hidden)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._kind = attributes, ""
        self._pieces.clear()

    def _begin_data(self, attributes: dict[str, str]) -> None:
        self._kind = stated(attributes, "Type") or "String"
        self._collect(f"{SHEET}Data")

    def _end_cell(self) -> None:
        if self._sheet is None:
            return
        ahead = number_of(self._cell, "Index", self._sheet.column) - self._sheet.column
        if ahead < 0:
            raise Unreadable("corrupt", "cells out of order")
        self._sheet.add("", None, ahead)
        names = (
            stated(self._cell, "StyleID"),
            stated(self._row, "StyleID"),
            self._column_styles.get(self._sheet.column, ""),
        )
        style = self._styles.of(*names)
        value = "".join(self._pieces)
        put_cell(self._sheet, self._cell, self._kind, value, style, self._styles.numbers(style))
