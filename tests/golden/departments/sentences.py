"""The text sheets of golden workbooks: a few sentences of our own that hold the totals of the tables in 万元.

The sentences of the published documents are not here; their figures are in `text.csv`.
"""

from decimal import ROUND_HALF_UP, Decimal

from samples.page import Book
from tests.golden.departments.facts import BUDGETS, Document, amount
from tests.golden.departments.forms import named

EXPLAINED = {"budget": "部门编制说明", "final": "决算情况说明"}
OTHERS = "其他相关情况说明"
#: The cell of a text sheet that holds its sentences.
CELL = "A3"


def wan(found: Document, table: int, text: str) -> str:
    """An amount of a table in 万元 with two decimals, as texts print it."""
    value = amount(text) / (10_000 if found.units[table] == "元" else 1)
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}万元"


def budget_texts(book: Book, found: Document) -> None:
    """Cover, units covered, explanation of the budget, 三公 and running costs."""
    name = named(found)
    _cover(book, f"示例市{found.year}年部门预算", f"预算主管部门：{name}")
    _text(book, "部门机构设置", f"{name}机构设置", f"{name}部门预算包括{name}本部及所属预算单位的收支计划。")
    _text(book, EXPLAINED["budget"], f"{found.year}年部门预算编制说明", explanation(found))
    _text(book, OTHERS, f"{found.year}年{OTHERS}", _three_public(found))


def final_texts(book: Book, found: Document) -> None:
    """Cover, units covered, explanation of the final accounts."""
    name = named(found)
    _cover(book, f"{name}", f"{found.year}年度部门决算")
    _text(book, "部门概况", "部门决算单位构成", f"{name}部门决算包括：{name}本级决算、下属行政事业单位决算。")
    _text(book, EXPLAINED["final"], f"{found.year}年度部门决算情况说明", explanation(found))


def explanation(found: Document) -> str:
    """The sentences that hold the totals of the document."""
    return _budget(found) if found.name in BUDGETS else _final(found)


def _budget(found: Document) -> str:
    year = found.year
    income, spending = (found.labelled(1, one, f"{word}总计") for one, word in (("in", "收入"), ("out", "支出")))
    granted = found.labelled(4, "in", "收入总计")["total"]
    whole, general = found.total(3), found.total(5)
    return (
        f"{year}年，{named(found)}收入预算{wan(found, 1, income['amount'])}，"
        f"其中：财政拨款收入{wan(found, 4, granted)}。\n"
        f"支出预算{wan(found, 1, spending['amount'])}，其中：财政拨款支出{wan(found, 4, granted)}，"
        f"{_change(found)}。一般公共预算拨款支出{wan(found, 5, general['total'])}，"
        f"政府性基金拨款支出0.00万元，国有资本经营预算拨款支出0.00万元。\n"
        f"全部支出中，基本支出{wan(found, 3, whole['basic'])}，项目支出{wan(found, 3, whole['project'])}。\n"
        "财政拨款收入支出变动的主要原因是年度工作任务有调整。"
    )


def _change(found: Document) -> str:
    """What the published text says of the year before, in 万元, with our own reason."""
    by = amount(next(row["amount"] for row in found.texts if row["item"] == "change"))
    return f"比{found.year - 1}年预算{'增加' if by > 0 else '减少'}{abs(by):,}万元，主要原因是年度工作任务有调整"


def _three_public(found: Document) -> str:
    of = {row["item"]: wan(found, 9, row["amount"]) for row in found.tables[9]}
    return (
        f"一、{found.year}年“三公”经费预算数为{of['total']}，主要原因是按实际需要安排。其中：\n"
        f"（一）因公出国（境）费{of['abroad']}。\n"
        f"（二）公务用车购置及运行费{of['vehicle_total']}，其中：公务用车购置费{of['vehicle_buy']}，"
        f"公务用车运行费{of['vehicle_run']}。\n"
        f"（三）公务接待费{of['reception']}。\n"
        f"二、{found.year}年机关运行经费预算为{of['agency_run']}。"
    )


def _final(found: Document) -> str:
    def side(name: str, label: str, table: int = 1, column: str = "amount") -> str:
        return wan(found, table, found.labelled(table, name, label)[column])

    spending = {
        column: wan(found, 3, text) for column, text in found.total(3).items() if column in ("basic", "project")
    }
    paid = {row["name"]: wan(found, 6, row["amount"]) for row in found.tables[6] if not row["code"]}
    public = {stage: wan(found, 7, found.tables[7][0][stage]) for stage in ("budget", "final")}
    return (
        f"一、{named(found)}{found.year}年度收入支出总计{side('in', '总计')}。\n"
        f"二、本年收入合计{side('in', '本年收入合计')}，其中：财政拨款收入{side('in', '一般公共预算财政拨款收入')}，"
        f"其他收入{side('in', '其他收入')}。\n"
        f"三、本年支出合计{side('out', '本年支出合计')}，其中：基本支出{spending['basic']}，项目支出{spending['project']}。\n"
        f"四、{found.year}年度财政拨款收入支出总计{side('in', '总计', 4, 'total')}。\n"
        f"五、一般公共预算财政拨款支出{wan(found, 5, found.total(5)['total'])}。\n"
        f"六、一般公共预算财政拨款基本支出{wan(found, 5, found.total(5)['basic'])}，"
        f"其中：人员经费{paid['人员经费合计']}，公用经费{paid['公用经费合计']}。\n"
        f"七、“三公”经费财政拨款支出年初预算为{public['budget']}，支出决算为{public['final']}。"
    )


def _cover(book: Book, *lines: str) -> None:
    page = book.page("封面")
    for number, line in zip((3, 9, 18), (*lines, "示例市为虚构城市，本文件仅供测试"), strict=True):
        page.put(f"A{number}:M{number}", line, book.title)


def _text(book: Book, sheet: str, title: str, text: str) -> None:
    page = book.page(sheet)
    page.put("A1", title)
    page.put(f"{CELL}:A17", text, book.text)
