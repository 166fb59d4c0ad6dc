"""The nine tables of a department's final accounts in their order, and those that list codes: 2, 3, 5, 6, 8 and 9.

Here belongs where figures stand. The other tables are in `final_summaries`, the figures belong to `final_accounts`.
"""

from collections.abc import Callable
from itertools import zip_longest

from samples.budget import FUNDS, Row, rows
from samples.economic import economic
from samples.final_accounts import Accounts
from samples.final_summaries import GRANTS, appropriation, counts, summary, three_public, titled
from samples.grids import Grid
from samples.page import Cell, Money

_SPENDING = ("本年支出合计", "基本支出", "项目支出")
_BALANCES = ("年初结转和结余", "本年收入", *_SPENDING, "年末结转和结余")
Cells = Callable[[Accounts, Row, Money], list[Cell]]


def tables(found: Accounts, money: Money) -> list[Grid]:
    """Tables 1 to 9 and the figures behind the seventh."""
    return [
        summary(found, money),
        _functions(found, money, "收入决算表", ("本年收入合计", "财政拨款收入"), FUNDS, _income),
        _functions(found, money, "支出决算表", _SPENDING, FUNDS, _spending),
        appropriation(found, money),
        _functions(found, money, f"{GRANTS[0]}支出决算表", _SPENDING, ("general",), _spending),
        _economic(found, money),
        three_public(found),
        *(_fund(found, money, fund, grant) for fund, grant in zip(FUNDS[1:], GRANTS[1:], strict=True)),
        counts(found),
    ]


def _functions(
    found: Accounts, money: Money, name: str, columns: tuple[str, ...], funds: tuple[str, ...], cells: Cells
) -> Grid:
    printed = rows(found.spent.of(*funds), found.spent.year)
    heads = [row for row in printed if len(row.code) == 3]
    total = Row("", "合计", sum(row.basic for row in heads), sum(row.project for row in heads))
    head: list[Cell] = ["科目编码", "科目名称", *columns]
    lines: list[list[Cell]] = [[row.code, row.name, *cells(found, row, money)] for row in printed]
    last: list[Cell] = ["合计", None, *cells(found, total, money)]
    return Grid(name, [*titled(found, name, money, len(head)), head, *lines, last])


def _spending(_found: Accounts, row: Row, money: Money) -> list[Cell]:
    return [money.cell(row.total), *(money.cell(part) if part else None for part in (row.basic, row.project))]


def _income(found: Accounts, row: Row, money: Money) -> list[Cell]:
    """Income by function: what was spent there, and the change of balances where the fund has its largest item."""
    change = sum(
        found.revenue(fund) - found.spent.total(fund) for fund in FUNDS if _main(found, fund).startswith(row.code)
    )
    return [money.cell(row.total + change)] * 2


def _main(found: Accounts, fund: str) -> str:
    """The item of a fund with the largest amount, '-' where the fund has none."""
    return max(found.spent.of(fund), key=lambda line: line.total).code if found.spent.of(fund) else "-"


def _economic(found: Accounts, money: Money) -> Grid:
    """Staff costs on the left, running costs on the right."""
    printed = economic(found.spent)
    blocks = [[row for row in printed if row.code.startswith("302") is running] for running in (False, True)]
    left, right = ([[row.code, row.name, money.cell(row.total)] for row in block] for block in blocks)
    staff, running = (sum(row.total for row in block if len(row.code) == 3) for block in blocks)
    beside = [[*(a or [None] * 3), *(b or [None] * 3)] for a, b in zip_longest(left, right)]
    last: list[Cell] = ["人员经费合计", None, money.cell(staff), "公用经费合计", None, money.cell(running)]
    head: list[Cell] = ["经济分类科目编码", "科目名称", "决算数"] * 2
    name = "一般公共预算财政拨款基本支出决算表"
    return Grid(name, [*titled(found, name, money, 6), head, *beside, last])


def _fund(found: Accounts, money: Money, fund: str, grant: str) -> Grid:
    name, printed = f"{grant}收入支出决算表", rows(found.spent.of(fund), found.spent.year)
    opening = titled(found, name, money, 8)
    head: list[Cell] = ["科目编码", "科目名称", *_BALANCES]
    if not printed:
        note: list[Cell] = [f"注：本部门{found.spent.year}年度没有{grant}收入和支出，故本表无数据。"]
        return Grid(name, [*opening, head, note])
    lines: list[list[Cell]] = [[row.code, row.name, *_balance(found, fund, row, money)] for row in printed]
    last: list[Cell] = ["合计", None, *_balance(found, fund, printed[0], money)]
    return Grid(name, [*opening, head, *lines, last])


def _balance(found: Accounts, fund: str, row: Row, money: Money) -> list[Cell]:
    """A department has one item in such a fund, so that every row holds all of it."""
    amounts = (found.opening[fund], found.revenue(fund), row.total, row.basic, row.project, found.closing[fund])
    return [money.cell(amount) if amount else None for amount in amounts]
