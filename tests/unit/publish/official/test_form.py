"""The parts of the official form that can be seen without a workbook: headers, labels, titles, levels, figures."""

from decimal import Decimal
from typing import Any

import pytest

from gongkai.contract import Contract, Field, load_contract
from gongkai.home import DATASETS
from publish.formats.official.cells import cells
from publish.formats.official.figures import Cell, cell_of, number
from publish.formats.official.form import Column, Form, form_of
from publish.formats.official.header import header
from publish.formats.official.level import level
from publish.formats.official.lines import department
from publish.formats.official.titles import heading_of
from publish.formats.official.totals import total_label


def contract(name: str) -> Contract:
    return load_contract(DATASETS / "budget" / name)


def form(name: str, *filled: str) -> Form:
    found = form_of(contract(name), 2026, filled)
    assert found is not None
    return found


def boxes(found: Form) -> dict[str, tuple[int, int, int, int]]:
    return {box.text: (box.top, box.left, box.bottom, box.right) for box in header(found)}


def test_a_heading_of_several_steps_is_merged_as_the_template_is() -> None:
    found = boxes(form("department_expenditure"))
    assert found["项目"] == (0, 0, 0, 3)
    assert found["功能分类科目编码"] == (1, 0, 1, 2)
    assert (found["类"], found["项"]) == ((2, 0, 2, 0), (2, 2, 2, 2))
    assert found["功能分类科目名称"] == (1, 3, 2, 3)
    assert found["支出预算"] == (0, 4, 0, 6)
    assert found["合计"] == (1, 4, 2, 4)


def test_blocks_stand_side_by_side_under_their_labels() -> None:
    found = boxes(form("government_accounts"))
    assert (found["收入"], found["支出"]) == ((0, 0, 0, 2), (0, 3, 0, 5))


def test_optional_columns_are_printed_where_something_stands_in_them() -> None:
    def names(found: Form) -> set[str]:
        return {column.field.name for block in found.blocks for column in block.columns}

    assert "superior_subsidy" not in names(form("department_revenue"))
    assert "superior_subsidy" in names(form("department_revenue", "superior_subsidy"))


def row(found: Contract, **values: Any) -> dict[str, Any]:
    return {**dict.fromkeys(found.table.value_names), **values}


def accounts(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    found = contract("government_accounts")
    same = {"statement": "accounts", "fiscal_year": 2025, "side": "revenue", "is_of_which": False}
    return [row(found, **{**same, **each}) for each in rows]


def printed(*rows: dict[str, Any], unit: str = "元") -> tuple[list[list[Cell]], int]:
    """The cells of the accounts' only sheet, and how many rows have no place on it."""
    found = contract("government_accounts")
    made = department(found, form("government_accounts"), ("102", "财政局"), 2025, accounts(*rows))
    (sheet,) = made.sheets
    return cells(found, sheet, unit)[0], made.left_out


def line(code: str, label: str, stage: str, yuan: str, **more: Any) -> dict[str, Any]:
    return {"subject_code": code, "printed_name": label, "stage": stage, "amount": Decimal(yuan), **more}


def test_figures_of_one_line_stand_side_by_side() -> None:
    found, _ = printed(line("101", "税收收入", "budget", "1"), line("101", "税收收入", "final", "2"))
    assert found == [["税收收入", 1.0, 2.0, None, None, None]]


def test_lines_without_a_printed_code_are_set_in_by_level() -> None:
    found, _ = printed(line("101", "税收收入", "final", "3"), line("10101", "增值税", "final", "2"))
    assert [cells_[0] for cells_ in found] == ["税收收入", "  增值税"]


def test_of_which_rows_below_the_first_are_set_in_under_it() -> None:
    within = {"is_of_which": True}
    found, _ = printed(
        line("101", "税收收入", "final", "3"),
        line("_A", "其中：增值税", "final", "2", **within),
        line("_B", "契税", "final", "1", **within),
        line("103", "非税收入", "final", "1"),
    )
    assert [cells_[0] for cells_ in found] == ["税收收入", "其中：增值税", " 契税", "非税收入"]


def test_a_row_that_the_form_cannot_state_is_counted() -> None:
    _, left_out = printed(
        line("101", "税收收入", "final", "1"),
        line("101", "税收收入", "final", "9", statement="series"),
        line("101", "税收收入", "adjusted", "9"),
        line("101", "税收收入", "final", "9", fiscal_year=2020),
    )
    assert left_out == 3


def test_a_total_sums_the_outermost_lines() -> None:
    found = contract("department_expenditure")
    rows = [
        row(found, func_code="205", printed_name="教育支出", total=Decimal(3), basic=Decimal(3)),
        row(found, func_code="20502", printed_name="普通教育", total=Decimal(3), basic=Decimal(3)),
        row(found, func_code="20805", printed_name="养老支出", total=Decimal("0.50")),
    ]
    (sheet,) = department(found, form("department_expenditure"), ("101", "教育局"), 2026, rows).sheets
    printed_cells, has_total = cells(found, sheet, "元")
    assert has_total
    assert printed_cells[-1] == ["合计", None, None, None, 3.5, 3.0, None]
    assert printed_cells[1] == ["205", "02", None, "普通教育", 3.0, 3.0, None]


def test_the_plainest_label_names_the_total() -> None:
    found = form("department_expenditure").layout
    assert total_label(found) == "合计"
    assert total_label(found.model_copy(update={"total_rows": ("支出合计", "总计")})) == "支出合计"


def test_totals_of_blocks_stand_on_one_line() -> None:
    left: list[list[Cell]] = [["税收收入", 1], ["本年收入合计", 1], ["收入总计", 1]]
    right: list[list[Cell]] = [["教育", 1], ["农林", 1], ["本年支出合计", 1], ["结余", 1], ["支出总计", 1]]
    levelled = level([left, right], [2, 2])
    assert [cells_[0] for cells_ in levelled[0]] == ["税收收入", None, "本年收入合计", None, "收入总计"]
    assert levelled[1] == right


def test_blocks_without_totals_in_common_begin_together() -> None:
    assert level([[["甲", 1]], [["乙", 1], ["合计", 1]]], [2, 2])[0] == [["甲", 1], [None, None]]
    assert level([[], [["乙", 1]]], [3, 2])[0] == [[None, None, None]]


def test_a_title_states_fund_and_scope_and_reads_back() -> None:
    layout = form("government_expenditure").layout
    heading = heading_of(layout, "示例市财政局", 2026, {"fund": "gov_fund", "scope": "own"})
    assert heading is not None
    assert "2026年" in heading.title
    assert "政府性基金" in heading.title
    assert heading_of(layout, "示例市财政局", 2026, {"fund": "unheard", "scope": "own"}) is None


def test_a_part_with_a_table_of_its_own_is_named_by_the_title() -> None:
    layout = form("department_fund_expenditure").layout
    heading = heading_of(layout, "教育局", 2026, {"fund": "gov_fund"})
    assert heading is not None
    assert (heading.part, "政府性基金" in heading.title) == ("gov_fund", True)


@pytest.mark.parametrize(
    ("value", "unit", "cell"),
    [
        ("1234567.50", "元", 1234567.5),
        ("-6200000000", "亿元", -62.0),
        ("100", "万元", 0.01),
        ("9999999999999.99", "元", 9999999999999.99),
        ("99999999999999.99", "元", "99,999,999,999,999.99"),
        ("0", "元", 0.0),
    ],
)
def test_an_amount_is_a_number_while_a_reader_gets_every_digit_back(value: str, unit: str, cell: Cell) -> None:
    column = Column(("合计",), contract("department_expenditure").table.by_name["total"])
    assert cell_of(column, Decimal(value), unit) == cell


def test_a_column_with_a_unit_of_its_own_keeps_it() -> None:
    column = Column(("总投资(亿元)",), contract("department_expenditure").table.by_name["total"], unit="亿元")
    assert cell_of(column, Decimal("123456789.01"), "元") == 1.2345678901


def test_zeros_before_the_point_count_as_digits() -> None:
    assert number(Decimal("1e15")) == "1,000,000,000,000,000"
    assert number(Decimal("1e14")) == 1e14


def field(kind: str, role: str, **more: Any) -> Field:
    told = dict.fromkeys(("title", "title_en", "description", "description_en"), "列")
    return Field.model_validate({"name": "x", "type": kind, "role": role, **told, **more})


def test_a_code_of_the_lists_own_is_not_printed() -> None:
    column = Column(("科目编码",), field("string", "key", derive={"code_of": "printed_name"}))
    assert cell_of(column, "_TOT", "元") is None
    assert cell_of(column, "101", "元") == "101"


def test_counts_percentages_and_texts() -> None:
    assert cell_of(Column(("批次",), field("integer", "code")), 12, "万元") == 12
    assert cell_of(Column(("完成预算%",), field("number", "percent", unit="%")), Decimal("98.50"), "万元") == 98.5
    assert cell_of(Column(("备注",), field("string", "text")), "=1+1", "万元") == "=1+1"
