"""The text sheets of a department's budget workbook, in our own words.

Figures come from `budget`, the tables are in `budget_tables`.
"""

from samples.budget import FUNDS, Budget, rows
from samples.city import YEAR
from samples.economic import economic
from samples.page import Book, Money

_CONTENTS = (
    "一、部门主要职能",
    "二、部门机构设置",
    "三、名词解释",
    "四、部门预算编制说明",
    "五、部门预算表",
    f"    1. {YEAR}年部门财务收支预算总表",
    f"    2. {YEAR}年部门收入预算总表",
    f"    3. {YEAR}年部门支出预算总表",
    f"    4．{YEAR}年部门财政拨款收支预算总表",
    f"    5．{YEAR}年部门一般公共预算支出功能分类预算表",
    f"    6．{YEAR}年部门政府性基金预算支出功能分类预算表",
    f"    7．{YEAR}年部门国有资本经营预算支出功能分类预算表",
    f"    8．{YEAR}年部门一般公共预算基本支出部门预算经济分类预算表",
    f"    9．{YEAR}年部门“三公”经费和机关运行经费预算表",
    "六、其他相关情况说明",
    "七、项目经费情况说明",
)
_TERMS = (
    "（一）财政拨款收入：本级财政当年拨给部门的资金。\n（二）事业收入：事业单位开展业务活动取得的收入。\n"
    "（三）基本支出：保障机构运转的人员经费和公用经费。\n（四）项目支出：为特定任务在基本支出之外安排的支出。\n"
    "（五）“三公”经费：因公出国（境）费、公务用车购置及运行费、公务接待费。\n（六）机关运行经费：机关的日常公用经费。"
)


def write_opening(book: Book, plan: Budget) -> None:
    """Cover, contents, duties, organisation, terms, explanation: the sheets before the tables."""
    cover = book.page("封面")
    cover.put("A3:M3", f"示例市{YEAR}年部门预算", book.title)
    cover.put("A9:M9", f"预算主管部门：{plan.department.name}", book.title)
    cover.put("A18:M18", "示例市为虚构城市，本文件仅供演示", book.title)
    contents = book.page("目录")
    contents.put("A1", "目  录")
    for number, line in enumerate(_CONTENTS, 4):
        contents.put(f"A{number}", f"{line}  {'…' * 40}")
    name = plan.department.name
    _text(book, "部门主要职能", f"{name}主要职能", f"{name}负责本领域的规划、管理、监督和公共服务。")
    _text(book, "部门机构设置", f"{name}机构设置", f"{name}部门预算包括{name}本部及所属预算单位的收支计划。")
    _text(book, "名词解释", "名词解释", _TERMS)
    _explanation(book, plan)


def write_closing(book: Book, plan: Budget) -> None:
    """Other explanations and projects: the sheets after the tables."""
    amounts = {row.code: row.total for row in economic(plan)}
    three = amounts["30217"] + amounts["30231"]
    other = (
        f"一、“三公”经费预算数为{_wan(three)}万元，其中公务接待费{_wan(amounts['30217'])}万元，"
        f"公务用车运行费{_wan(amounts['30231'])}万元，未安排因公出国（境）费和公务用车购置费。\n"
        f"二、机关运行经费预算为{_wan(amounts['302'])}万元。"
    )
    _text(book, "其他相关情况说明", "其他相关情况说明", other)
    project = sum(line.project for line in plan.of())
    _text(book, "项目经费情况说明", "项目经费情况说明", f"项目支出预算{_wan(project)}万元，按项目分别设定绩效目标。")


def _text(book: Book, sheet: str, title: str, text: str) -> None:
    page = book.page(sheet)
    page.put("A1", title)
    page.put("A3:A17", text, book.text)


def _explanation(book: Book, plan: Budget) -> None:
    page = book.page("部门编制说明")
    page.put("A1", f"{YEAR}年部门预算编制说明")
    granted, total = plan.total(*FUNDS), plan.total()
    income = f"收入预算{_wan(total)}万元，其中财政拨款收入{_wan(granted)}万元"
    page.put("A3", f"    {YEAR}年，{income}；支出预算{_wan(total)}万元。")
    heads = [row for row in rows(plan.of(*FUNDS)) if len(row.code) == 3]
    for number, row in enumerate(heads, 1):
        page.put(f"A{3 + number}", f"    {number}. “{row.name}”科目{_wan(row.total)}万元。")


def _wan(yuan: int) -> str:
    return str(Money("万元", as_text=True).cell(yuan))
