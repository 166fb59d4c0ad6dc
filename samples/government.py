"""The workbooks of the finance bureau about the whole government: budgets, final accounts, debt, the yearbook."""

from decimal import Decimal

from samples.bonds import bond_tables
from samples.budget import DEPARTMENTS, budget
from samples.city import YEAR
from samples.debt import budget_debt, final_debt
from samples.economic import printed_three_public
from samples.government_book import budget_tables, final_tables
from samples.grids import Grid, xls, xlsx
from samples.page import Cell
from samples.yearbook import yearbook_table

_FOLDER = "inbox/102/"
_FINAL_YEARS = (2023, 2024)


def government_files() -> dict[str, bytes]:
    """Path -> bytes: two budgets, one of them an old workbook, two final accounts, bonds, a page for the yearbook."""
    last = YEAR - 1
    finals = {
        f"{_FOLDER}示例市{year}年政府决算.xlsx": xlsx([*final_tables(year), *final_debt(year)]) for year in _FINAL_YEARS
    }
    return finals | {
        f"{_FOLDER}示例市{YEAR}年政府预算.xlsx": xlsx([*budget_tables(YEAR), *budget_debt(YEAR), _three_public()]),
        f"{_FOLDER}示例市{last}年政府预算.xls": xls([*budget_tables(last), *budget_debt(last)]),
        f"{_FOLDER}示例市{last}年政府债券.xlsx": xlsx(bond_tables(last)),
        f"{_FOLDER}示例市2024年收支决算总表.xlsx": xlsx([yearbook_table(2024)]),
    }


def _three_public() -> Grid:
    """The departments' three public expenses together; last year's were five percent higher."""
    found = [printed_three_public(budget(code, 1)) for code in DEPARTMENTS]
    reception, vehicles = sum(each.reception for each in found), sum(each.vehicles for each in found)
    lines = (
        *(("“三公”经费合计", reception + vehicles), ("1.因公出国（境）费", 0), ("2.公务接待费", reception)),
        *(("3.公务用车购置及运行费", vehicles), ("其中：公务用车购置费", 0), ("公务用车运行费", vehicles)),
    )
    rows: list[list[Cell]] = [[name, _wan(amount * 105 // 100), _wan(amount)] for name, amount in lines]
    head: list[list[Cell]] = [[f"{YEAR}年示例市本级“三公”经费财政拨款预算汇总表"], [None, None, "单位：万元"]]
    return Grid("三公经费", [*head, ["项目", "上年预算数", "预算数"], *rows])


def _wan(yuan: int) -> float:
    return float(Decimal(yuan) / 10_000)
