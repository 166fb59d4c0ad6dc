"""Labels as they are compared, total rows, template residue."""

from pathlib import Path

import pytest

from gongkai.values.labels import blank, is_residue, is_total, normalise


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        ("项 目", "项目"),
        ("合　计", "合计"),
        ("规划和自然\n资源局", "规划和自然资源局"),
        ("金额（万元）", "金额(万元)"),
        ("财预〔2026〕 5号", "财预(2026)5号"),
        ("单位 ： 元", "单位:元"),
        ("2007 年", "2007年"),
        ("Merck  Sharp & Dohm", "Merck Sharp & Dohm"),
        ("\ufeff科目编码 ", "科目编码"),
        ("《预算法》", "《预算法》"),
        ("剂 型", "剂型"),
        ("收\u3000\u3000\u3000入", "收入"),
        ("预\r\n算\r\n数", "预算数"),
    ],
)
def test_printed_variants_are_one_label(printed: str, compared: str) -> None:
    assert normalise(printed) == compared


@pytest.mark.parametrize(
    "label",
    [
        *(
            "合计",
            "合 计：",
            "总计",
            "小计",
            "共计",
            "本年合计",
            "一、本年收入合计",
            "支出总计",
            "合计（万元）",
            "合计数",
        ),
        *("收入总计Total", "本年支出合计Local Expenditure", "人员经费合计", "合\n计", "各项税收小计"),
    ],
)
def test_total_rows(label: str) -> None:
    assert is_total(label)


@pytest.mark.parametrize(
    "label",
    ["审计事务", "统计信息事务", "设计费", "合计划拨款", "总计算机室", "教育支出", "合计数与预算数", "合计占比", ""],
)
def test_ordinary_rows_are_no_totals(label: str) -> None:
    assert not is_total(label)


@pytest.mark.parametrize(
    "text",
    [
        "…",
        "……",
        "。。。",
        "...",
        "二、…",
        "二、……",
        "三、",
        "（三）",
        "1、",
        "1.…",
        "XX单位",
        "××局",
        "上海市普陀区XX局",
        "XX",
        "ＸＸ单位",
        "部门名称：XX",
        "XX（部门）主要职能",
        "{单位}",
        "待填",
        "x,xxx万元",
        "收入预算x,xxx万元",
        "“xx”科目",
        "XXX万元",
        "20XX年部门预算",
        "X月X日",
    ],
)
def test_residue_of_a_template(text: str) -> None:
    assert is_residue(text)


@pytest.mark.parametrize(
    "text",
    [
        "一、部门主要职能  …………………………",
        "    1. 2026年部门财务收支预算总表  ………………",
        "三、公共安全支出",
        "(3)",
        "5.",
        "—",
        "张××",
        "XXL号工作服",
        "HTXX2026",
        "3.5",
        "",
        "MAX值",
        "办公用房面积10×20米",
        "名词解释",
    ],
)
def test_filled_in_cells_are_no_residue(text: str) -> None:
    assert not is_residue(text)


def test_the_real_template_shows_its_residue_and_nothing_else(shared: Path) -> None:
    import python_calamine

    path = shared / "data/department_workbook_templates/department_budget_template.xlsx"
    book = python_calamine.CalamineWorkbook.from_path(path)
    summary = book.get_sheet_by_name("部门收支总表").to_python()
    assert {str(cell) for row in summary for cell in row if is_residue(str(cell))} == {"二、…", "三、"}
    contents = book.get_sheet_by_name("目录").to_python()
    assert not [cell for row in contents for cell in row if is_residue(str(cell))]


@pytest.mark.parametrize(
    ("text", "empty"), [("", True), (" \u3000\n\t", True), ("\u200b\ufeff", True), ("0", False), ("-", False)]
)
def test_blank_means_that_nothing_visible_is_there(text: str, empty: bool) -> None:
    assert blank(text) is empty
