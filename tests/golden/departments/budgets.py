"""The nine budget tables in the layout of a district's disclosure workbook (2026), for the published figures.

Here belongs where a figure stands. The layout of final accounts belongs to `finals`.
"""

from collections.abc import Collection

from samples.page import Book, Page
from tests.golden.departments.facts import Document
from tests.golden.departments.forms import amounts, cell, code_cells, heads, named, row_of_heads, side

SHEETS = {
    1: "部门收支总表",
    2: "部门收入总表",
    3: "部门支出总表",
    4: "部门财政拨款收支总表",
    5: "部门一般公共预算拨款表",
    6: "部门政府性基金拨款表",
    # The form's own sheet name ends in a blank.
    7: "部门国有资本经营预算拨款表 ",
    8: "部门一般公共预算拨款基本支出明细表",
    9: "部门“三公”经费和机关运行费预算表",
}
TITLES = {
    1: "财务收支预算总表",
    2: "收入预算总表",
    3: "支出预算总表",
    4: "财政拨款收支预算总表",
    5: "一般公共预算支出功能分类预算表",
    6: "政府性基金预算支出功能分类预算表",
    7: "国有资本经营预算支出功能分类预算表",
    8: "一般公共预算基本支出部门预算经济分类预算表",
    9: "“三公”经费和机关运行经费预算表",
}
LAST = {1: "D", 2: "I", 3: "G", 4: "G", 5: "G", 6: "G", 7: "G", 8: "F", 9: "G"}
HEADINGS = {2: "收入预算", 3: "支出预算", 5: "一般公共预算支出", 6: "政府性基金预算支出", 7: "国有资本经营预算支出"}
EXPENDITURE = {"total": "合计", "basic": "基本支出", "project": "项目支出"}
REVENUE = {
    "total": "合计",
    "fiscal": "财政拨款收入",
    "business": "事业收入",
    "operating": "事业单位\n经营收入",
    "other": "其他收入",
}
ECONOMIC = {"total": "合计", "personnel": "人员经费", "public": "公用经费"}
FUNDS = {
    "total": "合计",
    "general": "一般公共预算",
    "gov_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
}
FIRST_ROW, LAST_ROW, TOTALS_ROW = 9, 20, 21


def write_budget(book: Book, found: Document, without: Collection[int] = ()) -> None:
    """Write the nine tables in their order, each on its sheet, but for those left out."""
    for number in sorted(set(found.tables) - set(without)):
        page = book.page(SHEETS[number])
        _opening(page, found, number)
        _TABLES[number](page, found, number)


def _opening(page: Page, found: Document, number: int) -> None:
    last = LAST[number]
    above = 3 if number == 9 else 4
    page.put(f"A2:{last}2", f"{found.year}年部门{TITLES[number]}", page.book.title)
    page.put(f"A{above}:C{above}", f"编制部门：{named(found)}")
    page.put(f"{last}{above}", f"单位：{found.units[number]}")


def _coded(page: Page, found: Document, number: int) -> None:
    columns = REVENUE if number == 2 else ECONOMIC if number == 8 else EXPENDITURE
    parts = 2 if number == 8 else 3
    start = chr(ord("A") + parts + 1)
    _coded_heads(page, number, parts, columns)
    rows = found.rows(number)
    for at, row in enumerate(rows, FIRST_ROW):
        page.row(at, [*code_cells(row["code"], parts), row["name"], *amounts(row, columns)])
    last = max(LAST_ROW, FIRST_ROW + len(rows) + 1)
    page.put(f"A{last}:{chr(ord(start) - 1)}{last}", "合计", page.book.head)
    page.row(last, amounts(found.total(number), columns) if rows else [None] * len(columns), start)
    if not rows:
        page.put(f"A{last + 1}", f"注：本部门{found.year}年未安排{HEADINGS[number]}，故本表无数据。")


def _coded_heads(page: Page, number: int, parts: int, columns: dict[str, str]) -> None:
    name, start = chr(ord("A") + parts), ord("A") + parts + 1
    last = chr(start + len(columns) - 1)
    words = ("部门预算经济分类", "经济分类") if number == 8 else ("功能分类", "功能分类")
    heads(page, {f"A6:{name}6": "项目", f"{chr(start)}6:{last}6": HEADINGS.get(number, "一般公共预算基本支出")})
    heads(page, {f"A7:{chr(ord(name) - 1)}7": f"{words[0]}科目编码", f"{name}7:{name}8": f"{words[1]}科目名称"})
    row_of_heads(page, 8, ["类", "款", "项"][:parts])
    heads(page, {f"{chr(start + at)}7:{chr(start + at)}8": text for at, text in enumerate(columns.values())})


def _summary(page: Page, found: Document, number: int) -> None:
    fiscal = "财政拨款" if number == 4 else "本年"
    columns = list(FUNDS) if number == 4 else ["amount"]
    heads(page, {"A6:B6": f"{fiscal}收入", f"C6:{LAST[number]}6": f"{fiscal}支出"})
    row_of_heads(page, 7, ["项目", "预算数", "项目", *(FUNDS.values() if number == 4 else ["预算数"])])
    for letter, name, kept in (("A", "in", columns[:1]), ("C", "out", columns)):
        rows = [row for row in found.tables[number] if row["side"] == name]
        side(page, 8, rows[:-1], kept, letter)
        side(page, TOTALS_ROW, rows[-1:], kept, letter)


def _three_public(page: Page, found: Document, number: int) -> None:
    heads(page, {"A4:F4": "“三公”经费预算数", "G4:G6": "机关运行经费预算数"})
    heads(page, {"A5:A6": "合计", "B5:B6": "因公出国(境)费", "C5:C6": "公务接待费", "D5:F5": "公务用车购置及运行费"})
    row_of_heads(page, 6, ["小计", "购置费", "运行费"], "D")
    page.row(7, [cell(row["amount"]) for row in found.tables[number]])


_TABLES = {1: _summary, 4: _summary, 9: _three_public} | dict.fromkeys((2, 3, 5, 6, 7, 8), _coded)
