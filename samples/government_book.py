"""The tables of the government's budget and final accounts that the finance bureau publishes.

Here belong titles, columns and sheets. The figures belong to `government_figures`, `transfers` and `economic`.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from samples.government_economic import basic_tables
from samples.government_figures import FUNDS, Entry, Statement, statement
from samples.grids import Grid
from samples.page import Cell
from samples.transfers import final_transfers, transfer_tables

_SCOPES = {"all": "全市", "own": "示例市本级"}
_TABLES = (
    *(("general", "all"), ("general", "own"), ("gov_fund", "own"), ("state_capital", "own"), ("social_ins", "all")),
)


def budget_tables(year: int) -> list[Grid]:
    """Revenue and expenditure of the four budgets, basic expenditure, transfers."""
    both = [_budget(fund, scope, side, year) for fund, scope in _TABLES for side in ("收入", "支出")]
    return [*both, *basic_tables(year, final=False), *transfer_tables(year)]


def final_tables(year: int) -> list[Grid]:
    """The same of the final accounts."""
    both = [_final(fund, scope, side, year) for fund, scope in _TABLES for side in ("收入", "支出")]
    return [*both, *basic_tables(year, final=True), *final_transfers(year)]


def _budget(fund: str, scope: str, side: str, year: int) -> Grid:
    columns = [_side(statement(fund, scope, *of), side) for of in ((year - 1, "final"), (year, "budget"))]
    rows: list[list[Cell]] = [
        [now.code or None, now.name, last.amount, now.amount, _percent(now.amount, last.amount)]
        for last, now in _together(columns)
    ]
    heads: list[Cell] = ["科目编码", "科目名称", f"{year - 1}年执行数", f"{year}年预算数", "预算数为上年执行数的%"]
    return _grid(f"{FUNDS[fund]}{side}", scope, f"{year}年{_SCOPES[scope]}{FUNDS[fund]}{side}表", heads, rows)


def _final(fund: str, scope: str, side: str, year: int) -> Grid:
    stages = ((year, "budget"), (year, "adjusted"), (year, "final"), (year - 1, "final"))
    columns = [_side(statement(fund, scope, *of), side) for of in stages]
    rows = [_line_of_accounts(line) for line in _together(columns)]
    heads: list[Cell] = [
        *("科目编码", "科目名称", "预算数", "调整预算数", "决算数", "决算数为预算数的%", "决算数为调整预算数的%"),
        *("上年决算数", "决算数为上年决算数的%"),
    ]
    return _grid(f"{FUNDS[fund]}{side}决算", scope, f"{year}年{_SCOPES[scope]}{FUNDS[fund]}{side}决算表", heads, rows)


def _line_of_accounts(line: Sequence[Entry]) -> list[Cell]:
    planned, adjusted, final, last = (entry.amount for entry in line)
    shares = [_percent(final, planned), _percent(final, adjusted)]
    return [line[0].code or None, line[0].name, planned, adjusted, final, *shares, last, _percent(final, last)]


def _side(found: Statement, side: str) -> tuple[Entry, ...]:
    return found.income if side == "收入" else found.spending


def _together(columns: Sequence[Sequence[Entry]]) -> list[tuple[Entry, ...]]:
    """The lines of several years side by side; all years have the same lines."""
    return list(zip(*columns, strict=True))


def _grid(sheet: str, scope: str, title: str, heads: list[Cell], rows: list[list[Cell]]) -> Grid:
    unit: list[Cell] = [*[None] * (len(heads) - 1), "单位：万元"]
    return Grid(f"{sheet}{_SCOPES[scope][-2:]}", [[title], unit, heads, *rows])


def _percent(part: int, whole: int) -> Cell:
    """Percent with two decimals, blank where there is nothing to compare with."""
    share = (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None
    return None if share is None else float(share)
