"""The text sheets of a department's final accounts, in our own words; the figures belong to `final_accounts`."""

from samples.budget import FUNDS
from samples.economic import economic
from samples.final_accounts import Accounts
from samples.grids import Grid
from samples.page import Cell, Money


def texts(found: Accounts, before: Accounts) -> list[Grid]:
    """The cover, who is covered, and the explanations; `before` are the accounts of the year before."""
    year, name = found.spent.year, found.spent.department.name
    cover: list[list[Cell]] = [[f"{name}{year}年度部门决算"], ["示例市为虚构城市，本文件仅供演示"]]
    covered: list[list[Cell]] = [
        [f"{name}概况"],
        [f"从预算单位构成看，{name}部门决算包括：{name}本级决算及所属单位决算。"],
    ]
    lines = (*_totals(found, before), *_grants(found), _three_public(found))
    return [Grid("封面", cover), Grid("部门概况", covered), Grid("决算情况说明", [[line] for line in lines])]


def _totals(found: Accounts, before: Accounts) -> tuple[str, ...]:
    year, name = found.spent.year, found.spent.department.name
    total, last = (each.revenues + sum(each.opening.values()) for each in (found, before))
    basic, project = (sum(getattr(line, part) for line in found.spent.of(*FUNDS)) for part in ("basic", "project"))
    return (
        f"{year}年度部门决算情况说明",
        f"{name}{year}年度收入支出总计{_wan(total)}万元。{year - 1}年度决算数为{_wan(last)}万元，"
        f"与{year - 1}年度相比，收入支出总计{_change(total - last)}。主要原因：人员经费和项目安排变动。",
        f"本年收入合计{_wan(found.revenues)}万元，其中：财政拨款收入{_wan(found.revenues)}万元。",
        f"本年支出合计{_wan(basic + project)}万元，其中：基本支出{_wan(basic)}万元；项目支出{_wan(project)}万元。",
        f"编报绩效目标的{year}年度项目5个，涉及预算金额{_wan(project * 7 // 10)}万元。",
    )


def _grants(found: Accounts) -> tuple[str, ...]:
    amounts = {row.code: row.total for row in economic(found.spent)}
    staff = amounts["301"] + amounts["303"]
    goods, services = (amounts["302"] * share // 10_000 * 100 for share in (20, 35))
    return (
        f"一般公共预算财政拨款支出{_wan(found.spent.total('general'))}万元。",
        f"一般公共预算财政拨款基本支出{_wan(staff + amounts['302'])}万元。其中：人员经费{_wan(staff)}万元；"
        f"公用经费{_wan(amounts['302'])}万元。",
        f"政府采购金额{_wan(goods + services)}万元，其中：货物采购金额{_wan(goods)}万元、工程采购金额0万元、"
        f"服务采购金额{_wan(services)}万元。面向中小企业预留的政府采购项目预算金额{_wan(services)}万元。",
    )


def _three_public(found: Accounts) -> str:
    planned, spent = found.three_public
    return (
        f"“三公”经费财政拨款支出年初预算为{_wan(planned.total)}万元，支出决算为{_wan(spent.total)}万元，"
        f"其中：公务用车购置及运行维护费支出决算为{_wan(spent.vehicles)}万元；"
        f"公务接待费支出决算为{_wan(spent.reception)}万元。"
    )


def _change(amount: int) -> str:
    return f"{'增加' if amount > 0 else '减少'}{_wan(abs(amount))}万元"


def _wan(yuan: int) -> str:
    return str(Money("万元", as_text=True).cell(yuan))
