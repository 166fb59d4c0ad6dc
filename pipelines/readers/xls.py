"""Old Excel workbooks (BIFF2 to BIFF8, .xls, and what WPS calls .et) through xlrd. Newer kinds are in `workbook`.

xlrd gives cached values and no formulas; their number stays unknown and is given as 0.
"""

import io
import struct
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import olefile
import xlrd

from pipelines.readers import limits
from pipelines.readers.assembly import Room, Tick
from pipelines.readers.cells import cell_text
from pipelines.readers.grid import Address, Grid, Merge, State, filled_grid
from pipelines.readers.number_cells import Numbers
from pipelines.readers.password import with_default_password
from pipelines.readers.unreadable import Reason, Unreadable

_STATES: tuple[State, ...] = ("visible", "hidden", "very_hidden")
_SECTOR = 512
_GENERAL = "General"
_Numbers = Callable[[float, int], tuple[str, str]]


def read_xls(path: Path, tick: Tick | None = None) -> list[Grid]:
    """Every worksheet. Printed texts are made from the number formats; error cells have their text (#REF!).

    Raises Unreadable: encrypted, truncated, corrupt or too_large.
    """
    if path.stat().st_size > limits.MAX_XLS_BYTES:
        raise Unreadable("too_large", "an .xls of this size is not read")
    data = path.read_bytes()
    try:
        book = _open(data)
        numbers, room = _numbers(book), Room(tick)
        return [_grid(book, sheet, numbers, room) for sheet in book.sheets()]
    except (MemoryError, Unreadable):
        raise
    except Exception as cause:  # struct, index and assertion errors of a damaged file come through
        reason: Reason = "truncated" if _is_cut_off(data) else "corrupt"
        raise Unreadable(reason, f"xlrd: {type(cause).__name__}") from cause


def _open(data: bytes) -> Any:
    try:
        return _parse(data)
    except xlrd.XLRDError as cause:
        if "encrypted" not in str(cause):
            raise
        return _parse(with_default_password(data))


def _parse(data: bytes) -> Any:
    remarks = io.StringIO()
    return xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=remarks)


def _grid(book: Any, sheet: Any, numbers: _Numbers, room: Room) -> Grid:
    texts: list[list[str]] = []
    printed: list[list[str]] = []
    for index in range(sheet.nrows):
        pairs = [_pair(cell, numbers) for cell in sheet.row(index)]
        texts.append([text for text, _ in pairs])
        printed.append([shown for _, shown in pairs])
        room.row()
    merged = [Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    grid = filled_grid(
        sheet.name,
        _STATES[sheet.visibility],
        texts,
        1,
        merged,
        printed=printed,
        hidden_rows=_hidden(sheet.rowinfo_map),
        hidden_columns=_hidden(sheet.colinfo_map),
    )
    # The sheet may be formatted far beyond its filled cells; those alone count.
    size = len(grid.rows), len(grid.rows[0]) if grid.rows else 0
    room.check(*size)
    room.finish(*size)
    return replace(grid, derived=True, errors=_errors(sheet, texts), indents=_indents(book, sheet, texts))


def _pair(cell: Any, numbers: _Numbers) -> tuple[str, str]:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return cell.value.replace("\r\n", "\n").replace("\r", "\n"), ""
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return numbers(cell.value, cell.xf_index)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, f"#ERROR {cell.value}")), ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return cell_text(bool(cell.value)), ""
    return "", ""


def _numbers(book: Any) -> _Numbers:
    """The text and the printed text of a number under the format of a cell's style."""
    of_code: dict[str, Numbers] = {}

    @cache
    def of_style(style: int) -> Numbers:
        known = 0 <= style < len(book.xf_list)
        found = book.format_map.get(book.xf_list[style].format_key) if known else None
        code = found.format_str if found else _GENERAL
        return of_code.setdefault(code, Numbers(code, bool(book.datemode)))

    return lambda value, style: of_style(style)[repr(value).removesuffix(".0").encode()]


def _errors(sheet: Any, texts: list[list[str]]) -> dict[Address, str]:
    return {
        Address(index + 1, column + 1): texts[index][column]
        for index in range(sheet.nrows)
        if xlrd.XL_CELL_ERROR in (types := sheet.row_types(index))
        for column, ctype in enumerate(types)
        if ctype == xlrd.XL_CELL_ERROR
    }


def _indents(book: Any, sheet: Any, texts: list[list[str]]) -> dict[Address, int]:
    found = ((index, style.alignment.indent_level) for index, style in enumerate(book.xf_list) if style.alignment)
    levels = {index: level for index, level in found if level}
    if not levels:
        return {}
    return {
        Address(index + 1, column + 1): levels[style]
        for index, row in enumerate(texts)
        for column, text in enumerate(row)
        if text and (style := sheet.cell_xf_index(index, column)) in levels
    }


def _hidden(infos: dict[int, Any]) -> Iterable[int]:
    return (index + 1 for index, info in infos.items() if info.hidden)


def _is_cut_off(data: bytes) -> bool:
    if len(data) % _SECTOR:
        return True
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for stream in container.listdir():
                container.openstream(stream).read()
    except (OSError, ValueError, LookupError, RecursionError, struct.error) as cause:
        return "incomplete" in str(cause)
    return False
