"""Draws one table of the form: title, department and unit, header, lines, 合计, notes.

How it stands on paper belongs to `paper`, what stands in its cells to `cells`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.contract import Contract
from publish.formats.official.book import Styles
from publish.formats.official.cells import cells
from publish.formats.official.figures import Cell
from publish.formats.official.form import Column
from publish.formats.official.header import Box, header
from publish.formats.official.lines import Sheet
from publish.formats.official.paper import note_height, set_paper, set_widths

HEADER_TOP = 2
"""The row (from 0) under the title and the line of department and unit."""
TITLE_HEIGHT = 30


@dataclass(frozen=True)
class Shared:
    """What all tables of a workbook share: `unit` of amounts, the `foot` in the corner of every page, `notes`."""

    contract: Contract
    styles: Styles
    unit: str
    foot: str
    notes: tuple[str, ...]


def draw(target: Worksheet, sheet: Sheet, department: str, shared: Shared, notes: Sequence[str] = ()) -> None:
    """Draw the table; `notes` are further lines under it."""
    columns = [column for block in sheet.form.blocks for column in block.columns]
    boxes = header(sheet.form)
    top = HEADER_TOP + 1 + max(box.bottom for box in boxes)
    rows, has_total = cells(shared.contract, sheet, shared.unit)
    _opening(target, sheet, department, shared, len(columns) - 1)
    for box in boxes:
        down = Box(box.top + HEADER_TOP, box.left, box.bottom + HEADER_TOP, box.right, box.text)
        _merged(target, down, shared.styles.head)
    for number, row in enumerate(rows, start=top):
        for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
            _write(target, number, at, cell, _style(shared.styles, sheet, column, cell))
    if has_total:
        _total_labels(target, sheet, top + len(rows) - 1, rows[-1], shared.styles.head)
    widths = set_widths(target, columns, rows)
    for number, note in enumerate((*shared.notes, *notes), start=top + len(rows)):
        _merged(target, Box(number, 0, number, len(columns) - 1, note), shared.styles.note)
        target.set_row(number, note_height(note, sum(widths)))
    set_paper(target, shared.foot, top)
    target.ignore_errors({"number_stored_as_text": f"A1:XFD{top + len(rows) + 1}"})


def _opening(target: Worksheet, sheet: Sheet, department: str, shared: Shared, last: int) -> None:
    """Title over the table; the department on the left and the unit on the right of the line under it."""
    said, unit = f"编制部门：{department}", f"单位：{shared.unit}"
    states_unit = sheet.form.layout.unit != "none"
    _merged(target, Box(0, 0, 0, last, sheet.heading.title), shared.styles.title)
    target.set_row(0, TITLE_HEIGHT)
    middle = last // 2 if last > 2 else max(last - 1, 0)
    if not states_unit or last == 0:
        whole = f"{said}  {unit}" if states_unit else said
        _merged(target, Box(1, 0, 1, last, whole), shared.styles.line)
    else:
        _merged(target, Box(1, 0, 1, middle, said), shared.styles.line)
        _merged(target, Box(1, middle + 1, 1, last, unit), shared.styles.unit)


def _total_labels(target: Worksheet, sheet: Sheet, row: int, cells: Sequence[Cell], style: Format) -> None:
    """The label of a total stands over the codes and names of its block."""
    left = 0
    for block in sheet.form.blocks:
        blank = next((at for at, c in enumerate(block.columns) if c.is_figure), len(block.columns))
        text = cells[left]
        if text is not None and blank:
            _merged(target, Box(row, left, row, left + blank - 1, str(text)), style)
        left += len(block.columns)


def _merged(target: Worksheet, box: Box, style: Format) -> None:
    if (box.top, box.left) == (box.bottom, box.right):
        target.write_string(box.top, box.left, box.text, style)
    else:
        target.merge_range(box.top, box.left, box.bottom, box.right, "", style)
        # A text that begins with = is a text.
        target.write_string(box.top, box.left, box.text, style)


def _write(target: Worksheet, row: int, column: int, cell: Cell, style: Format) -> None:
    if cell is None:
        target.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        target.write_string(row, column, cell, style)
    else:
        target.write_number(row, column, cell, style)


def _style(styles: Styles, sheet: Sheet, column: Column, cell: Cell) -> Format:
    if column.piece is not None:
        return styles.code
    if column.is_money:
        return styles.exact if column.unit or sheet.form.layout.unit not in ("stated", "none") else styles.money
    if isinstance(cell, int):
        return styles.count
    return styles.money if isinstance(cell, float) else styles.text
