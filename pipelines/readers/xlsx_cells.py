"""Cells of an xlsx workbook by type and style: how each kind of content becomes text.

Most rows of a sheet have cells of the same columns, types and styles; what is to be done with such a row is a `Plan`
that is made once. Finding the cells in the XML belongs to `xlsx_sheet`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipelines.readers import limits
from pipelines.readers.grid import column_number
from pipelines.readers.number_cells import Numbers
from pipelines.readers.unreadable import Unreadable
from pipelines.readers.xlsx_strings import cell_string, rich_text
from pipelines.readers.xlsx_styles import PLAIN, Style

MOST_PLANS = 1000

Raw = Sequence[bytes]
Texts = tuple[list[str], list[str]]
Convert = Callable[[Raw], Texts]
_TAIL = re.compile(rb'(?:\s+[\w:]+="[^"<]*")*\s*/?')
_ATTRIBUTE = re.compile(rb'\s([\w:]+)="([^"]*)"')
_TEXTS = (b"s", b"str", b"inlineStr")
_MIDNIGHT = "T00:00:00"


class OddRow(Exception):
    """A row that is written in a way that the patterns do not know."""


class PlannedCell(NamedTuple):
    """A cell of a row that has a content: its column (from 1), its type, and the indent of its text.

    `convert` takes what stands in this cell in several rows, and gives the texts and the printed texts.
    """

    column: int
    kind: bytes
    indent: int
    convert: Convert

    @property
    def is_error(self) -> bool:
        """Whether its text is that of an error."""
        return self.kind == b"e"


@dataclass(frozen=True, eq=False)
class Plan:
    """What to do with rows whose cells have the same columns, types and styles: the cells with a content, from left to
    right. `written` are letters and attributes of all cells, `filled` says which of them have a content.
    """

    cells: tuple[PlannedCell, ...]
    written: tuple[tuple[bytes, bytes], ...]
    filled: tuple[bool, ...]

    @property
    def width(self) -> int:
        """The last column with a content."""
        return max(cell.column for cell in self.cells)

    @cached_property
    def row(self) -> re.Pattern[bytes]:
        """A whole row of plain values, as such rows are written: number, attributes, and the values."""
        return re.compile(rb'<row r="(\d{1,9})"([^<>\']*)>' + b"".join(map(_pattern, self.written)) + b"</row>")


def _pattern(written: tuple[bytes, bytes]) -> bytes:
    letters, tail = written
    begin = b"<c" + (rb' r="%s\d+"' % letters if letters else b"") + re.escape(tail) + b">"
    return begin if tail.endswith(b"/") else begin + b"<v>([^<]+)</v></c>"


class CellReader:
    """Converts the cells of one workbook."""

    def __init__(self, strings: list[str], styles: list[Style], date1904: bool) -> None:
        self._strings, self._styles, self._date1904 = strings, styles, date1904
        self._numbers: dict[str, Numbers] = {}
        self._plans: dict[tuple[tuple[bytes, ...], tuple[bytes, ...]], Plan] = {}

    def plan(self, letters: tuple[bytes, ...], tails: tuple[bytes, ...]) -> Plan:
        """The plan for cells in these columns (b'' for the next one) with these attributes after `r`.

        Raises OddRow for attributes that are not written as usual, Unreadable for a column that no sheet has.
        """
        found = self._plans.get((letters, tails))
        if found is None:
            if len(self._plans) >= MOST_PLANS:
                self._plans.clear()
            found = self._plans[letters, tails] = self._new_plan(letters, tails)
        return found

    def _new_plan(self, letters: tuple[bytes, ...], tails: tuple[bytes, ...]) -> Plan:
        filled = tuple(not tail.endswith(b"/") for tail in tails)
        planned = []
        for column, tail, has_content in zip(_columns(letters), tails, filled, strict=True):
            kind, style = self._attributes(tail)
            if has_content:
                indent = style.indent if kind in _TEXTS else 0
                planned.append(PlannedCell(column, kind, indent, self._convert(kind, style)))
        return Plan(tuple(planned), tuple(zip(letters, tails, strict=True)), filled)

    def _attributes(self, tail: bytes) -> tuple[bytes, Style]:
        if not _TAIL.fullmatch(tail):
            raise OddRow
        attributes = dict(_ATTRIBUTE.findall(tail))
        number = attributes.get(b"s", b"0")
        if b"r" in attributes or not number.isdigit():
            raise OddRow
        known = int(number) < len(self._styles)
        return attributes.get(b"t", b"n"), self._styles[int(number)] if known else PLAIN

    def _convert(self, kind: bytes, style: Style) -> Convert:
        if kind == b"s":
            return self._shared
        if kind == b"n":
            if style.format_code not in self._numbers:
                self._numbers[style.format_code] = Numbers(style.format_code, self._date1904)
            return self._numbers[style.format_code].columns
        if kind not in _OTHERS:
            raise Unreadable("corrupt", "a cell of a type that does not exist")
        return _OTHERS[kind]

    def _shared(self, raw: Raw) -> Texts:
        if b"" in raw:
            return [self._shared([each])[0][0] if each else "" for each in raw], [""] * len(raw)
        numbers = list(map(int, raw))
        if not 0 <= min(numbers) <= max(numbers) < len(self._strings):
            raise Unreadable("corrupt", "a cell whose shared text is missing")
        return list(map(self._strings.__getitem__, numbers)), [""] * len(raw)


def _columns(letters: tuple[bytes, ...]) -> list[int]:
    columns: list[int] = []
    for each in letters:
        columns.append(column_number(each.decode()) if each else (columns[-1] if columns else 0) + 1)
    if max(columns) > limits.MAX_COLUMNS or len(set(columns)) < len(columns):
        raise Unreadable("corrupt", "a column beyond the last one, or the same twice in a row")
    return columns


def _formula_texts(raw: Raw) -> Texts:
    return list(map(cell_string, raw)), [""] * len(raw)


def _inline_texts(raw: Raw) -> Texts:
    return list(map(rich_text, raw)), [""] * len(raw)


def _booleans(raw: Raw) -> Texts:
    return [("TRUE" if each in (b"1", b"true") else "FALSE") if each else "" for each in raw], [""] * len(raw)


def _iso_dates(raw: Raw) -> Texts:
    texts = [cell_string(each).removesuffix(_MIDNIGHT) for each in raw]
    return texts, texts


_OTHERS: dict[bytes, Convert] = {
    b"str": _formula_texts,
    b"inlineStr": _inline_texts,
    b"b": _booleans,
    b"e": _formula_texts,
    b"d": _iso_dates,
}
