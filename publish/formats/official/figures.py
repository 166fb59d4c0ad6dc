"""What a cell of the form holds: figures in the printed unit, exact, and texts.

A spreadsheet stores binary numbers; one of at most 15 significant digits is read back exactly, a longer one is written
as text.
"""

from datetime import date
from decimal import Context, Decimal
from typing import Any

from gongkai.values.amounts import UNITS
from publish.formats.official.form import Column

Cell = str | float | int | None
Cells = list[list[Cell]]

#: Digits that every binary number of a spreadsheet keeps.
SIGNIFICANT = 15
_EXACT = Context(prec=60)


def cell_of(column: Column, value: Any, unit: str) -> Cell:
    """The cell for a value of the dataset; `unit` is the sheet's, which a unit of the column goes before."""
    if value is None:
        return None
    if column.field.derive and column.field.derive.code_of and str(value).startswith("_"):
        # A code of the list's own, which no form prints.
        return None
    if column.piece is not None:
        return piece_of(str(value), column.piece) or None
    if isinstance(value, Decimal):
        return number(_EXACT.divide(value, UNITS[column.unit or unit]) if column.is_money else value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def number(value: Decimal) -> Cell:
    """The number, or its text with thousands marks where a binary number could not hold it."""
    plain = value.normalize(_EXACT)
    digits, exponent = len(plain.as_tuple().digits), plain.as_tuple().exponent
    assert isinstance(exponent, int)
    return float(plain) if digits + max(exponent, 0) <= SIGNIFICANT else f"{plain:,f}"


def piece_of(code: str, piece: int) -> str:
    """A piece of a code that is printed over several columns: 类 has three digits, 款 and those below have two."""
    return code[:3] if piece == 0 else code[1 + 2 * piece : 3 + 2 * piece]
