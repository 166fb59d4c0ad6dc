"""Transfers to the two fictional districts: by kind, and the earmarked ones by project. Amounts in 万元."""

from samples.city import YEAR
from samples.grids import Grid
from samples.page import Cell

DISTRICTS = (("999901", "示例市东城区"), ("999902", "示例市西城区"))
# Kind, project, what each district gets in the sample's year.
_GENERAL = (
    ("税收返还", None, (1_200, 900)),
    ("一般性转移支付", "均衡性转移支付", (3_800, 4_300)),
    ("共同财政事权转移支付", "城乡义务教育补助经费", (1_400, 1_600)),
)
_FUND = (("专项转移支付", "城市基础设施配套工程", (700, 600)),)
# Code and name of an earmarked project, amounts, number of the document.
_EARMARKED = (
    ("ZX01", "老旧小区改造补助", (1_000, 900), 88),
    ("ZX02", "农村公路养护补助", (900, 700), 91),
)
_HEADS = ("转移支付种类", "区划代码", "地区", "项目名称")


def transfer_tables(year: int) -> list[Grid]:
    """One sheet with the tables of the general budget and of the funds under each other, one with the projects."""
    columns = {"上年执行数": year - 1, "预算数": year}
    general = _by_kind(f"{year}年示例市对下一般公共预算税收返还和转移支付预算表", _GENERAL, columns)
    fund = _by_kind(f"{year}年示例市对下政府性基金转移支付预算表", _FUND, columns)
    return [Grid("转移支付", [*general, [None], *fund]), _projects(year)]


def final_transfers(year: int) -> list[Grid]:
    """The two tables of the final accounts, each on a sheet; what was budgeted was paid."""
    columns = {"预算数": year, "决算数": year}
    general = _by_kind(f"{year}年示例市对下一般公共预算税收返还和转移支付决算表", _GENERAL, columns)
    fund = _by_kind(f"{year}年示例市对下政府性基金转移支付决算表", _FUND, columns)
    return [Grid("转移支付决算", general), Grid("基金转移支付决算", fund)]


def _by_kind(
    title: str, kinds: tuple[tuple[str, str | None, tuple[int, int]], ...], columns: dict[str, int]
) -> list[list[Cell]]:
    rows: list[list[Cell]] = [
        [kind, code, name, project, *(_amount(amount, year) for year in columns.values())]
        for kind, project, amounts in kinds
        for (code, name), amount in zip(DISTRICTS, amounts, strict=True)
    ]
    heads: list[Cell] = [*_HEADS, *columns]
    return [[title], [*[None] * 5, "单位：万元"], heads, *rows, ["合计", None, None, None, *_sums(rows)]]


def _projects(year: int) -> Grid:
    rows: list[list[Cell]] = [
        [
            code,
            name,
            number,
            project,
            f"示财预〔{year - 1}〕{document}号",
            *(_amount(amount, each) for each in (year - 1, year)),
        ]
        for number, project, amounts, document in _EARMARKED
        for (code, name), amount in zip(DISTRICTS, amounts, strict=True)
    ]
    title: list[Cell] = [f"{year}年示例市对下一般公共预算专项转移支付分地区分项目预算表"]
    heads: list[Cell] = ["区划代码", "地区", "项目编码", "项目名称", "下达文号", "上年执行数", "预算数"]
    last: list[Cell] = [None, "合计", None, None, None, *_sums(rows)]
    return Grid("专项转移支付", [title, [*[None] * 6, "单位：万元"], heads, *rows, last])


def _amount(amount: int, year: int) -> int:
    """Three percent less for each year before the sample's."""
    return amount * (100 - 3 * (YEAR - year)) // 100


def _sums(rows: list[list[Cell]]) -> list[Cell]:
    columns = zip(*(row[-2:] for row in rows), strict=True)
    return [sum(cell for cell in column if isinstance(cell, int)) for column in columns]
