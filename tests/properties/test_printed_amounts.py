"""Whatever amount is printed into the official workbook, a reader gets it back to the 分."""

from decimal import Decimal
from io import BytesIO

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gongkai.contract import Field
from gongkai.values.amounts import UNITS, parse_amount, to_cents
from publish.formats.official.figures import Cell, cell_of
from publish.formats.official.form import Column

AMOUNT = Field.model_validate(
    {
        **dict.fromkeys(("title", "title_en", "description", "description_en"), "金额"),
        "name": "amount",
        "type": "number",
        "role": "amount",
        "unit": "元",
    }
)
#: Every amount that decimal(18,2) holds.
AMOUNTS = st.decimals(Decimal("-9999999999999999.99"), Decimal("9999999999999999.99"), places=2)


@given(st.lists(AMOUNTS, min_size=1, max_size=50), st.sampled_from(["元", "千元", "万元", "百万元", "亿元"]))
def test_an_amount_comes_back_to_the_cent(amounts: list[Decimal], unit: str) -> None:
    column = Column(("金额",), AMOUNT)
    cells = [cell_of(column, amount, unit) for amount in amounts]
    assert [from_cell(cell, unit) for cell in stored(cells)] == amounts


def stored(cells: list[Cell]) -> list[Cell]:
    """The cells as a reader finds them in a workbook."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, cell in enumerate(cells):
        (sheet.write_string if isinstance(cell, str) else sheet.write_number)(row, 0, cell)
    book.close()
    read = CalamineWorkbook.from_filelike(BytesIO(content.getvalue())).get_sheet_by_index(0)
    return [row[0] for row in read.to_python(skip_empty_area=False)]  # type: ignore[misc]


def from_cell(cell: Cell, unit: str) -> Decimal:
    """The amount in 元: a number by its 15 digits, a text as the parser reads it."""
    if isinstance(cell, str):
        found = parse_amount(cell, unit)
        assert found is not None
        assert found.value is not None
        return to_cents(found.value)
    return to_cents(Decimal(f"{cell:.15g}") * UNITS[unit])


@given(st.decimals(Decimal("-9999999999999.99"), Decimal("9999999999999.99"), places=2))
def test_amounts_of_fifteen_digits_stand_as_numbers(amount: Decimal) -> None:
    assert isinstance(cell_of(Column(("金额",), AMOUNT), amount, "元"), float)
