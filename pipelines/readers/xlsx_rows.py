"""Rows of an xlsx sheet, found in the XML by patterns: three times as fast as by the events of a parser.

A row that is not written as programs write rows is first written anew by a parser. Most rows of a sheet are written
like the one before; a pattern of the whole row then finds all its values at once. What they mean belongs to
`xlsx_cells`, what stands before and after the rows to `xlsx_sheet`.
"""

import re
from itertools import compress

from pipelines.readers.assembly import Room
from pipelines.readers.grid import Address
from pipelines.readers.unreadable import Unreadable
from pipelines.readers.xlsx_batch import Batch, Sheet
from pipelines.readers.xlsx_cells import CellReader, OddRow, Plan
from pipelines.readers.xml_safely import plainly

LAST_ROW = 1_048_576
TIMES_ALIKE, MOST_CELLS = 4, 256

ROW, DATA_END = b"<row", b"</sheetData>"
KEPT = frozenset(
    {"worksheet", "cols", "col", "sheetData", "row", "c", "v", "f", "is", "t", "r", "rPh", "mergeCells", "mergeCell"}
)
FIRST = ("r", "s", "t")
ATTRIBUTE = re.compile(rb"""\s(\w+)=["']([^"']*)["']""")
# None of these looks beyond the next tag of its own kind, so that no row takes more than its length in time.
_CELL = re.compile(rb'<c(?: r="([A-Z]{1,3})\d+")?([^<>]*)>(?:<v>([^<]*)</v></c>)?')
_FULL_CELL = re.compile(
    rb'<c(?: r="([A-Z]{1,3})\d+")?([^<>]*)>(?:(?<=/>)|([^<]*+(?:<(?!/?c\b)[^<]*+)*+)</c>)',
)
_HEAD = re.compile(rb'<row(?: r="(\d{1,9})")?([^<>]*)>')
_EMPTY = re.compile(rb'<row r="(\d{1,9})"([^<>\']*)/>')


class RowReader:
    """Takes pieces of whole rows, in their order."""

    def __init__(self, sheet: Sheet, cells: CellReader, room: Room) -> None:
        self._sheet, self._cells, self._room = sheet, cells, room
        self._batch = Batch(sheet, room)
        self._number = self._alike = 0
        self._last: Plan | None = None
        self._expected: Plan | None = None

    def take(self, piece: bytes) -> None:
        """Whole rows."""
        rows = _anew(piece) if b"<!" in piece else piece
        at = rows.find(ROW)
        while at >= 0:
            if self._expected and (match := self._expected.row.match(rows, at)):
                values = match.groups()
                number = self._begin(values[0], values[1])
                if self._expected.cells:
                    self._batch.add(number, self._expected, values[2:])
                at = rows.find(ROW, match.end())
            elif match := _EMPTY.match(rows, at):
                self._begin(match[1], match[2])
                at = rows.find(ROW, match.end())
            else:
                begin, at = at, rows.find(ROW, at + len(ROW))
                self._any_row(rows[begin:at] if at >= 0 else rows[begin:])

    def finish(self) -> None:
        """There are no more rows."""
        self._batch.finish()

    def _any_row(self, row: bytes) -> None:
        try:
            self._row(row)
        except OddRow:
            try:
                self._row(_anew(row).removeprefix(b"<sheetData>"))
            except OddRow as cause:
                raise Unreadable("corrupt", "a row that no program writes") from cause

    def _row(self, row: bytes) -> None:
        head = _HEAD.match(row)
        if head is None or b" r=" in head[2] or b"'" in head[2]:
            raise OddRow
        cells = _CELL.findall(row, head.end())
        if not cells:
            self._begin(head[1], head[2])
            return
        letters, tails, contents = zip(*cells, strict=True)
        plan = self._cells.plan(letters, tails)
        if contents.count(b"") > len(contents) - len(plan.cells):
            self._full_row(head, row, len(cells))
        else:
            number = self._begin(head[1], head[2])
            self._expect(plan)
            if plan.cells:
                self._batch.add(number, plan, tuple(compress(contents, plan.filled)))

    def _full_row(self, head: re.Match[bytes], row: bytes, count: int) -> None:
        """A row of so many cells, some with formulas or texts of their own."""
        cells = _FULL_CELL.findall(row, head.end())
        if len(cells) != count:
            raise OddRow
        letters, tails, contents = zip(*cells, strict=True)
        plan = self._cells.plan(letters, tails)
        number = self._begin(head[1], head[2])
        note = self._sheet.formulas.content
        values = tuple(
            note(content, cell.kind, Address(number, cell.column)) if content else b""
            for content, cell in zip(compress(contents, plan.filled), plan.cells, strict=True)
        )
        self._room.mark(self._sheet.formulas.taken())
        self._batch.add(number, plan, values)

    def _expect(self, plan: Plan) -> None:
        """After some rows of one plan, the next ones are looked for by a pattern of the whole row."""
        self._alike = self._alike + 1 if plan is self._last else 0
        self._last = plan
        if self._alike == TIMES_ALIKE and len(plan.filled) <= MOST_CELLS:
            self._expected = plan

    def _begin(self, stated: bytes | None, attributes: bytes) -> int:
        """The number of the row; whether it is hidden is noted."""
        number = int(stated or self._number + 1)
        if not self._number < number <= LAST_ROW:
            raise Unreadable("corrupt", f"row {number} after row {self._number}")
        self._number = number
        self._room.row()
        if (b"hidden=" in attributes or b' ht="0"' in attributes) and is_hidden(attributes, b"ht"):
            self._sheet.hidden_rows.add(number)
        return number


def is_hidden(attributes: bytes, size: bytes) -> bool:
    """Whether a row or a column is hidden, or of no size at all."""
    found = dict(ATTRIBUTE.findall(attributes))
    return found.get(b"hidden") in (b"1", b"true") or found.get(size) == b"0"


def _anew(rows: bytes) -> bytes:
    return b"".join(plainly((b"<sheetData>", rows, DATA_END), KEPT, FIRST))
