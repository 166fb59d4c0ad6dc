"""The final accounts of the whole city as a yearbook prints them: both sides on one sheet (收支决算总表)."""

from itertools import zip_longest

from samples.government_figures import Statement, statement
from samples.grids import Grid
from samples.page import Cell

# Paid to the districts and received by them: within the city it cancels out.
_WITHIN = "补助下级支出"


_TOTALS = ("上级补助收入", "收入总计", "支出总计")


def yearbook_table(year: int) -> Grid:
    """预算数 and 决算数 of the general budget, in 万元."""
    planned, final = (statement("general", "all", year, stage) for stage in ("budget", "final"))
    columns = [_consolidated(each, side) for side in ("income", "spending") for each in (planned, final)]
    left, right = ([[name, both[0], both[1]] for name, both in _together(*pair)] for pair in (columns[:2], columns[2:]))
    rows: list[list[Cell]] = [[*(a or [None] * 3), *(b or [None] * 3)] for a, b in zip_longest(left, right)]
    heads: list[list[Cell]] = [["收入", None, None, "支出", None, None], ["预算科目", "预算数", "决算数"] * 2]
    title: list[list[Cell]] = [[f"{year}年示例市一般公共预算收支决算总表"], ["单位：万元"]]
    return Grid("收支决算总表", [*title, *heads, *rows], ("A3:C3", "D3:F3"))


def _consolidated(found: Statement, side: str) -> dict[str, int]:
    """Name -> amount, without of-which lines; what the city pays to its districts is left out on both sides."""
    within = next(entry.amount for entry in found.spending if entry.name == _WITHIN)
    entries = found.income if side == "income" else found.spending
    kept = (entry for entry in entries if len(entry.code) in (0, 3) and entry.name != _WITHIN)
    return {entry.name: entry.amount - (within if entry.name in _TOTALS else 0) for entry in kept}


def _together(one: dict[str, int], other: dict[str, int]) -> list[tuple[str, tuple[int, int]]]:
    return [(name, (amount, other[name])) for name, amount in one.items()]
