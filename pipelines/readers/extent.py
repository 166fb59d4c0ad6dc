"""How large a rectangle the cells of an xlsx or ods workbook span, found before a reader allocates it.

A workbook of a few kilobytes can place two cells a million rows and sixteen thousand columns apart; the reader holds
the whole rectangle and would take the process down. What the cells contain does not belong here.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any
from zipfile import ZipFile

from lxml import etree

from pipelines.readers import limits
from pipelines.readers.archive import open_archive, read_through
from pipelines.readers.grid import column_number
from pipelines.readers.unreadable import Unreadable

# Cells and rows with content: a cell that carries only a style closes itself and is not read. A row may number cells
# that have no address of their own.
_ADDRESS = re.compile(rb"""\sr=["']([A-Z]{0,3})(\d{1,7})["'][^<>/]*>""")
_LONGEST_TAG = 256
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def check_extent(path: Path, kind: str) -> None:
    """Read every XML member once (so that false sizes and checksums come out) and add up the sheets' rectangles.

    Raises Unreadable: too_large beyond `limits.MAX_CELLS`, or what `open_archive` raises.
    """
    with open_archive(path) as archive:
        sizes = _ods_sizes(archive) if kind == "ods" else _xlsx_sizes(archive)
        cells = sum(rows * columns for rows, columns in sizes)
    if cells > limits.MAX_CELLS:
        raise Unreadable("too_large", f"the sheets span {cells} cells")


def _xlsx_sizes(archive: ZipFile) -> Iterator[tuple[int, int]]:
    for member in archive.namelist():
        if "/worksheets/" in member and member.endswith(".xml"):
            yield _sheet_size(read_through(archive, member))
        elif member.endswith((".xml", ".rels")):
            for _ in read_through(archive, member):
                pass


def _sheet_size(chunks: Iterable[bytes]) -> tuple[int, int]:
    columns, rows, rest = {b"A"}, {b"0"}, b""
    for chunk in chunks:
        for column, row in _ADDRESS.findall(rest + chunk):
            columns.add(column)
            rows.add(row)
        rest = chunk[-_LONGEST_TAG:]
    return max(map(int, rows)), max(column_number(column.decode()) for column in columns)


def _ods_sizes(archive: ZipFile) -> Iterator[tuple[int, int]]:
    try:
        with archive.open("content.xml") as stream:
            yield from _table_sizes(stream)
    except (KeyError, etree.XMLSyntaxError) as cause:
        raise Unreadable("corrupt", f"content.xml: {type(cause).__name__}") from cause


def _table_sizes(stream: IO[bytes]) -> Iterator[tuple[int, int]]:
    row = last_row = last_column = 0
    for _, element in etree.iterparse(stream, tag=(f"{_TABLE}table-row", f"{_TABLE}table"), resolve_entities=False):
        if element.tag == f"{_TABLE}table":
            yield last_row, last_column
            row = last_row = last_column = 0
        else:
            row += _repeated(element, "rows")
            if width := _filled_width(element):
                last_row, last_column = row, max(last_column, width)
        element.clear()


def _filled_width(row: Any) -> int:
    at = width = 0
    for cell in row:
        at += _repeated(cell, "columns")
        if len(cell) or cell.get(f"{_OFFICE}value-type"):
            width = at
    return width


def _repeated(element: Any, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
