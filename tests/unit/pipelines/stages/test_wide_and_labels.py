"""A wide table made long, what a number shows and how precise it is, and what the printed labels tell."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.registers import CodeEntry
from gongkai.submission import Submission
from pipelines.stages.standardise.naming import Names
from tests.support.accounts import EXPENDITURE, HEADER, REVENUE, layout, part, town, two_sheets
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import Town
from tests.unit.pipelines.stages.test_several_tables import given, rows

FILE = "101/2016年决算.xlsx"
Revenue = Callable[..., tuple[Town, Submission]]


@pytest.fixture
def revenue(tmp_path: Path) -> Iterator[Revenue]:
    """What becomes of a table of revenue with these rows (label, budget, final)."""
    towns: list[Town] = []

    def begin(*lines: tuple[Cell, ...], **declared: Any) -> tuple[Town, Submission]:
        towns.append(town(tmp_path, **declared))
        return towns[-1], given(towns[-1], FILE, workbook({"收入表": part("收入", lines)}))

    yield begin
    for each in towns:
        each.home.close()


def test_each_amount_of_a_row_becomes_a_row_in_the_order_of_the_sheet(revenue: Revenue) -> None:
    city, submission = revenue(("税收收入", 30, 33), ("中央补助收入", None, 7))
    assert rows(city, submission, "source_row, source_cell, side, stage, amount, src_text") == [
        (5, "B5", "revenue", "budget", Decimal("300000.00"), "30"),
        (5, "C5", "revenue", "final", Decimal("330000.00"), "33"),
        (6, "C6", "revenue", "final", Decimal("70000.00"), "7"),
    ]


@pytest.mark.parametrize(("printed", "amount"), [("—", 0), ("0", 0), (0, 0)])
def test_a_dash_and_a_zero_are_amounts_and_a_blank_is_none(revenue: Revenue, printed: Cell, amount: int) -> None:
    city, submission = revenue(("税收收入", printed, "  "), ("中央补助收入", None, 7))
    assert rows(city, submission, "stage, amount", "subject_code = '101'") == [("budget", Decimal(amount))]


def test_a_row_without_any_amount_gives_no_row_and_is_said(revenue: Revenue) -> None:
    city, submission = revenue(("税收收入", 30, 33), ("契税", None, None), ("烟叶税", None, " "))
    said = city.only("VAL-BLANK-ROWS")
    assert (said.row, said.count, said.severity.value) == (6, 2, "note")
    assert (submission.rows, submission.set_aside) == (2, 0)


def test_what_is_no_amount_sets_aside_its_cell_and_not_its_row(revenue: Revenue) -> None:
    city, submission = revenue(("税收收入", "待定", 33), ("契税", 1, 2))
    assert (city.only("VAL-AMOUNT").cell, city.only("VAL-AMOUNT").value) == ("B5", "待定")
    assert (submission.rows, submission.set_aside) == (3, 1)


def test_a_wide_column_without_an_address_of_its_own_leads_nowhere(revenue: Revenue) -> None:
    _, submission = revenue(("税收收入", 30, 33))
    assert submission.cell("amount", 5) is None
    assert submission.cell("printed_name", 5) == "A5"


def test_a_number_says_by_its_format_how_precise_it_is(tmp_path: Path) -> None:
    city = town(tmp_path)
    import io

    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet("收入表")
    for number, line in enumerate(part("收入", ()).rows):
        page.write_row(number, 0, line)
    page.write_row(4, 0, ["税收收入"])
    page.write_number(4, 1, 2161.1, book.add_format({"num_format": "#,##0.00"}))
    page.write_number(4, 2, 33.25)
    book.close()
    submission = given(city, FILE, content.getvalue())
    assert rows(city, submission, "src_text, src_derived, src_precision, amount") == [
        ("2,161.10", True, Decimal("100.00"), Decimal("21611000.00")),
        ("33.25", True, Decimal("100.00"), Decimal("332500.00")),
    ]
    city.home.close()


def test_a_formula_that_failed_sets_its_row_aside(revenue: Revenue) -> None:
    city, submission = revenue(("税收收入", "#REF!", 33), ("#N/A", 1, 2))
    said = city.told("VAL-ERROR-CELL")
    assert [(each.cell, each.value) for each in said if each.column == "amount"] == [("B5", "#REF!")]
    assert "公式" in said[0].message_zh
    assert (submission.rows, submission.set_aside) == (1, 3)


def test_a_label_tells_its_code_name_and_level(revenue: Revenue) -> None:
    city, submission = revenue(*REVENUE)
    assert rows(city, submission, "subject_code, label, level, parent_code, printed_name", "stage = 'final'") == [
        ("101", "税收收入", 1, "_TOT_IN", "一、税收收入"),
        ("10101", "增值税", 2, "101", "1.增值税"),
        ("10104", "企业所得税", 2, "101", "2.企业所得税"),
        ("_TOT_IN", "本年收入合计", 1, "_GRAND_IN", "本年收入合计"),
        ("_XFER_IN", "中央补助收入", 1, "_GRAND_IN", "中央补助收入"),
        ("_GRAND_IN", "收入总计", 1, None, "收入总计"),
    ]


def test_of_which_rows_are_told_and_count_in_no_sum(revenue: Revenue) -> None:
    city, submission = revenue(("一、税收收入", 30, 33), ("其中：增值税", 10, 12))
    assert rows(city, submission, "subject_code, is_of_which", "stage = 'final'") == [("101", False), ("10101", True)]
    assert submission.amounts == {"amount": Decimal("0.00")}, "101 is the parent of 10101"


def test_the_same_name_means_a_class_above_the_total_and_a_transfer_below_it(tmp_path: Path) -> None:
    city = town(tmp_path)
    submission = given(city, FILE, two_sheets())
    assert rows(city, submission, "source_row, subject_code", "label = '援助其他地区支出' AND stage = 'final'") == [
        (6, "219"),
        (8, "_AID_OUT"),
    ]
    city.home.close()


@pytest.mark.parametrize(("printed", "code"), [("1.增值况", "10101"), ("企业所待税", "10104"), ("契", "10119")])
def test_a_misprint_is_taken_for_the_nearest_name_and_said(revenue: Revenue, printed: str, code: str) -> None:
    around = {"10101": (0, "税收收入"), "10104": (1, "增值税"), "10119": (1, "耕地占用税")}[code][1]
    city, submission = revenue((around, 30, 33), (printed, 1, 2))
    assert rows(city, submission, "DISTINCT subject_code, printed_name", "source_row = 6") == [(code, printed)]
    said = city.only("COD-LABEL-FUZZY")
    assert (said.cell, said.severity.value, code in said.message_zh) == ("A6", "warning", True)


def test_a_name_that_the_list_does_not_know_sets_its_row_aside(revenue: Revenue) -> None:
    city, submission = revenue(("税收收入", 30, 33), ("卫星发射收入", 1, 2))
    said = city.only("COD-LABEL")
    assert (said.cell, said.severity.value, said.column) == ("A6", "error", "printed_name")
    assert (submission.rows, submission.set_aside, city.told("VAL-KEY")) == (2, 2, [])


def test_a_label_that_breaks_over_rows_is_put_together(revenue: Revenue) -> None:
    lines = (("国债转贷资金上年", None, 3), ("结余", None, None), ("中央补助收入", 5, None), (None, None, 7))
    city, submission = revenue(("税收收入", 30, 33), *lines)
    found = rows(city, submission, "source_cell, subject_code, printed_name", "source_row > 5")
    assert found == [
        ("C6", "_RELOAN_LAST", "国债转贷资金上年结余"),
        ("B8", "_XFER_IN", "中央补助收入"),
        ("C9", "_XFER_IN", "中央补助收入"),
    ]
    assert city.only("COD-LABEL-JOINED") if len(city.told("COD-LABEL-JOINED")) == 1 else True
    assert submission.set_aside == 0


def test_the_label_of_a_total_may_carry_a_number(revenue: Revenue) -> None:
    city, submission = revenue(
        ("一、税收收入", 30, 33), ("三、本年收入合计", 30, 33), layouts=[layout(total_rows=["本年收入合计"])]
    )
    assert [(total.cell, total.amounts["amount"]) for total in submission.totals] == [
        ("B6", Decimal("300000.00")),
        ("C6", Decimal("330000.00")),
    ]
    assert city.told("COD-LABEL") == []


def test_names_are_looked_for_between_those_of_the_rows_around() -> None:
    listed = [
        CodeEntry(code=str(code), name=name) for code, name in enumerate(["甲", "行政运行", "乙", "行政运行", "丙"])
    ]
    found = Names(listed).resolve(["甲", "行政运行", "乙", "行政运行", ""])
    assert [each.entry for each in found] == [0, 1, 2, 3, None]


def test_side_by_side_parts_share_their_rows(tmp_path: Path) -> None:
    city = town(tmp_path)
    title: list[Cell] = ["2016年示例市收支决算总表", *[""] * 5]
    pairs = zip(REVENUE[:3], EXPENDITURE[:3], strict=True)
    sheet = [title, [*[""] * 5, "单位：万元"], ["收入", "", "", "支出", "", ""], [*HEADER, *HEADER]]
    submission = given(
        city, FILE, workbook({"总表": Sheet([*sheet, *([*left, *right] for left, right in pairs)], ["A3:C3", "D3:F3"])})
    )
    assert {table.part: table.letter(0) for table in submission.tables} == {"revenue": "A", "expenditure": "D"}
    assert rows(city, submission, "subject_code, source_cell", "source_row = 5 AND stage = 'final'") == [
        ("101", "C5"),
        ("205", "F5"),
    ]
    table = submission.table(5, submission.source_id, "总表", "F5")
    assert table is not None
    assert table.cell("printed_name", 5) == "D5"
    city.home.close()
