"""The years and units that stand around a table, place by place: what contradicts itself is told and not chosen."""

from pathlib import Path

import pytest

from gongkai.findings import templates
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.statements import accounts, read
from tests.support.town import BUDGET, Town

TAXES: list[list[Cell]] = [["增值税", 10, 9], ["契税", 20, 19]]


def years(folder: Path, title: str, *above: str, header: str = "金额", sheet: str = "收支") -> dict[str, int]:
    rows: list[list[Cell]] = [
        [title],
        *([line] for line in above),
        ["", "", "单位：元"],
        ["科目", header, "上年"],
        *TAXES,
    ]
    layout = {"columns": {"amount": {"headers": [header]}}}
    found = read(folder, workbook({sheet: Sheet(rows)}), accounts(layout)).table.years
    return {place: year for place, year in found.items() if place != "file_name"}


def test_every_place_that_states_a_year_is_kept(tmp_path: Path) -> None:
    found = years(tmp_path, "2026年收支表", "2025年度", header="2026年预算数", sheet="2024")
    assert found == {"title": 2026, "above": 2025, "header": 2026, "sheet": 2024}


@pytest.mark.parametrize("title", ["按《2025年管理办法》编制的2026年收支表", "2026年收支表（截至2025年底）"])
def test_years_of_documents_and_closing_days_are_not_the_table_s(tmp_path: Path, title: str) -> None:
    assert years(tmp_path, title) == {"title": 2026}


@pytest.mark.parametrize("day", ["编制日期：2027年2月10日", "2027-02-10", "打印日期：20270210"])
def test_the_day_a_table_was_made_is_not_its_year(tmp_path: Path, day: str) -> None:
    assert years(tmp_path, "2026年收支表", day) == {"title": 2026}


def test_of_the_years_of_a_header_the_latest_counts(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["收支表"], ["", "", "单位：元"], ["科目", "2025年金额", "2026年金额"], *TAXES]
    layout = {"columns": {"amount": {"headers": ["2026年金额"]}}}
    assert read(tmp_path, workbook({"收支": Sheet(rows)}), accounts(layout)).table.years["header"] == 2026


def test_the_cells_that_state_year_and_unit_are_known(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["附件1"], ["2026年收支表"], ["2025年度", "单位：元"], ["科目", "2026年预算数"], *TAXES]
    layout = {"columns": {"amount": {"headers": ["2026年预算数"]}}}
    found = read(tmp_path, workbook({"收支": Sheet(rows)}), accounts(layout)).table
    assert found.year_cells == {"title": "A2", "above": "A3", "header": "B4"}
    assert found.unit_cells == {"元": "B3"}


def test_a_text_file_has_no_cells(tmp_path: Path) -> None:
    text = "2026年收支表,,\n单位：元,,\n科目,金额,上年\n增值税,10,9\n契税,20,19\n"
    found = read(tmp_path, text.encode(), accounts({"columns": {"amount": {"headers": ["金额"]}}})).table
    assert (found.years["title"], found.year_cells, found.unit_cells) == (2026, {}, {})


def budget(title: str, *units: Cell) -> bytes:
    rows: list[list[Cell]] = [
        [title],
        ["编制部门：示例市教育局", *units],
        ["类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"],
        ["205", "", "", "教育支出", 30, 10, 20],
    ]
    return workbook({"支出": Sheet(rows)})


def test_a_table_with_two_units_is_told_both(town: Town) -> None:
    town.standardise(BUDGET, "101/预算.xlsx", budget("2026年部门支出预算总表", "单位：万元", "", "单位：元"))
    told = town.only("STR-007")
    assert (told.cell, told.row) == ("B2", 2)
    assert "B2 万元、D2 元" in told.message_zh
    assert "more than one unit" in told.message_en
    assert told.next_step_en == templates()["STR-007-TWO"].next_en


def test_a_table_without_a_unit_is_told_so(town: Town) -> None:
    town.standardise(BUDGET, "101/预算.xlsx", budget("2026年部门支出预算总表"))
    told = town.only("STR-007")
    assert (told.cell, told.row) == ("E3", 3)
    assert "does not state the unit" in told.message_en


def test_a_workbook_of_another_year_is_told_where_it_states_which(town: Town) -> None:
    assert town.standardise(BUDGET, "101/2026年预算.xlsx", budget("2016年部门支出预算总表", "单位：元")) is None
    told = town.only("STD-PERIOD")
    assert told.cell == "A1"
    assert "标题 2016、文件名 2026" in told.message_zh
    assert "title 2016, file name 2026" in told.message_en
