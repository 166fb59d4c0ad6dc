"""Old Excel workbooks (BIFF2 to BIFF8, .xls) through xlrd. The newer kinds are in `workbook`."""

import io
from datetime import datetime, time
from pathlib import Path
from typing import Any

import olefile
import xlrd

from pipelines.readers import limits
from pipelines.readers.cells import Stored, cell_text
from pipelines.readers.grid import Grid, Merge, State, filled_grid
from pipelines.readers.password import with_default_password
from pipelines.readers.unreadable import Reason, Unreadable

_STATES: tuple[State, ...] = ("visible", "hidden", "very_hidden")
_SECTOR = 512


def read_xls(path: Path) -> list[Grid]:
    """Every worksheet. Date cells by their number format, error cells as their text (#REF!).

    Raises Unreadable: encrypted, truncated, corrupt or too_large.
    """
    if path.stat().st_size > limits.MAX_XLS_BYTES:
        raise Unreadable("too_large", "an .xls of this size is not read")
    data = path.read_bytes()
    try:
        book = _open(data)
        return [_grid(book, sheet) for sheet in book.sheets()]
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


def _grid(book: Any, sheet: Any) -> Grid:
    rows = [[_text(book, cell) for cell in sheet.row(index)] for index in range(sheet.nrows)]
    merged = [Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    return filled_grid(sheet.name, _STATES[sheet.visibility], rows, 1, merged)


def _text(book: Any, cell: Any) -> str:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, f"#ERROR {cell.value}"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return cell_text(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_DATE:
        return cell_text(_moment(cell.value, book.datemode))
    return cell_text(cell.value)


def _moment(serial: float, datemode: int) -> Stored:
    """The date, time or both of a serial number; a number that is no date stays the number that stands there."""
    if serial < 0:
        return serial
    try:
        moment: datetime = xlrd.xldate_as_datetime(serial, datemode)
    except (ValueError, OverflowError):
        return serial
    if serial < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def _is_cut_off(data: bytes) -> bool:
    if len(data) % _SECTOR:
        return True
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for stream in container.listdir():
                container.openstream(stream).read()
    except (OSError, ValueError, IndexError) as cause:
        return "incomplete" in str(cause)
    return False
