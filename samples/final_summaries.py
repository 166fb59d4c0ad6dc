"""The tables of a department's final accounts that list no codes: 1, 4, 7, and the figures behind the seventh.

Here belongs where figures stand. The figures belong to `final_accounts`.
"""

from collections.abc import Sequence
from itertools import zip_longest

from samples.budget import FUNDS, rows
from samples.final_accounts import Accounts
from samples.grids import Grid, opening
from samples.page import Cell, Money

GRANTS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
_NUMERALS = "一二三四五六七八九十"
_OTHER_INCOME = ("四、上级补助收入", "五、事业收入", "六、经营收入", "七、附属单位上缴收入", "八、其他收入")
_ITEMS = ("合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费")
_COUNTS: tuple[tuple[str, str, int], ...] = (
    ("因公出国（境）团组数", "个", 0),
    ("因公出国（境）人次数", "人次", 0),
    ("公务用车购置数", "辆", 0),
    ("公务用车保有量", "辆", 3),
    ("国内公务接待批次", "批次", 14),
    ("其中：外事接待批次", "批次", 1),
    ("国内公务接待人次", "人次", 102),
    ("其中：外事接待人次", "人次", 6),
)


def titled(found: Accounts, title: str, money: Money, width: int) -> list[list[Cell]]:
    """The first two rows of a table of so many columns."""
    return opening(f"{found.spent.year}年度{title}", found.spent.department.name, money, width)


def summary(found: Accounts, money: Money) -> Grid:
    """Table 1: income and expenditure side by side."""
    others: list[list[Cell]] = [[name, None] for name in _OTHER_INCOME]
    income = [*_granted(found, money, "收入"), *others]
    spent: list[list[Cell]] = [[name, money.cell(sum(amounts))] for name, amounts in _spent(found)]
    begun, ended = sum(found.opening.values()), sum(found.closing.values())
    ends: list[list[Cell]] = [
        ["本年收入合计", money.cell(found.revenues), "本年支出合计", money.cell(found.spent.total(*FUNDS))],
        ["年初结转和结余", money.cell(begun), "年末结转和结余", money.cell(ended)],
        ["总计", money.cell(found.revenues + begun), "总计", money.cell(found.revenues + begun)],
    ]
    heads: list[list[Cell]] = [["收入", None, "支出", None], ["项目", "决算数", "项目", "决算数"]]
    name = "收入支出决算总表"
    rows_of_both = [*titled(found, name, money, 4), *heads, *_beside(income, spent), *ends]
    return Grid(name, rows_of_both, ("A3:B3", "C3:D3"))


def appropriation(found: Accounts, money: Money) -> Grid:
    """Table 4: what the treasury granted, and its use by 类 and fund."""
    spent = [[name, *_by_fund(amounts, money)] for name, amounts in _spent(found)]
    begun = sum(found.opening.values())
    spending, closing = [found.spent.total(fund) for fund in FUNDS], [found.closing[fund] for fund in FUNDS]
    both = [a + b for a, b in zip(spending, closing, strict=True)]
    ends: list[list[Cell]] = [
        ["本年收入合计", money.cell(found.revenues), "本年支出合计", *_by_fund(spending, money)],
        ["年初财政拨款结转和结余", money.cell(begun), "年末财政拨款结转和结余", *_by_fund(closing, money)],
        *([name, money.cell(found.opening[fund])] for name, fund in zip(GRANTS, FUNDS, strict=True)),
        ["总计", money.cell(found.revenues + begun), "总计", *_by_fund(both, money)],
    ]
    heads: list[list[Cell]] = [["收入", None, "支出"], ["项目", "决算数", "项目", "合计", *GRANTS]]
    name = "财政拨款收入支出决算总表"
    rows_of_both = [*titled(found, name, money, 7), *heads, *_beside(_granted(found, money), spent), *ends]
    return Grid(name, rows_of_both, ("A3:B3", "C3:G3"))


def _granted(found: Accounts, money: Money, word: str = "") -> list[list[Cell]]:
    return [
        [f"{numeral}、{name}{word}", money.cell(found.revenue(fund))]
        for numeral, name, fund in zip(_NUMERALS, GRANTS, FUNDS, strict=False)
    ]


def _spent(found: Accounts) -> list[tuple[str, list[int]]]:
    """The 类 with what each fund paid for it."""
    heads = [row for row in rows(found.spent.of(*FUNDS), found.spent.year) if len(row.code) == 3]
    of_fund = [{row.code: row.total for row in rows(found.spent.of(fund), found.spent.year)} for fund in FUNDS]
    return [
        (f"{numeral}、{row.name}", [amounts.get(row.code, 0) for amounts in of_fund])
        for numeral, row in zip(_NUMERALS, heads, strict=False)
    ]


def _by_fund(amounts: Sequence[int], money: Money) -> list[Cell]:
    return [money.cell(sum(amounts)), *(money.cell(amount) if amount else None for amount in amounts)]


def _beside(left: list[list[Cell]], right: list[list[Cell]]) -> list[list[Cell]]:
    return [[*(a or [None, None]), *(b or [])] for a, b in zip_longest(left, right)]


def three_public(found: Accounts) -> Grid:
    """Table 7, in 万元: budget and final for each expense."""
    wan = Money("万元")
    planned, spent = ((each.total, 0, each.vehicles, 0, each.vehicles, each.reception) for each in found.three_public)
    vehicles: list[Cell] = ["公务用车购置及运行维护费", None, None, None, None, None]
    first: list[Cell] = ["合计", None, "因公出国（境）费", None, *vehicles, "公务接待费", None]
    second: list[Cell] = [None, None, None, None, *(cell for name in _ITEMS[2:5] for cell in (name, None))]
    third: list[Cell] = ["预算数", "决算数"] * len(_ITEMS)
    figures = [wan.cell(amount) for pair in zip(planned, spent, strict=True) for amount in pair]
    name = "财政拨款“三公”经费支出决算表"
    merged = ("A3:B4", "C3:D4", "E3:J3", "K3:L4", "E4:F4", "G4:H4", "I4:J4")
    return Grid(name, [*titled(found, name, wan, 12), first, second, third, figures], merged)


def counts(found: Accounts) -> Grid:
    """Journeys, vehicles, receptions and guests."""
    title: list[Cell] = [f"{found.spent.year}年度“三公”经费相关统计数表"]
    return Grid("三公经费相关统计数", [title, ["项目", "单位", "数量"], *_COUNTS])
