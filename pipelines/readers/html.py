"""Web pages, and workbooks that are saved as web pages (an .xls is often one): a grid for each table.

Does not belong here: the events of the page (`html_page`), and what a table is about.
"""

import re
from pathlib import Path

from lxml import etree

from pipelines.readers import limits
from pipelines.readers.assembly import Assembly, Room, Tick
from pipelines.readers.encoding import detect_encoding
from pipelines.readers.grid import Grid
from pipelines.readers.html_page import HtmlPage, PageTable
from pipelines.readers.unreadable import Unreadable

_CERTAIN = 0.9
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_FRAMES = re.compile(r"<frameset\b|<x:WorksheetSource\b", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b.*?(</script|$)", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"<t[rd]\b", re.IGNORECASE)
# A page that declares GB 2312 or GBK holds GB 18030, of which they are parts.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}


def read_html(path: Path, tick: Tick | None = None) -> list[Grid]:
    """Every table of two or more rows that is no mere frame for others, named by its caption, else "table 1" …

    The rows of a grid begin with the last lines of text over the table, for there stand title, unit and year; a table
    has no addresses of its own. Spans are merged ranges. Raises Unreadable: too_large, encoding, truncated, or
    unsupported for a page without a table.
    """
    if path.stat().st_size > limits.MAX_HTML_BYTES:
        raise Unreadable("too_large", "a web page of this size is not read")
    text = _text(path.read_bytes())
    if _is_cut_off(text):
        raise Unreadable("truncated", "the page ends within a table")
    tables = _tables(text)
    if not tables:
        frames = "网页的各工作表在另外的文件里 frames" if _FRAMES.search(text) else "没有表格的网页 no table"
        raise Unreadable("unsupported", f"HTML: {frames}")
    if sum(map(_places, tables)) > limits.MAX_CELLS:
        raise Unreadable("too_large", f"the cells of a web page span more than {limits.MAX_CELLS} places")
    room = Room(tick)
    return [_grid(table, name, room) for table, name in zip(tables, _names(tables), strict=True)]


def _text(data: bytes) -> str:
    found = detect_encoding(data[: limits.SAMPLE_BYTES], len(data) <= limits.SAMPLE_BYTES)
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    names = [found.name]
    if declared and found.confidence < _CERTAIN:
        label = declared[1].decode("ascii", "replace").lower()
        names.insert(0, _WIDER.get(label, label))
    for name in names:
        try:
            return data.decode(name).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    raise Unreadable("encoding", f"not {names[0]} throughout")


def _is_cut_off(text: str) -> bool:
    lower = text.lower()
    rest = text[lower.rfind("</table") :] if "</table" in lower else text
    return "<table" in lower and _ROW.search(_SCRIPT.sub("", rest)) is not None


def _tables(text: str) -> list[PageTable]:
    page = HtmlPage()
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, remove_comments=True, huge_tree=True)
    encoded = text.encode("utf-8", "replace")
    try:
        for begin in range(0, len(encoded), limits.CHUNK_BYTES):
            parser.feed(encoded[begin : begin + limits.CHUNK_BYTES])
        parser.close()
    except etree.LxmlError as cause:
        raise Unreadable("corrupt", f"HTML: {type(cause).__name__}") from cause
    return page.tables


def _names(tables: list[PageTable]) -> list[str]:
    names: list[str] = []
    for number, table in enumerate(tables, 1):
        name = table.caption or f"table {number}"
        names.append(f"{name} ({number})" if name in names else name)
    return names


def _places(table: PageTable) -> int:
    """How many places the cells take: a short page can state spans without end."""
    last = len(table.rows)
    rows = enumerate(table.rows)
    return sum(cell.columns * min(cell.rows, last - index) for index, row in rows for cell in row.cells)


def _grid(table: PageTable, name: str, room: Room) -> Grid:
    sheet = Assembly(name, room)
    for line in table.above:
        sheet.add(line, None)
        sheet.end_row()
    for hidden in table.hidden_columns:
        sheet.hide_columns(hidden, 1)
    # By column, how many more rows a cell from above reaches down.
    reaching: dict[int, int] = {}
    for row in table.rows:
        for cell in row.cells:
            while reaching.get(sheet.column, 0):
                sheet.add("", None)
            for column in range(sheet.column, sheet.column + cell.columns):
                reaching[column] = cell.rows
            sheet.merge(cell.rows, cell.columns)
            sheet.add(cell.text, cell.printed)
            sheet.add("", None, cell.columns - 1)
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
        sheet.end_row(hidden=row.hidden)
    return sheet.grid()
