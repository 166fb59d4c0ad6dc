"""The department's budget of expenditure (部门支出总表), whose lines pay for its purchases and its project."""

import csv

from tests.golden.purchases.bodies import department
from tests.golden.purchases.rows import BASE
from tests.golden.purchases.writing import YEAR
from tests.support.sheets import Cell, Sheet, workbook

NAME = f"{YEAR}年部门预算.xlsx"
_MERGED = ("A1:G1", "A3:D3", "E3:G3", "A4:C4", "D4:D5", "E4:E5", "F4:F5", "G4:G5")


def budget(number: int) -> bytes:
    """The workbook of a department."""
    with (BASE / "budget.csv").open(encoding="utf-8", newline="") as text:
        lines = list(csv.DictReader(text))
    rows = [_row(line["code"], line["name"], int(line["basic"]), int(line["project"])) for line in lines]
    total: list[Cell] = ["合计", "", "", "", *rows[0][4:]]
    opening: list[list[Cell]] = [
        [f"{YEAR}年支出预算总表", *[""] * 6],
        [f"编制部门：{department(number)[1].name}", *[""] * 5, "单位：元"],
        ["项目", "", "", "", "支出预算", "", ""],
        ["功能分类科目编码", "", "", "功能分类科目名称", "合计", "基本支出", "项目支出"],
        ["类", "款", "项", "", "", "", ""],
    ]
    return workbook({"部门支出总表": Sheet([*opening, *rows, total], _MERGED)})


def _row(code: str, name: str, basic: int, project: int) -> list[Cell]:
    return [code[:3], code[3:5], code[5:7], name, basic + project, basic, project]
