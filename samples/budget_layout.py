"""What the nine tables of a budget workbook have in common: where they begin and end, codes, amounts.

The tables themselves belong to `budget_tables` and `budget_summaries`.
"""

from samples.budget import Budget, Row
from samples.page import Cell, Money, Page

FUND_NAMES = {"general": "一般公共预算", "gov_fund": "政府性基金预算", "state_capital": "国有资本经营预算"}
FIRST_ROW, LAST_ROW = 9, 20


def total_row(count: int) -> int:
    """The sheet row of 合计: row 20 as in the template, or lower, always with a free row under the `count` rows."""
    return max(LAST_ROW, FIRST_ROW + count + 1)


def code_cells(code: str) -> list[Cell]:
    """类 as a number, 款 and 项 as two-character texts, blank where a row is above that level."""
    return [int(code[:3]), code[3:5] or None, code[5:7] or None]


def opening(page: Page, plan: Budget, title: str, last: str, unit: str, merged: str) -> None:
    """Title in row 2, department and unit in row 4; `last` is the letter of the table's last column."""
    page.put(f"A2:{last}2", f"{plan.year}年部门{title}", page.book.title)
    page.put(f"A4:{merged}4", f"编制部门：{plan.department.name}")
    page.put(f"{last}4", f"单位：{unit}")


def amounts(row: Row, money: Money) -> list[Cell]:
    """Amounts as printed; a side without money stays blank."""
    return [money.cell(row.total), *(money.cell(part) if part else None for part in (row.basic, row.project))]


def total(printed: list[Row]) -> Row:
    """The 合计 row: the sum of the 类 rows."""
    heads = [row for row in printed if len(row.code) == 3]
    return Row("", "合计", sum(row.basic for row in heads), sum(row.project for row in heads))
