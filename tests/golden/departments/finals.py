"""The nine tables of final accounts (部门决算) in the layout of the official form, for the published figures.

Here belongs where a figure stands: the total first in tables 2 and 3, every class printed in 1 and 4, two blocks side
by side in 6. Number, department and year stand above each table as the national form has them.
"""

from collections.abc import Collection

from samples.page import Book, Page
from tests.golden.departments.facts import Document, Row
from tests.golden.departments.forms import amounts, cell, code_cells, heads, named, row_of_heads, side

TITLES = {
    1: "收入支出决算总表",
    2: "收入决算表",
    3: "支出决算表",
    4: "财政拨款收入支出决算总表",
    5: "一般公共预算财政拨款支出决算表",
    6: "一般公共预算财政拨款基本支出决算表",
    7: "财政拨款“三公”经费支出决算表",
    8: "政府性基金预算财政拨款收入支出决算表",
    9: "国有资本经营预算财政拨款收入支出决算表",
}
LAST = {1: "D", 2: "K", 3: "J", 4: "G", 5: "G", 6: "H", 7: "L", 8: "J", 9: "J"}
EXPENDITURE = {"total": "合计", "basic": "基本支出", "project": "项目支出"}
COLUMNS = {
    2: {
        "total": "本年收入合计",
        "fiscal": "财政拨款收入",
        "superior_subsidy": "上级补助收入",
        "business": "事业收入",
        "operating": "经营收入",
        "affiliated": "附属单位上缴收入",
        "other": "其他收入",
    },
    3: {
        "total": "本年支出合计",
        "basic": "基本支出",
        "project": "项目支出",
        "turn_up_superior": "上缴上级支出",
        "operating": "经营支出",
        "subsidy_affiliated": "对附属单位补助支出",
    },
    5: EXPENDITURE,
}
FUNDS = {
    "total": "合计",
    "general": "一般公共预算财政拨款",
    "gov_fund": "政府性基金预算财政拨款",
    "state_capital": "国有资本经营预算财政拨款",
}
#: The rows of a fund's table that the form keeps when there is nothing to print.
EMPTY_ROWS = 8


def write_final(book: Book, found: Document, without: Collection[int] = ()) -> None:
    """Write the nine tables in their order, each on its sheet, but for those left out."""
    for number in sorted(set(found.tables) - set(without)):
        page = book.page(TITLES[number])
        _opening(page, found, number)
        _TABLES[number](page, found, number)


def _opening(page: Page, found: Document, number: int) -> None:
    last = LAST[number]
    page.put(f"A1:{last}1", TITLES[number], page.book.title)
    page.put(f"{last}2", f"公开{number:02}表")
    page.put("A3", f"部门：{named(found)}")
    page.put("C3", f"{found.year}年度")
    page.put(f"{last}3", f"单位：{found.units[number]}")


def _code_heads(page: Page) -> None:
    heads(page, {"A4:D4": "项目", "A5:C5": "支出功能分类", "D5:D6": "科目名称", "A6:C6": "科目编码"})
    row_of_heads(page, 7, ["类", "款", "项"])


def _coded(page: Page, found: Document, number: int) -> None:
    """Tables 2 and 3 print 合计 beside 类, 款, 项; table 5 prints it as the last row."""
    columns = COLUMNS[number]
    _code_heads(page)
    below = 7 if number == 5 else 6
    letters = [chr(ord("E") + at) for at in range(len(columns))]
    heads(page, {f"{a}4:{a}{below}": text for a, text in zip(letters, columns.values(), strict=True)})
    rows = found.rows(number)
    for at, row in enumerate(rows, 8):
        page.row(at, [*code_cells(row["code"], 3), row["name"], *amounts(row, columns)])
    total = amounts(found.total(number), columns)
    if number == 5:
        last = 8 + len(rows)
        page.put(f"A{last}:D{last}", "合计", page.book.head)
        page.row(last, total, "E")
        return
    page.row(7, ["合计", *total], "D")


def _sides(page: Page, found: Document, number: int) -> None:
    """Tables 1 and 4: what follows the last class stands below it on both sides."""
    columns = list(FUNDS) if number == 4 else ["amount"]
    heads(page, {"A4:B4": "收入", f"C4:{LAST[number]}4": "支出"})
    row_of_heads(page, 5, ["项目", "决算数", "项目", *(FUNDS.values() if number == 4 else ["决算数"])])
    incoming, classes, income = _split(found, number, "in", "本年收入合计")
    outgoing, lines, spending = _split(found, number, "out", "本年支出合计")
    side(page, 6, incoming, columns[:1], "A")
    side(page, 6, outgoing, columns, "C")
    first = 6 + max(classes, lines)
    side(page, first, income[:-1], columns[:1], "A")
    side(page, first, spending[:-1], columns, "C")
    last = first + max(len(income), len(spending)) - 1
    side(page, last, income[-1:], columns[:1], "A")
    side(page, last, spending[-1:], columns, "C")


def _split(found: Document, number: int, name: str, label: str) -> tuple[list[Row], int, list[Row]]:
    rows = [row for row in found.tables[number] if row["side"] == name]
    at = next(n for n, row in enumerate(rows) if row["label"] == label)
    return rows[:at], at, rows[at:]


def _economic(page: Page, found: Document, number: int) -> None:
    """Two blocks: 301 and 303 with 人员经费合计 on the left, the others with 公用经费合计 on the right."""
    rows = found.tables[number]
    middle = next(n for n, row in enumerate(rows) if row["name"] == "人员经费合计")
    blocks = (("A", rows[:middle], rows[middle]), ("E", rows[middle + 1 : -1], rows[-1]))
    last = 7 + max(len(block) for _, block, _ in blocks)
    for first, block, total in blocks:
        a, b, c, d = (chr(ord(first) + at) for at in range(4))
        heads(
            page, {f"{a}4:{b}4": "经济分类", f"{a}5:{b}5": "科目编码", f"{c}4:{c}6": "科目名称", f"{d}4:{d}6": "决算数"}
        )
        row_of_heads(page, 6, ["类", "款"], a)
        for at, row in enumerate(block, 7):
            page.row(at, [*code_cells(row["code"], 2), row["name"], cell(row["amount"])], a)
        page.put(f"{a}{last}:{c}{last}", total["name"], page.book.head)
        page.row(last, [cell(total["amount"])], d)


def _three_public(page: Page, found: Document, number: int) -> None:
    heads(page, {"A4:L4": "财政拨款“三公”经费", "A5:B6": "合计", "C5:D6": "因公出国（境）费"})
    heads(page, {"E5:J5": "公务用车购置及运行维护费", "K5:L6": "公务接待费"})
    heads(page, {"E6:F6": "小计", "G6:H6": "公务用车购置费", "I6:J6": "公务用车运行维护费"})
    row_of_heads(page, 7, ["预算数", "决算数"] * 6)
    page.row(8, [cell(row[stage]) for row in found.tables[number] for stage in ("budget", "final")])


def _fund(page: Page, found: Document, number: int) -> None:
    """Tables 8 and 9, empty in every published document at hand: the form, and why it is empty."""
    _code_heads(page)
    heads(page, {"E4:E7": "年初结转和结余", "F4:F7": "本年收入", "G4:I4": "本年支出", "J4:J7": "年末结转和结余"})
    heads(page, {"G5:G7": "小计", "H5:H7": "基本支出", "I5:I7": "项目支出"})
    last = 8 + EMPTY_ROWS
    page.put(f"A{last}:D{last}", "合计", page.book.head)
    name = TITLES[number].removesuffix("收入支出决算表")
    page.put(f"A{last + 1}", f"注：本部门{found.year}年度无{name}收入和支出，故本表无数据。")


_TABLES = {1: _sides, 4: _sides, 6: _economic, 7: _three_public} | dict.fromkeys((2, 3, 5), _coded)
_TABLES |= dict.fromkeys((8, 9), _fund)
