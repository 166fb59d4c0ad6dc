"""OpenDocument spreadsheets (.ods, ISO/IEC 26300): content.xml read as a stream, whatever its size.

Does not belong here: putting a sheet together from its cells (`assembly`), and how values are written (`stored`).
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipelines.readers import limits
from pipelines.readers.archive import open_archive
from pipelines.readers.assembly import Assembly, Room, Tick
from pipelines.readers.grid import Grid
from pipelines.readers.markup import read_xml
from pipelines.readers.ods_cells import OFFICE, TABLE, TEXT, Paragraphs, put_cell
from pipelines.readers.ods_manifest import is_encrypted
from pipelines.readers.unreadable import Unreadable

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
# What stands inside a cell or a sheet and is no text of the cell: notes, pictures, and what was there before a change.
_ASIDE = frozenset(
    {f"{OFFICE}annotation", f"{TABLE}shapes", f"{TABLE}tracked-changes", f"{TEXT}note", f"{TEXT}ruby-text"}
)
_COLUMNS_REPEATED, _ROWS_REPEATED = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
_COLUMNS_SPANNED, _ROWS_SPANNED = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
_LONGEST_NUMBER = 9
_NOT_SHOWN = ("collapse", "filter")


def read_ods(path: Path, tick: Tick | None = None) -> list[Grid]:
    """Every sheet. Printed texts are those of the file; a cell covered by a merged one is empty, as it is on screen.

    Raises Unreadable: encrypted, corrupt, truncated, too_large, or unsupported for a document that is no spreadsheet.
    """
    with open_archive(path) as archive:
        if is_encrypted(archive):
            raise Unreadable("encrypted", "workbook with a password")
        if "content.xml" not in archive.namelist():
            raise Unreadable("corrupt", "no content.xml")
        content = OdsContent(tick)
        with archive.open("content.xml") as member:
            read_xml(iter(partial(member.read, limits.CHUNK_BYTES), b""), content)
        return content.grids


class OdsContent:
    """Takes the events of content.xml, or of a document in one file (.fods), and puts the sheets together."""

    def __init__(self, tick: Tick | None = None) -> None:
        self.grids: list[Grid] = []
        self._room = Room(tick)
        self._hidden_styles: set[str] = set()
        self._table_style = ""
        self._sheet: Assembly | None = None
        self._hidden_column = 1
        self._row: dict[str, str] = {}
        self._cell: dict[str, str] | None = None
        self._paragraphs = Paragraphs()
        self._aside = 0
        self._begin: dict[str, Callable[[dict[str, str]], None]] = {
            f"{TABLE}table-cell": self._begin_cell,
            f"{TABLE}covered-table-cell": self._begin_cell,
            f"{TEXT}p": self._paragraphs.begin,
            f"{TEXT}s": self._paragraphs.spaces,
            f"{TEXT}tab": self._paragraphs.tab,
            f"{TEXT}line-break": self._paragraphs.line_break,
            f"{TABLE}table-row": self._begin_row,
            f"{TABLE}table-column": self._column,
            f"{TABLE}table": self._begin_table,
            f"{_STYLE}style": self._begin_style,
            f"{_STYLE}table-properties": self._table_properties,
        }
        self._finish: dict[str, Callable[[], None]] = {
            f"{TABLE}table-cell": self._end_cell,
            f"{TABLE}covered-table-cell": self._end_covered,
            f"{TEXT}p": self._paragraphs.end,
            f"{TABLE}table-row": self._end_row,
            f"{TABLE}table": self._end_table,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._aside:
            self._aside += 1
        elif begin := self._begin.get(tag):
            begin(attributes)
        elif tag in _ASIDE or tag.startswith(_DRAWING):
            self._aside = 1

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._aside:
            self._aside -= 1
        elif finish := self._finish.get(tag):
            finish()

    def data(self, text: str) -> None:
        """Text, which counts inside a paragraph only."""
        if not self._aside:
            self._paragraphs.add(text)

    def close(self) -> None:
        """Nothing is left to do."""

    def _begin_style(self, attributes: dict[str, str]) -> None:
        self._table_style = attributes.get(f"{_STYLE}name", "")

    def _table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._table_style)

    def _begin_table(self, attributes: dict[str, str]) -> None:
        if self._sheet is not None:  # a table inside a cell
            self._aside = 1
            return
        self._sheet = Assembly(attributes.get(f"{TABLE}name", ""), self._room)
        self._hidden_column = 1
        if attributes.get(f"{TABLE}style-name") in self._hidden_styles or attributes.get(f"{TABLE}display") == "false":
            self._sheet.state = "hidden"

    def _end_table(self) -> None:
        if self._sheet is not None:
            self.grids.append(self._sheet.grid())
            self._sheet = None

    def _column(self, attributes: dict[str, str]) -> None:
        count = _number(attributes, _COLUMNS_REPEATED)
        if self._sheet is not None and attributes.get(f"{TABLE}visibility") in _NOT_SHOWN:
            self._sheet.hide_columns(self._hidden_column, count)
        self._hidden_column += count

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = attributes

    def _end_row(self) -> None:
        if self._sheet is not None:
            hidden = self._row.get(f"{TABLE}visibility") in _NOT_SHOWN
            self._sheet.end_row(_number(self._row, _ROWS_REPEATED), hidden)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        self._paragraphs.clear()

    def _end_cell(self) -> None:
        if self._sheet is None or self._cell is None:
            return
        if _COLUMNS_SPANNED in self._cell or _ROWS_SPANNED in self._cell:
            self._sheet.merge(_number(self._cell, _ROWS_SPANNED), _number(self._cell, _COLUMNS_SPANNED))
        put_cell(self._sheet, self._cell, self._paragraphs.text, _number(self._cell, _COLUMNS_REPEATED))
        self._cell = None

    def _end_covered(self) -> None:
        if self._sheet is not None and self._cell is not None:
            self._sheet.add("", None, _number(self._cell, _COLUMNS_REPEATED))
        self._cell = None


def _number(attributes: dict[str, str], name: str) -> int:
    stated = attributes.get(name)
    if stated is None:
        return 1
    if not (stated.isascii() and stated.isdigit()) or len(stated) > _LONGEST_NUMBER:
        raise Unreadable("corrupt", "a number of repeated cells is none")
    return max(int(stated), 1)
