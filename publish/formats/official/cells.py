"""The cells of one table, block beside block: a row for each line, and at the end the totals of the blocks."""

from collections.abc import Sequence

from gongkai.contract import Contract
from publish.formats.official.figures import Cell, Cells, cell_of
from publish.formats.official.form import Block, Column
from publish.formats.official.labels import indented, label_name
from publish.formats.official.level import level
from publish.formats.official.lines import Line, Sheet
from publish.formats.official.totals import outermost, total, total_label


def cells(contract: Contract, sheet: Sheet, unit: str) -> tuple[Cells, bool]:
    """The rows of cells, and whether the last holds totals. Blocks of different length end on the same row."""
    pairs = list(zip(sheet.form.blocks, sheet.blocks, strict=True))
    widths = [len(block.columns) for block, _ in pairs]
    filled = level([_lines(contract, sheet, block, lines, unit) for block, lines in pairs], widths)
    totals = [_total(contract, sheet, block, lines, unit) for block, lines in pairs]
    beside = [[cell for row in rows for cell in row] for rows in zip(*filled, strict=True)]
    last = [cell for row in totals for cell in row]
    has_total = any(cell is not None for cell in last)
    return ([*beside, last] if has_total else beside), has_total


def _lines(contract: Contract, sheet: Sheet, block: Block, lines: Sequence[Line], unit: str) -> Cells:
    rows = [[_cell(line, column, unit) for column in block.columns] for line in lines]
    name = label_name(contract, sheet.form)
    place = next((at for at, column in enumerate(block.columns) if column.field.name == name), None)
    if name and place is not None:
        for row, label in zip(rows, indented(contract, name, lines), strict=True):
            row[place] = label or None
    return rows


def _cell(line: Line, column: Column, unit: str) -> Cell:
    row = line.row if column.wide is None else line.figures.get(column.wide)
    return None if row is None else cell_of(column, row[column.field.name], unit)


def _total(contract: Contract, sheet: Sheet, block: Block, lines: Sequence[Line], unit: str) -> list[Cell]:
    label, counted = total_label(sheet.form.layout), outermost(contract, lines)
    if not label or not counted or block.columns[0].is_figure:
        return [None] * len(block.columns)
    return [label, *(cell_of(column, total(column, counted), unit) for column in block.columns[1:])]
