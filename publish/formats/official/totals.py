"""The 合计 of a block: the sum of its outermost lines. Totals that are rows of the dataset are printed as such."""

from collections.abc import Sequence
from decimal import Decimal

from gongkai.contract import Contract, Layout
from publish.formats.official.form import Column
from publish.formats.official.lines import Line


def total_label(layout: Layout) -> str:
    """How the layout calls a total, the plainest first; '' where it knows none."""
    return "合计" if "合计" in layout.total_rows else next(iter(layout.total_rows), "")


def outermost(contract: Contract, lines: Sequence[Line]) -> list[Line] | None:
    """The lines that no other line of the block holds, without of-which ones; None where no code tells the level."""
    fields = contract.table.fields
    code = next((field.derive.level_of for field in fields if field.derive and field.derive.level_of), None)
    if code is None:
        return None
    within = next((field.name for field in fields if field.derive and field.derive.of_which), None)
    counted = [line for line in lines if not (within and line.row[within])]
    codes = {str(line.row[code]) for line in counted}
    return [line for line in counted if _is_outermost(str(line.row[code]), codes)]


def _is_outermost(code: str, codes: set[str]) -> bool:
    """A code of the list's own (_TOT) is a total already; a longer code that begins with another is a part of it."""
    return not code.startswith("_") and not any(code[:end] in codes for end in range(1, len(code)))


def total(column: Column, lines: Sequence[Line]) -> Decimal | None:
    """The sum of a column of amounts in 元; None where none of the lines has one, and in other columns."""
    if column.field.role != "amount":
        return None
    name, rows = column.field.name, (line.figures.get(column.wide) for line in lines)
    found = [value for row in rows if row is not None and (value := row[name]) is not None]
    return sum(found, Decimal(0)) if found else None
