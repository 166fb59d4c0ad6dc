"""The records of a binary workbook (.xlsb, [MS-XLSB]) that say where cells stand, what hides them and what is an error.

Values and texts are read by a library; they do not belong here.
"""

import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.readers import limits
from pipelines.readers.grid import Address
from pipelines.readers.unreadable import Unreadable

LAST_ROW = 1_048_576
_ROW, _COLUMNS, _SHEET, _STRING = 0, 60, 156, 19
_BLANK, _ERROR, _SHARED, _FORMULA_ERROR, _LAST_CELL, _RICH = 1, 3, 7, 11, 11, 62
_FIRST_FORMULA = 8
_HIDDEN_ROW = 0x10
_NO_TEXT = 0xFFFFFFFF
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass
class Marks:
    """What the records of a sheet say beside values; rows and columns count from 1."""

    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    characters: int = 0
    formulas: int = 0
    errors: dict[Address, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def marks_of(chunks: Iterable[bytes], sizes: Sequence[int]) -> Marks:
    """The marks of a sheet; `sizes` are those of the shared texts. Raises Unreadable: corrupt or too_large."""
    marks = Marks()
    row = 1  # where the library puts cells that stand in no row
    for record, body in _records(chunks):
        if record == _ROW:
            row = _next_row(row, struct.unpack_from("<I", body)[0] + 1)
            if len(body) > 11 and body[11] & _HIDDEN_ROW:
                marks.hidden_rows.add(row)
        elif record == _COLUMNS:
            first, last = struct.unpack_from("<II", body)
            if len(body) > 16 and body[16] & 1:
                marks.hidden_columns.update(range(first + 1, min(last + 1, limits.MAX_COLUMNS) + 1))
        elif _BLANK < record <= _LAST_CELL or record == _RICH:
            _cell(marks, Address(row, struct.unpack_from("<I", body)[0] + 1), record, body, sizes)
    return marks


def text_sizes(chunks: Iterable[bytes]) -> Sequence[int]:
    """How many bytes each shared text takes, by its number."""
    return array("L", (len(body) for record, body in _records(chunks) if record == _STRING))


def sheet_relations(chunks: Iterable[bytes]) -> list[str]:
    """The relation of each sheet that has one, in the order of the workbook."""
    found = []
    for record, body in _records(chunks):
        if record == _SHEET:
            (length,) = struct.unpack_from("<I", body, 8)
            if length != _NO_TEXT:
                found.append(body[12 : 12 + 2 * length].decode("utf-16-le"))
    return found


def _next_row(row: int, number: int) -> int:
    # The library allocates what lies between the first and the last row, whatever their order.
    if not row <= number <= LAST_ROW:
        raise Unreadable("corrupt", f"row {number} after row {row}")
    return number


def _cell(marks: Marks, address: Address, record: int, body: bytes, sizes: Sequence[int]) -> None:
    if address.column > limits.MAX_COLUMNS:
        raise Unreadable("corrupt", "a column beyond the last one")
    marks.last_row, marks.last_column = address.row, max(marks.last_column, address.column)
    marks.cells += 1
    marks.formulas += _FIRST_FORMULA <= record <= _FORMULA_ERROR
    if record in (_ERROR, _FORMULA_ERROR):
        marks.errors[address] = _ERRORS.get(body[8], "#ERROR!")
        if len(marks.errors) > limits.MAX_MARKS:
            raise Unreadable("too_large", "error cells")
    elif record == _SHARED:
        (number,) = struct.unpack_from("<I", body, 8)
        marks.characters += sizes[number]


def _records(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The number and the body of each record; numbers and sizes are written seven bits to a byte."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        at = 0
        while (head := _head(rest, at)) is not None:
            record, begin, end = head
            if end > len(rest):
                break
            yield record, rest[begin:end]
            at = end
        rest = rest[at:]
        if len(rest) > limits.MAX_ITEM_BYTES:
            raise Unreadable("too_large", "a record of a sheet")


def _head(data: bytes, at: int) -> tuple[int, int, int] | None:
    try:
        record = data[at]
        at += 1
        if record & 0x80:
            record = (record & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift == 28:
                return record, at, at + size
    except IndexError:
        return None
