"""The debt of the city's government by year: limit, balance, borrowing, and the tables that state them.

Every year begins where the last one ended. Amounts in whole 万元; the bonds themselves belong to `bonds`.
"""

from dataclasses import dataclass
from functools import cache

from samples.grids import Grid, opening
from samples.page import Cell, Money

KINDS = {"general": "一般债务", "special": "专项债务"}
_FIRST_YEAR = 2020
# Limit and balance at the end of the first year, what is added each year, what is repaid each year.
_BEGINNING = {"general": (88_000, 81_500, 3_000, 7_000), "special": (126_000, 118_000, 9_000, 6_000)}
_NAMES = (
    *("一、上年债务限额", "二、新增债务限额", "三、年末债务限额", "四、年初债务余额", "五、举借债务", "其中：新增债券"),
    *("再融资债券", "置换债券", "六、还本额", "七、年末债务余额", "八、付息额", "九、下年应还本金", "十、下年应付利息"),
)


@dataclass(frozen=True)
class Debt:
    """One kind of debt in one year."""

    limit: int
    balance: int
    added: int
    refinanced: int
    repaid: int


@cache
def debt(kind: str, year: int) -> Debt:
    """The debt of the government itself; nine tenths of what is repaid is borrowed anew."""
    limit, balance, added, repaid = _BEGINNING[kind]
    if year <= _FIRST_YEAR:
        return Debt(limit, balance, added, repaid * 9 // 10, repaid)
    last = debt(kind, year - 1)
    repaid += 200 * (year - _FIRST_YEAR)
    refinanced = repaid * 9 // 10
    return Debt(last.limit + added, last.balance + added + refinanced - repaid, added, refinanced, repaid)


def budget_debt(year: int) -> list[Grid]:
    """The tables of a budget: by kind with both years, and all debt by level of government for each."""
    kinds = [_by_stage(kind, year, "", ((year - 1, "上年执行数"), (year, "预算数"))) for kind in KINDS]
    return [*kinds, _by_level(year, year - 1, "执行"), _by_level(year, year, "预算")]


def final_debt(year: int) -> list[Grid]:
    """The tables of the final accounts."""
    kinds = [_by_stage(kind, year, "决算", ((year, "预算数"), (year, "决算数"))) for kind in KINDS]
    return [*kinds, _by_level(year, year, "决算")]


def _by_stage(kind: str, year: int, word: str, columns: tuple[tuple[int, str], tuple[int, str]]) -> Grid:
    figures = [_figures(kind, each) for each, _ in columns]
    rows: list[list[Cell]] = [list(row) for row in zip(_NAMES, *figures, strict=True)]
    title = f"{year}年本级政府{KINDS[kind]}限额和余额{word}情况表"
    head: list[Cell] = ["项目", *(name for _, name in columns)]
    return Grid(KINDS[kind], [*opening(title, "示例市财政局", Money("万元"), 3), head, *rows])


def _by_level(year: int, of: int, word: str) -> Grid:
    """The districts together owe half of what the city's government owes."""
    own = [sum(pair) for pair in zip(*(_figures(kind, of) for kind in KINDS), strict=True)]
    rows: list[list[Cell]] = [
        [name, amount + amount // 2, amount, amount // 2] for name, amount in zip(_NAMES, own, strict=True)
    ]
    title = f"{year}年政府债务限额和余额{word}情况表"
    head: list[Cell] = ["项目", "本地区", "本级", "下级"]
    return Grid(f"债务{word}", [*opening(title, "示例市财政局", Money("万元"), 4), head, *rows])


def _figures(kind: str, year: int) -> list[int]:
    now, last, following = (debt(kind, each) for each in (year, year - 1, year + 1))
    borrowed = now.added + now.refinanced
    limits = [last.limit, now.added, now.limit]
    balances = [last.balance, borrowed, now.added, now.refinanced, 0, now.repaid, now.balance]
    return [*limits, *balances, last.balance * 3 // 100, following.repaid, now.balance * 3 // 100]
