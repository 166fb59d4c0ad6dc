"""Sheets without a table, hidden cells, and cells that belong to none."""

import pytest

from pipelines.readers.grid import Address, Grid
from pipelines.readers.tables import find_tables, leftovers
from tests.support.grids import found, sketch


@pytest.mark.parametrize(
    "drawing",
    [
        "CNKI\nhttp://www.example.com/",
        "填表说明\n1.本表由各单位填写。\n2.金额单位为万元。",
        "目  录\n\n一、主要职能\n二、预算表",
        "采购项目名称|示例学校改造\n采购人|示例市教育局\n预算金额|120万元\n开标时间|2026-05-01\n联系电话|12345",
    ],
)
def test_adverts_instructions_contents_and_forms(drawing: str) -> None:
    assert found(drawing) == []
    assert leftovers(sketch(drawing), []) != []


def test_an_empty_sheet() -> None:
    assert find_tables(Grid("空")) == []


def test_hidden_rows_and_columns_belong_to_no_table() -> None:
    grid = sketch(
        "科目|内部|金额\n教育|x|1\n卫生|y|2\n农业|z|3", hidden_rows=frozenset({3}), hidden_columns=frozenset({2})
    )
    [table] = find_tables(grid)
    assert (table.rows, table.paths) == ((2, 4), ("科目", "", "金额"))
    assert leftovers(grid, [table]) == []


def test_a_used_range_far_larger_than_the_data() -> None:
    wide = "|" * 300
    grid = sketch(f"支出表{wide}\n{wide}\n科目|金额{wide}\n教育|1{wide}\n{wide}\n{wide}")
    [table] = find_tables(grid)
    assert (table.paths, table.rows) == (("科目", "金额"), (4,))


def test_a_cell_outside_every_table_is_named() -> None:
    grid = sketch("科目|金额\n教育|1\n卫生|2")
    [table] = find_tables(grid)
    strayed = sketch("科目|金额||石某\n教育|1||\n卫生|2||")
    assert leftovers(strayed, [table]) == [Address(1, 4)]
