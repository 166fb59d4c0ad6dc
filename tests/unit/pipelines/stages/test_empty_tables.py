"""A table without data: with its sentence it is a statement of nothing, published as such; without it is named. It does
not hold the other parts of its statement (STR-002, 财预〔2016〕143号).
"""

import csv

import pytest

from gongkai.contract import load_contract
from gongkai.home import DATASETS
from gongkai.submission import SourceTable, Submission
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import NIGHT, Town

FUNDS = "budget/department_fund_expenditure"
FILE = "101/2026年预算.xlsx"
SENTENCE = "本部门没有政府性基金预算，故本表无数据。"
EDUCATION: list[list[Cell]] = [
    ["205", "", "", "教育支出", 30, 10, 20],
    ["205", "02", "", "普通教育", 30, 10, 20],
    ["205", "02", "01", "学前教育", 30, 10, 20],
    ["合计", "", "", "", 30, 10, 20],
]
NAMES: list[list[Cell]] = [["212", "", "", "城乡社区支出", "", "", ""]]


@pytest.fixture(autouse=True)
def declared(town: Town) -> None:
    vars(town.home)["contracts"] = {FUNDS: load_contract(DATASETS / FUNDS)}


def table(fund: str, *rows: list[Cell]) -> Sheet:
    """The form of tables 5 to 7 with these rows."""
    head: list[list[Cell]] = [
        [f"2026年部门{fund}预算支出功能分类预算表"],
        ["编制部门：示例市教育局", "", "", "", "", "", "单位：元"],
        ["项目", "", "", "", f"{fund}预算支出", "", ""],
        ["功能分类科目编码", "", "", "功能分类科目名称", "合计", "基本支出", "项目支出"],
        ["类", "款", "项", "", "", "", ""],
    ]
    return Sheet([*head, *rows], ("A3:D3", "E3:G3", "A4:C4", "D4:D5", "E4:E5", "F4:F5", "G4:G5"))


def submission(town: Town, **sheets: Sheet) -> Submission:
    return town.submission(FUNDS, FILE, workbook(sheets))


def gov_fund(town: Town, *rows: list[Cell]) -> SourceTable:
    """What becomes of the table of the government funds beside a filled one."""
    given = submission(town, 一般=table("一般公共", *EDUCATION), 基金=table("政府性基金", *rows))
    assert given.rows == 3
    return next(each for each in given.tables if each.part == "gov_fund")


@pytest.mark.parametrize(
    "sentence",
    [
        SENTENCE,
        f"注：{SENTENCE}",
        "说明：示例市教育局本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。",
        "注：本部门2026年无政府性基金预算财政拨款安排的预算，故本表为空表。",
        "本部门未安排政府性基金预算。",
        "本单位2026年度无政府性基金支出",
    ],
)
def test_the_sentence_that_explains_an_empty_table_is_kept_with_it(town: Town, sentence: str) -> None:
    found = gov_fund(town, [sentence])
    assert (found.rows, found.note is not None) == (0, True)
    assert "本" in str(found.note)
    assert found.note_cell
    assert town.only("STD-NO-DATA").sheet == "基金"


@pytest.mark.parametrize("sentence", ["注：数据来自预算系统。", "本部门负责全市教育预算编制。", "注：单位为元。"])
def test_another_note_explains_nothing(town: Town, sentence: str) -> None:
    assert gov_fund(town, [sentence]).note is None
    assert not town.told("STD-NO-DATA")


@pytest.mark.parametrize("rows", [[], [["合计", "", "", "", "", "", ""]]])
def test_an_empty_table_without_its_sentence_is_recorded_and_holds_no_other_part(
    town: Town, rows: list[list[Cell]]
) -> None:
    found = gov_fund(town, *rows)
    assert (found.rows, found.note, found.title) == (0, None, "2026年部门政府性基金预算支出功能分类预算表")


def test_an_empty_table_has_a_place_under_its_header(town: Town) -> None:
    found = gov_fund(town)
    assert (found.first_row, found.last_row) == (6, 5)
    assert not any(found.holds(row) for row in range(1, 20))


def test_lines_without_amounts_in_an_explained_table_are_no_loss(town: Town) -> None:
    given = submission(town, 基金=table("政府性基金", *NAMES, [f"注：{SENTENCE}"]))
    assert (given.rows, given.set_aside) == (0, 0)


def test_lines_without_amounts_in_an_unexplained_table_are_set_aside(town: Town) -> None:
    given = submission(town, 基金=table("政府性基金", *NAMES))
    assert (given.rows, given.set_aside) == (0, 1)


def test_a_table_with_data_keeps_the_sentence_that_contradicts_it(town: Town) -> None:
    given = submission(town, 一般=table("一般公共", *EDUCATION, ["注：本表无数据"]))
    assert (given.tables[0].rows, given.tables[0].note) == (3, "注:本表无数据")


def test_a_table_with_data_may_say_what_the_department_has_not(town: Town) -> None:
    given = submission(town, 一般=table("一般公共", *EDUCATION, ["注：本部门无因公出国（境）经费支出。"]))
    assert given.tables[0].note is None


def test_a_statement_of_nothing_is_cleared_and_published_with_its_header_alone(town: Town) -> None:
    town.put(FILE, workbook({"基金": table("政府性基金", [SENTENCE])}))
    town.publish()
    published = town.root / "public/d/budget-department-fund-expenditure/2026/v1"
    with next(published.glob("*.csv")).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [list(town.contract(FUNDS).table.names)]
    (part,) = town.home.journal.releases.published()[FUNDS, 2026][-1].parts
    assert (part.entity, part.rows) == ("101", 0)
    assert town.refresh(NIGHT).site is not None


def test_figures_take_the_place_of_a_statement_of_nothing(town: Town) -> None:
    town.put(FILE, workbook({"一般": table("一般公共", [SENTENCE])}))
    town.publish()
    town.put(FILE, workbook({"一般": table("一般公共", *EDUCATION)}))
    town.publish()
    (part,) = town.home.journal.releases.published()[FUNDS, 2026][-1].parts
    assert (part.rows, part.amounts["total"]) == (3, "30.00")
