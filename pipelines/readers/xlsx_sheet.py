"""A worksheet of an xlsx workbook, read once from its XML as it is unpacked: rows, and what stands before and after.

How rows are found belongs to `xlsx_rows`.
"""

import re
from collections.abc import Iterable, Iterator

from pipelines.readers import limits
from pipelines.readers.assembly import Room
from pipelines.readers.grid import Merge, column_number
from pipelines.readers.unreadable import Unreadable
from pipelines.readers.xlsx_batch import Sheet
from pipelines.readers.xlsx_cells import CellReader
from pipelines.readers.xlsx_rows import ATTRIBUTE, DATA_END, FIRST, KEPT, ROW, RowReader, is_hidden
from pipelines.readers.xlsx_strings import plainly_where_needed
from pipelines.readers.xml_safely import without

_ROW_END, _END = b"</row>", b"</worksheet>"
_COLUMN = re.compile(rb"<col\b([^<>]*)>")
_MERGED = re.compile(rb"""<mergeCell\b[^<>]*\bref=["']\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)["']""")
_NO_ROWS = re.compile(rb"<sheetData\s*/>")


def read_sheet(chunks: Iterable[bytes], cells: CellReader, room: Room) -> Sheet:
    """The sheet; `room` limits what it may take.

    Raises Unreadable: corrupt or too_large; ValueError for a number that is none.
    """
    sheet = Sheet()
    rows = RowReader(sheet, cells, room)
    last = b""
    for is_rows, piece in _pieces(plainly_where_needed(chunks, KEPT, FIRST)):
        if is_rows:
            rows.take(piece)
        else:
            _take_around(sheet, room, without(piece, b"<!--", b"-->"))
            last = piece.strip() or last
    if not last.endswith(_END):
        raise Unreadable("corrupt", "a sheet that breaks off")
    rows.finish()
    return sheet


def _take_around(sheet: Sheet, room: Room, piece: bytes) -> None:
    """Columns before the rows, merged ranges after them."""
    for match in _COLUMN.finditer(piece):
        if is_hidden(match[1], b"width"):
            found = dict(ATTRIBUTE.findall(match[1]))
            first, last = (min(int(found.get(key, 0)), limits.MAX_COLUMNS) for key in (b"min", b"max"))
            sheet.hidden_columns.update(range(first, last + 1))
    for left, top, right, bottom in _MERGED.findall(piece):
        room.mark(1)
        columns = column_number(left.decode()), column_number(right.decode())
        sheet.merged.append(Merge(int(top), columns[0], int(bottom), columns[1]))


def _pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Pieces of whole rows, and what stands before and after the rows; tags are never cut."""
    rest, place = b"", "before"
    for chunk in chunks:
        rest += chunk
        if place == "before" and (begin := rest.find(ROW)) >= 0:
            yield False, rest[:begin]
            rest, place = rest[begin:], "rows"
        if place == "rows" and (end := rest.find(DATA_END)) >= 0:
            yield True, rest[:end]
            rest, place = rest[end:], "after"
        mark = _ROW_END if place == "rows" else b">"
        cut = rest.rfind(mark) + len(mark)
        if place != "before" and cut >= len(mark):
            yield place == "rows", rest[:cut]
            rest = rest[cut:]
        if len(rest) > limits.MAX_ITEM_BYTES:
            raise Unreadable("too_large", "a row of a sheet")
    if place == "rows" or (place == "before" and not _NO_ROWS.search(rest)):
        raise Unreadable("corrupt", "a sheet that breaks off")
    yield False, rest
