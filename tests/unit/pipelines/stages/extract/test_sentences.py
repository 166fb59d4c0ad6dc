"""Facts in the text around the tables: each becomes a row with its sentence and its cell, tables and titles of plans
are left alone.
"""

from typing import Any

import pytest

from gongkai.contract import load_contract
from gongkai.home import DATASETS
from gongkai.submission import Submission
from pipelines.explain import explain
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import Town

STATEMENTS = "budget/department_statements"
FINALS = "budget/department_final_statements"
FILE = "101/预算.xlsx"
TITLE = "2026年部门预算编制说明"


@pytest.fixture(autouse=True)
def declared(town: Town) -> None:
    vars(town.home)["contracts"] = {name: load_contract(DATASETS / name) for name in (STATEMENTS, FINALS)}


def pages(*texts: str, title: str = TITLE) -> bytes:
    """A sheet of text: its title, and each text in a cell of its own from A3 on."""
    rows: list[list[Cell]] = [[title], [""], *([text] for text in texts)]
    return workbook({"编制说明": Sheet(rows)})


def given(town: Town, content: bytes, dataset: str = STATEMENTS) -> Submission:
    return town.submission(dataset, FILE, content)


def said(town: Town, submission: Submission, *columns: str) -> list[tuple[Any, ...]]:
    return town.rows(submission, ", ".join(columns))


def amounts(town: Town, *texts: str) -> dict[str, str | None]:
    found = said(town, given(town, pages(*texts)), "item_code", "amount::VARCHAR")
    return dict(found)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("支出预算1,260.50万元。", "12605000.00"),
        ("2026年，示例市教育局支出预算总额为0.5亿元。", "50000000.00"),
        ("支出预算 8 000 元。", "8000.00"),
        ("支出预算１２．５０万元。", "125000.00"),
        ("支出预算3，121.42万元。", "31214200.00"),
    ],
)
def test_an_amount_is_read_with_its_own_unit(town: Town, text: str, yuan: str) -> None:
    assert amounts(town, text) == {"OT": yuan}


@pytest.mark.parametrize(
    "text", ["教育支出预算50万元。", "专项经费支出预算50万元。", "按照《示例市支出预算5万元管理办法》执行。"]
)
def test_another_amount_with_like_words_is_not_taken(town: Town, text: str) -> None:
    assert amounts(town, "收入预算1万元。", text) == {"IT": "10000.00"}


def test_the_special_pattern_takes_a_figure_before_the_general_one(town: Town) -> None:
    text = "支出预算20万元，其中：财政拨款支出预算15万元。一般公共预算拨款支出预算10万元；项目支出预算3万元。"
    assert amounts(town, text) == {"OT": "200000.00", "OF": "150000.00", "O1": "100000.00", "project": "30000.00"}


def test_a_fact_leads_back_to_its_sentence_and_cell(town: Town) -> None:
    content = pages(
        "一、总体情况", "收入预算7万元；\n支出预算6万元，比2025年预算减少1万元，主要原因是压减会议。机构不变。"
    )
    submission = given(town, content)
    columns = ("item_code", "sentence", "source_sheet", "source_row", "source_cell", "src_text")
    assert said(town, submission, *columns) == [
        ("IT", "收入预算7万元；", "编制说明", 4, "A4", "7万元"),
        ("OT", "支出预算6万元，比2025年预算减少1万元，主要原因是压减会议。", "编制说明", 4, "A4", "6万元"),
    ]
    (table,) = submission.tables
    assert (table.cell("amount", 4), table.cell("reason", 4), table.one_cell) == ("A4", "A4", True)


def test_a_change_is_read_with_its_word_amount_and_reason(town: Town) -> None:
    text = "支出预算6万元，2025年预算数为7万元，比2025年预算下降1万元，主要原因是压减会议。"
    columns = ("before::VARCHAR", "change_word", "change_amount::VARCHAR", "reason")
    assert said(town, given(town, pages(text)), *columns) == [("70000.00", "减少", "10000.00", "压减会议")]


def test_what_is_said_of_the_next_fact_is_not_said_of_this_one(town: Town) -> None:
    text = "收入预算6万元；支出预算6万元，与2025年预算持平。"
    found = dict(said(town, given(town, pages(text)), "item_code", "change_word"))
    assert found == {"IT": None, "OT": "持平"}


def test_a_sentence_that_breaks_over_cells_is_read_as_one(town: Town) -> None:
    first = "　　2026年，示例市教育局收入预算120万元，其中财政拨款收入110万元，比2025年预算增加"
    found = said(
        town,
        given(town, pages(first, "10.5万元；事业收入8万元。")),
        "item_code",
        "change_amount::VARCHAR",
        "source_cell",
    )
    assert found == [("IT", None, "A3"), ("IF", "105000.00", "A3"), ("I5", None, "A4")]


def test_the_same_fact_stated_again_is_one_row(town: Town) -> None:
    found = said(town, given(town, pages("支出预算12万元。", "支出预算12.00万元。")), "item_code", "source_cell")
    assert found == [("OT", "A3")]
    assert not town.told("TXT-TWO")


def test_a_text_that_contradicts_itself_is_told_at_its_second_place(town: Town) -> None:
    found = said(town, given(town, pages("支出预算12万元。", "支出预算13万元。")), "item_code", "amount::VARCHAR")
    assert found == [("OT", "120000.00")]
    told = town.only("TXT-TWO")
    assert (told.sheet, told.cell, told.severity.value) == ("编制说明", "A4", "warning")
    assert "编制说明 A3" in told.message_zh
    assert "12万元" in told.message_en


def test_a_fact_without_an_amount_is_a_row_too(town: Town) -> None:
    text = "示例市教育局部门预算包括局本部及所属2家预算单位的收支计划。"
    submission = given(town, pages(text))
    assert said(town, submission, "item_code", "amount", "sentence") == [("covered_units", None, text)]
    assert submission.set_aside == 0


def test_cells_of_tables_are_not_searched(town: Town) -> None:
    rows: list[list[Cell]] = [[TITLE], ["项目", "说明", "金额"], ["甲", "支出预算5万元", 5], ["乙", "支出预算6万元", 6]]
    sheets = {"表": Sheet(rows), "编制说明": Sheet([[TITLE], [""], ["收入预算1万元。"]])}
    found = said(town, given(town, workbook(sheets)), "item_code", "source_sheet")
    assert found == [("IT", "编制说明")]


def test_all_pages_of_a_file_are_one_statement(town: Town) -> None:
    sheets = {
        "封面": Sheet([["示例市2026年部门预算"], ["预算主管部门：示例市教育局"]]),
        "甲": Sheet([["收入预算1万元。"]]),
    }
    submission = given(town, workbook({**sheets, "乙": Sheet([["支出预算1万元。"]])}))
    assert [table.sheet for table in submission.tables] == ["甲", "乙"]
    assert submission.period == 2026


def test_a_second_file_is_a_conflict(town: Town) -> None:
    given(town, pages("收入预算1万元。"))
    slot = town.standardise(STATEMENTS, "101/更正.xlsx", pages("支出预算1万元。"))
    assert slot is not None
    assert [each.code for each in slot.blockers] == ["STD-TWO-FILES"]


def test_the_cover_of_another_department_is_refused(town: Town) -> None:
    sheets = {
        "封面": Sheet([["示例市2026年部门预算"], ["预算主管部门：示例市财政局"]]),
        "甲": Sheet([["收入预算1万元。"]]),
    }
    slot = town.standardise(STATEMENTS, FILE, workbook(sheets))
    assert slot is not None
    assert [each.code for each in slot.blockers] == ["STD-ENTITY"]


def test_budget_and_final_accounts_are_told_apart_by_their_titles(town: Town) -> None:
    content = pages("本年收入合计10万元。", "收入预算10万元。", title="2025年度部门决算情况说明")
    assert said(town, given(town, content, FINALS), "item_code") == [("IY",)]
    assert town.standardise(STATEMENTS, "101/又一份.xlsx", content) is None


def test_a_published_statement_is_explained_from_its_cell(town: Town) -> None:
    text = "支出预算12万元，与2025年预算持平。示例市教育局部门预算包括局本部及所属2家预算单位的收支计划。"
    town.put(FILE, pages(text))
    town.publish()
    way = explain(town.home, STATEMENTS, {"item_code": "OT"}, "amount")
    assert (way.value, way.sheet, [cell.address for cell in way.cells]) == ("120000.00", "编制说明", ["A3"])
    assert "120000.00" in way.interpretation_zh
