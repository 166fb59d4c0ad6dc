"""The sums of the sample budgets hold, in 元 exactly and in 万元 within rounding, except where a fault is planted."""

from decimal import Decimal

import pytest

from samples.budget import DEPARTMENTS, budget
from samples.generate import budget_path
from samples.workbook import transposed
from tests.unit.samples.sheets import Printed, function_table, grid, night

SHEET = "部门支出总表"
UNITS = {"105": "万元", "107": "万元"}
FILES = night(1)
NINE = (
    *(
        "部门收支总表",
        "部门收入总表",
        "部门支出总表",
        "部门财政拨款收支总表",
        "部门一般公共预算拨款表",
        "部门政府性基金拨款表",
    ),
    *("部门国有资本经营预算拨款表 ", "部门一般公共预算拨款基本支出明细表", "部门“三公”经费和机关运行费预算表"),
)


def off(rows: list[Printed], total: Printed, tolerance: Decimal) -> set[str]:
    """Codes whose printed sums are off by more than the rounding of their parts."""
    wrong = set()
    for row in [*rows, total]:
        length = {"合计": 3}.get(row.code, len(row.code) + 2)
        below = [r for r in rows if len(r.code) == length and (row is total or r.code.startswith(row.code))]
        sums = [sum((r.amounts[n] for r in below), Decimal()) for n in range(3)] if below else list(row.amounts)
        gaps = [abs(a - b) for a, b in zip(sums, row.amounts, strict=True)]
        if max(gaps) > tolerance * (len(below) + 1) or abs(row.amounts[0] - sum(row.amounts[1:])) > 3 * tolerance:
            wrong.add(row.code)
    return wrong


@pytest.mark.parametrize("code", DEPARTMENTS)
def test_sums_hold_except_where_a_fault_is_planted(code: str) -> None:
    rows, total = function_table(FILES[budget_path(code)], SHEET)
    tolerance = Decimal("0.005") if code in UNITS else Decimal(0)
    assert off(rows, total, tolerance) == ({"208", "合计"} if code == "106" else set())


def test_rounding_to_10000_yuan_really_shows_in_one_department() -> None:
    rows, total = function_table(FILES[budget_path("107")], SHEET)
    assert off(rows, total, Decimal(0))


@pytest.mark.parametrize("code", DEPARTMENTS)
def test_the_printed_total_is_the_department_budget(code: str) -> None:
    _, total = function_table(FILES[budget_path(code)], SHEET)
    assert abs(total.amounts[0] * (10_000 if code in UNITS else 1) - budget(code, 1).total()) <= 50


@pytest.mark.parametrize("code", DEPARTMENTS)
def test_the_nine_tables_stand_in_order_and_name_department_and_unit(code: str) -> None:
    for sheet in NINE:
        row = grid(FILES[budget_path(code)], sheet)[2 if "三公" in sheet else 3]
        assert row[0] == f"编制部门：{budget(code, 1).department.name}"
        units = {"单位:万元"} if "三公" in sheet else {f"单位：{UNITS.get(code, '元')}"}
        missing = code == "109" and sheet == SHEET
        assert {cell for cell in row[1:] if cell} == (set() if missing else units)


def test_codes_are_split_as_budget_systems_print_them() -> None:
    rows = grid(FILES[budget_path("101")], SHEET)[8:11]
    assert [row[:3] for row in rows] == [[205.0, "", ""], [205.0, "01", ""], [205.0, "01", "01"]]


def test_a_fund_without_money_has_an_empty_table_that_says_so() -> None:
    table = grid(FILES[budget_path("103")], "部门政府性基金拨款表")
    assert any("故本表无数据" in str(row[0]) for row in table)


def test_the_fund_tables_add_up_to_the_expenditure_table() -> None:
    content = FILES[budget_path("104")]
    parts = [function_table(content, sheet)[1].amounts[0] for sheet in NINE[4:7]]
    assert sum(parts) == function_table(content, SHEET)[1].amounts[0]
    assert parts[1] > 0


def test_night_two_raises_one_project_and_every_sum_above_it() -> None:
    before, after = (function_table(night(number)[budget_path("101")], SHEET) for number in (1, 2))
    raised = {
        row.code: tuple(b - a for a, b in zip(old.amounts, row.amounts, strict=True))
        for old, row in zip([*before[0], before[1]], [*after[0], after[1]], strict=True)
        if old.amounts != row.amounts
    }
    assert raised == dict.fromkeys(("205", "20502", "2050204", "合计"), (500_000, 0, 500_000))
    assert not off(*after, Decimal(0))


def test_a_transposition_swaps_two_digits_and_is_off_by_a_multiple_of_nine() -> None:
    assert transposed(101_691_221) == 110_691_221
    assert (transposed(54_321) - 54_321) % 9 == 0
