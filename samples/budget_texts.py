"""The text sheets of a department's budget workbook, in our own words.

Figures come from `budget`, the tables are in `budget_tables`.
"""

from samples.budget import FUNDS, Budget, rows
from samples.economic import economic, printed_three_public
from samples.page import Book, Money

OTHER = "其他相关情况说明"
_CONTENTS = (
    "一、部门主要职能",
    "二、部门机构设置",
    "三、名词解释",
    "四、部门预算编制说明",
    "五、部门预算表",
    "    1. {year}年部门财务收支预算总表",
    "    2. {year}年部门收入预算总表",
    "    3. {year}年部门支出预算总表",
    "    4．{year}年部门财政拨款收支预算总表",
    "    5．{year}年部门一般公共预算支出功能分类预算表",
    "    6．{year}年部门政府性基金预算支出功能分类预算表",
    "    7．{year}年部门国有资本经营预算支出功能分类预算表",
    "    8．{year}年部门一般公共预算基本支出部门预算经济分类预算表",
    "    9．{year}年部门“三公”经费和机关运行经费预算表",
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
    cover.put("A3:M3", f"示例市{plan.year}年部门预算", book.title)
    cover.put("A9:M9", f"预算主管部门：{plan.department.name}", book.title)
    cover.put("A18:M18", "示例市为虚构城市，本文件仅供演示", book.title)
    contents = book.page("目录")
    contents.put("A1", "目  录")
    for number, line in enumerate(_CONTENTS, 4):
        contents.put(f"A{number}", f"{line.format(year=plan.year)}  {'…' * 40}")
    name = plan.department.name
    _text(book, "部门主要职能", f"{name}主要职能", f"{name}负责本领域的规划、管理、监督和公共服务。")
    _text(book, "部门机构设置", f"{name}机构设置", f"{name}部门预算包括{name}本部及所属预算单位的收支计划。")
    _text(book, "名词解释", "名词解释", _TERMS)
    _explanation(book, plan)


def write_closing(book: Book, plan: Budget, before: Budget) -> None:
    """Other explanations and projects: the sheets after the tables; `before` is the budget of the year before."""
    _text(book, OTHER, OTHER, other_text(plan, before))
    project = sum(line.project for line in plan.of())
    targets = f"编报绩效目标的{plan.year}年项目{len(plan.of()) // 2}个，涉及项目预算资金{_wan(project * 8 // 10)}万元。"
    text = f"项目支出预算{_wan(project)}万元，按项目分别设定绩效目标。{targets}"
    _text(book, "项目经费情况说明", "项目经费情况说明", text)


def other_text(plan: Budget, before: Budget) -> str:
    """The three public expenses and how they changed, running costs, procurement."""
    return f"一、{_three_public(plan, before)}\n二、{_running(plan)}\n三、{_procurement(plan)}"


def _three_public(plan: Budget, before: Budget) -> str:
    now, last = printed_three_public(plan), printed_three_public(before)
    change = (
        f"{before.year}年预算数为{_wan(last.total)}万元，比{before.year}年预算减少{_wan(last.total - now.total)}万元"
    )
    return (
        f"“三公”经费预算数为{_wan(now.total)}万元，{change}，主要原因是压减公务接待和车辆运行支出。"
        f"其中公务接待费{_wan(now.reception)}万元，公务用车运行费{_wan(now.vehicles)}万元，"
        "未安排因公出国（境）费和公务用车购置费。"
    )


def _running(plan: Budget) -> str:
    amounts = {row.code: row.total for row in economic(plan)}
    return f"机关运行经费预算为{_wan(amounts['302'])}万元。"


def _procurement(plan: Budget) -> str:
    """Goods and services are shares of the projects, in hundreds of 元 so that the printed parts add up exactly."""
    project = sum(line.project for line in plan.of())
    goods, services = (project * share // 10_000 * 100 for share in (4, 7))
    return (
        f"政府采购预算{_wan(goods + services)}万元，其中：政府采购货物预算{_wan(goods)}万元，政府采购工程预算0万元，"
        f"政府采购服务预算{_wan(services)}万元。面向中小企业预留的政府采购项目预算{_wan(services)}万元。"
    )


def _text(book: Book, sheet: str, title: str, text: str) -> None:
    page = book.page(sheet)
    page.put("A1", title)
    page.put("A3:A17", text, book.text)


def _explanation(book: Book, plan: Budget) -> None:
    page = book.page("部门编制说明")
    page.put("A1", f"{plan.year}年部门预算编制说明")
    granted, total = plan.total(*FUNDS), plan.total()
    income = f"收入预算{_wan(total)}万元，其中财政拨款收入{_wan(granted)}万元"
    page.put("A3", f"    {plan.year}年，{income}；支出预算{_wan(total)}万元。")
    heads = [row for row in rows(plan.of(*FUNDS), plan.year) if len(row.code) == 3]
    for number, row in enumerate(heads, 1):
        page.put(f"A{3 + number}", f"    {number}. “{row.name}”科目{_wan(row.total)}万元。")


def _wan(yuan: int) -> str:
    return str(Money("万元", as_text=True).cell(yuan))
