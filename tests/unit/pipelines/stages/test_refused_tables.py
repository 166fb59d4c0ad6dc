"""A table that was delivered and not taken is told by its own fault, and no other table calls it missing (STR-001)."""

import pytest

from gongkai.contract import load_contract
from gongkai.home import DATASETS
from gongkai.verdict import CheckOutcome, Status
from pipelines.stages.validate import verdicts
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import Town

SUMMARY, SPENDING = "budget/department_summary", "budget/department_expenditure"
FILE = "101/2026年部门预算.xlsx"
TOTALS: list[list[Cell]] = [
    ["2026年部门财务收支预算总表"],
    ["编制部门：示例市教育局", "", "", "单位：元"],
    ["本年收入", "", "本年支出", ""],
    ["项目", "预算数", "项目", "预算数"],
    ["一、财政拨款收入", 30, "一、教育支出", 30],
    ["收入总计", 30, "支出总计", 30],
]


@pytest.fixture(autouse=True)
def declared(town: Town) -> None:
    vars(town.home)["contracts"] = {each: load_contract(DATASETS / each) for each in (SUMMARY, SPENDING)}


def spending(unit: str) -> list[list[Cell]]:
    return [
        ["2026年部门支出预算总表"],
        ["编制部门：示例市教育局", "", "", "", "", "", unit],
        ["类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"],
        ["205", "", "", "教育支出", 30, 10, 20],
        ["205", "02", "", "普通教育", 30, 10, 20],
        ["205", "02", "01", "学前教育", 30, 10, 20],
    ]


def required(town: Town, **sheets: list[list[Cell]]) -> CheckOutcome:
    """What the check of required tables says after a night with these tables."""
    content = workbook({name: Sheet(rows) for name, rows in sheets.items()})
    for dataset in (SPENDING, SUMMARY):
        town.standardise(dataset, FILE, content)
    town.validate(SUMMARY)
    [verdict] = verdicts(town.home, town.contract(SUMMARY)).values()
    return next(each for each in verdict.outcomes if each.code == "STR-001")


def test_a_table_is_missing_refused_or_there_night_after_night(town: Town) -> None:
    missing = required(town, 收支=TOTALS)
    refused = required(town, 收支=TOTALS, 支出=spending(""))
    there = required(town, 收支=TOTALS, 支出=spending("单位：元"))
    assert [each.status for each in (missing, refused, there)] == [Status.FAIL, Status.NOT_APPLICABLE, Status.PASS]
    assert "表3（STR-007）" in refused.reason
