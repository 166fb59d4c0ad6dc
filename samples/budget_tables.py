"""The nine tables of a department's budget workbook in the layout of a district's disclosure template (2026).

Here belong their order and the five tables that list function codes. The others are in `budget_summaries`, the texts
in `budget_texts`; the figures belong to `budget`.
"""

from samples.budget import FUNDS, Budget, Line, rows
from samples.budget_layout import FIRST_ROW, FUND_NAMES, amounts, code_cells, opening, total, total_row
from samples.budget_summaries import appropriation, basic_by_economy, income_and_expenditure, three_public
from samples.page import Book, Cell, Money, Page

EXPENDITURE = "部门支出总表"
STATE_CAPITAL = "部门国有资本经营预算拨款表 "


def write_tables(book: Book, plan: Budget, money: Money) -> None:
    """Write the nine tables in their order."""
    income_and_expenditure(book, plan, money)
    _income(book, plan, money)
    _functions(book, EXPENDITURE, "支出预算总表", "支出预算", plan, plan.of(), money)
    appropriation(book, plan, money)
    for sheet, fund in zip(("部门一般公共预算拨款表", "部门政府性基金拨款表", STATE_CAPITAL), FUNDS, strict=True):
        name = FUND_NAMES[fund]
        _functions(book, sheet, f"{name}支出功能分类预算表", f"{name}支出", plan, plan.of(fund), money)
    basic_by_economy(book, plan, money)
    three_public(book, plan)


def _heads(page: Page, heading: str, columns: list[str]) -> None:
    last = chr(ord("D") + len(columns))
    page.put("A6:D6", "项目", page.book.head)
    page.put(f"E6:{last}6", heading, page.book.head)
    page.put("A7:C7", "功能分类科目编码", page.book.head)
    page.put("D7:D8", "功能分类科目名称", page.book.head)
    for offset, name in enumerate(columns):
        letter = chr(ord("E") + offset)
        page.put(f"{letter}7:{letter}8", name, page.book.head)
    for letter, name in zip("ABC", "类款项", strict=True):
        page.put(f"{letter}8", name, page.book.head)


def _functions(
    book: Book, sheet: str, title: str, heading: str, plan: Budget, lines: tuple[Line, ...], money: Money
) -> None:
    page = book.page(sheet)
    opening(page, plan, title, "G", money.unit, "E")
    _heads(page, heading, ["合计", "基本支出", "项目支出"])
    printed = rows(lines, plan.year)
    for number, row in enumerate(printed, FIRST_ROW):
        page.row(number, [*code_cells(row.code), row.name, *amounts(row, money)])
    last = total_row(len(printed))
    page.put(f"A{last}:D{last}", "合计", book.head)
    page.row(last, amounts(total(printed), money), "E")
    if not printed:
        page.put(f"A{last + 1}", f"注：本部门{plan.year}年未安排{heading}，故本表无数据。")


def _income(book: Book, plan: Budget, money: Money) -> None:
    page = book.page("部门收入总表")
    opening(page, plan, "收入预算总表", "I", money.unit, "E")
    _heads(page, "收入预算", ["合计", "财政拨款收入", "事业收入", "事业单位\n经营收入", "其他收入"])
    business = {row.code: row.total for row in rows(plan.of("business"), plan.year)}
    printed = rows(plan.of(), plan.year)
    for number, row in enumerate(printed, FIRST_ROW):
        page.row(number, [*code_cells(row.code), row.name, *_sources(row.total, business.get(row.code, 0), money)])
    last = total_row(len(printed))
    page.put(f"A{last}:D{last}", "合计", book.head)
    page.row(last, _sources(plan.total(), plan.total("business"), money), "E")


def _sources(total: int, business: int, money: Money) -> list[Cell]:
    return [money.cell(total), money.cell(total - business), money.cell(business) if business else None, None, None]
