"""The bonds of the city's government outstanding at the end of a year, and the plan by which two of them are repaid."""

from decimal import Decimal

from samples.debt import debt
from samples.grids import Grid, opening
from samples.identifiers import project_code
from samples.page import Cell, Money

_KINDS = {"general": ("一般债券", "1", "一般公共预算收入"), "special": ("专项债券", "2", "政府性基金收入")}
_HEADS = (
    *(
        "债券代码",
        "债券名称",
        "债券品种",
        "发行日期",
        "债券期限",
        "票面利率",
        "发行额",
        "项目代码",
        "资金用途",
        "偿债资金来源",
    ),
    *("到期日期", "年末余额"),
)
_PLAN_HEADS = ("债券代码", "应付日期", "付前本金余额", "票面利率", "计息月数", "应还本金", "应付利息", "资金来源")
_RATES = {"general": Decimal("1.85"), "special": Decimal("2.10")}
_YEARS = {"general": 5, "special": 7}
# The year of the one earlier bond that is still there, and how much longer it runs.
_OLD, _LONGER = 2021, 10


def bond_tables(year: int) -> list[Grid]:
    """Two lists of bonds, by kind, and the plan of repayment of what was borrowed in the year for new works."""
    return [*(_list(kind, year) for kind in _KINDS), _plan(year)]


def _code(kind: str, year: int, number: int) -> str:
    return f"{year % 100}99{_KINDS[kind][1]}{number:02d}"


def _list(kind: str, year: int) -> Grid:
    now, before = debt(kind, year), debt(kind, year - 1)
    issued = (("新增债券", now.added, "城市道路和学校"), ("再融资债券", now.refinanced, "偿还到期债券"))
    rows = [
        _bond(kind, year, number, (variety, amount, amount), use)
        for number, (variety, amount, use) in enumerate(issued, 1)
    ]
    # What is left of the bonds of earlier years.
    rows.append(_bond(kind, _OLD, 1, ("新增债券", before.balance, before.balance - now.repaid), "市政设施"))
    name = _KINDS[kind][0]
    sums: list[Cell] = [sum(cell for row in rows if isinstance(cell := row[at], int)) for at in (6, 11)]
    last: list[Cell] = ["合计", *[None] * 5, sums[0], *[None] * 4, sums[1]]
    title = f"{year}年政府{name}存续期情况表"
    return Grid(f"{name}存续期", [*opening(title, "示例市财政局", Money("万元"), 12), list(_HEADS), *rows, last])


def _bond(kind: str, year: int, number: int, owed: tuple[str, int, int], use: str) -> list[Cell]:
    name, _, source = _KINDS[kind]
    variety, amount, balance = owed
    term = _YEARS[kind] + (_LONGER if year == _OLD else 0)
    title = f"{year}年示例市政府{name}（{number}期）"
    issue: list[Cell] = [f"{year}-06-1{number}", term, float(_RATES[kind]), amount]
    project = (
        project_code("2411", "04", "01", 218) if (kind, variety) == ("special", "新增债券") and year != _OLD else None
    )
    paid = [project, use, source]
    return [_code(kind, year, number), title, variety, *issue, *paid, f"{year + term}-06-1{number}", balance]


def _plan(year: int) -> Grid:
    rows = [row for kind in _KINDS for row in _payments(kind, year)]
    sums: list[Cell] = [_sum(rows, 5), _sum(rows, 6)]
    last: list[Cell] = ["合计", *[None] * 4, *sums, None]
    title = f"{year}年政府债券还本付息计划表"
    return Grid("还本付息计划", [*opening(title, "示例市财政局", Money("万元"), 8), list(_PLAN_HEADS), *rows, last])


def _payments(kind: str, year: int) -> list[list[Cell]]:
    """Interest every year, the principal with the last."""
    amount, rate = debt(kind, year).added, _RATES[kind]
    interest, code = float(amount * rate / 100), _code(kind, year, 1)
    return [
        [
            *(code, f"{year + passed}-06-11", amount, float(rate), 12),
            *(amount if passed == _YEARS[kind] else 0, interest, _KINDS[kind][2]),
        ]
        for passed in range(1, _YEARS[kind] + 1)
    ]


def _sum(rows: list[list[Cell]], column: int) -> float:
    return float(sum(Decimal(str(row[column])) for row in rows))
