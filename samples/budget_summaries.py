"""The four tables of a budget workbook that are not lists of function codes: 1, 4, 8 and 9.

Here belongs where figures stand on a sheet. The figures belong to `budget` and `economic`.
"""

from collections.abc import Callable

from samples.budget import FUNDS, Budget, Line, Row, rows
from samples.budget_layout import FIRST_ROW, FUND_NAMES, amounts, code_cells, opening, total, total_row
from samples.economic import economic, printed_three_public
from samples.page import Book, Cell, Money, Page

_NUMERALS = "一二三四五六七八九十"
_WAN = Money("万元")


def income_and_expenditure(book: Book, plan: Budget, money: Money) -> None:
    """Table 1: income on the left, expenditure by 类 on the right."""
    page = book.page("部门收支总表")
    opening(page, plan, "财务收支预算总表", "D", money.unit, "C")
    page.put("A6:B6", "本年收入", book.head)
    page.put("C6:D6", "本年支出", book.head)
    page.row(7, ["项目", "预算数", "项目", "预算数"])
    # Formats far to the right make the used range 253 columns wide, as in the template.
    page.put("IS1", None, book.body)
    income = [("一、财政拨款收入", plan.total(*FUNDS))]
    income += [(f"{number}. {FUND_NAMES[fund]}", plan.total(fund)) for number, fund in enumerate(FUNDS, 1)]
    income += [("二、事业收入", plan.total("business")), ("三、事业单位经营收入", 0), ("四、其他收入", 0)]
    _left(page, income, money)
    _right(page, plan, plan.of(), lambda row: [money.cell(row.total)])
    page.row(21, ["收入总计", money.cell(plan.total()), "支出总计", money.cell(plan.total())])


def _left(page: Page, items: list[tuple[str, int]], money: Money) -> None:
    for number, (name, amount) in enumerate(items, 8):
        page.row(number, [name, money.cell(amount) if amount else None])


def _right(page: Page, plan: Budget, lines: tuple[Line, ...], cells: Callable[[Row], list[Cell]]) -> None:
    heads = [row for row in rows(lines, plan.year) if len(row.code) == 3]
    for number, row in enumerate(heads):
        page.row(8 + number, [f"{_NUMERALS[number]}、{row.name}", *cells(row)], "C")


def appropriation(book: Book, plan: Budget, money: Money) -> None:
    """Table 4: fiscal appropriation on the left, its use by 类 and fund on the right."""
    page = book.page("部门财政拨款收支总表")
    opening(page, plan, "财政拨款收支预算总表", "G", money.unit, "C")
    page.put("A6:B6", "财政拨款收入", book.head)
    page.put("C6:G6", "财政拨款支出", book.head)
    page.row(7, ["项目", "预算数", "项目", "合计", *FUND_NAMES.values()])
    page.put("IV1", None, book.body)
    income = [(f"{_NUMERALS[n]}、{FUND_NAMES[fund]}", plan.total(fund)) for n, fund in enumerate(FUNDS)]
    _left(page, income, money)
    by_fund = [{row.code: row.total for row in rows(plan.of(fund), plan.year)} for fund in FUNDS]
    _right(page, plan, plan.of(*FUNDS), lambda row: [money.cell(row.total), *_split(row.code, by_fund, money)])
    totals: list[Cell] = [money.cell(plan.total(fund)) for fund in FUNDS]
    granted = money.cell(plan.total(*FUNDS))
    page.row(21, ["收入总计", granted, "支出总计", granted, *totals])


def _split(code: str, by_fund: list[dict[str, int]], money: Money) -> list[Cell]:
    return [money.cell(amounts[code]) if code in amounts else None for amounts in by_fund]


def basic_by_economy(book: Book, plan: Budget, money: Money) -> None:
    """Table 8: basic expenditure of the general budget by 部门预算经济分类."""
    page = book.page("部门一般公共预算拨款基本支出明细表")
    opening(page, plan, "一般公共预算基本支出部门预算经济分类预算表", "F", money.unit, "C")
    page.put("A6:C6", "项目", book.head)
    page.put("D6:F6", "一般公共预算基本支出", book.head)
    page.put("A7:B7", "部门预算经济分类科目编码", book.head)
    for letter, name in zip("CDEF", ("经济分类科目名称", "合计", "人员经费", "公用经费"), strict=True):
        page.put(f"{letter}7:{letter}8", name, book.head)
    page.row(8, ["类", "款"])
    printed = economic(plan)
    for number, row in enumerate(printed, FIRST_ROW):
        page.row(number, [*code_cells(row.code)[:2], row.name, *amounts(row, money)])
    last = total_row(len(printed))
    page.put(f"A{last}:C{last}", "合计", book.head)
    page.row(last, amounts(total(printed), money), "D")


def three_public(book: Book, plan: Budget) -> None:
    """Table 9, 三公经费 and 机关运行经费: the only one that every department prints in 万元."""
    page = book.page("部门“三公”经费和机关运行费预算表")
    page.put("A2:G2", f"{plan.year}年部门“三公”经费和机关运行经费预算表", book.title)
    page.put("A3:C3", f"编制部门：{plan.department.name}")
    page.put("G3", "单位:万元")
    page.put("A4:F4", "“三公”经费预算数", book.head)
    page.put("G4:G6", "机关运行经费预算数", book.head)
    for letter, name in zip("ABC", ("合计", "因公出国(境)费", "公务接待费"), strict=True):
        page.put(f"{letter}5:{letter}6", name, book.head)
    page.put("D5:F5", "公务用车购置及运行费", book.head)
    page.row(6, ["小计", "购置费", "运行费"], "D")
    printed = {row.code: row.total for row in economic(plan)}
    three = printed_three_public(plan)
    amounts_in_order = (three.total, 0, three.reception, three.vehicles, 0, three.vehicles, printed["302"])
    page.row(7, [_WAN.cell(amount) for amount in amounts_in_order])
