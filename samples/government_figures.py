"""The four budgets of the city's government as figures, for any year: what comes in, what goes out, both sides equal.

Here belongs arithmetic, in whole 万元. What the government spends itself is what its departments have and a little
more, so that the departments' budgets fit into it; a few lines of its own stand in `government_lines.csv`. How tables
look belongs to `government_book`.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samples.budget import DEPARTMENTS, UNKNOWN_CODE, budget
from samples.city import YEAR, function_names

LINES = Path(__file__).parent / "government_lines.csv"
FUNDS = {
    "general": "一般公共预算",
    "gov_fund": "政府性基金",
    "state_capital": "国有资本经营",
    "social_ins": "社会保险基金",
}
# Percent of the budget of the year. What is forecast when the next budget is drawn up is what the accounts say later.
STAGES = {"budget": 100, "adjusted": 101, "final": 99}
_HEADS = {
    "101": "税收收入",
    "102": "社会保险基金收入",
    "103": "非税收入",
    "10301": "政府性基金收入",
    "10306": "国有资本经营收入",
}
_OF_WHICH = "20502"
# What a department books under a code that no list knows; the government's table books it where it belongs.
_OTHER_DISTRICTS = "2120199"


@dataclass(frozen=True)
class Entry:
    """A line of a table: a code ('' for one that has none), its name, 万元."""

    code: str
    name: str
    amount: int


@dataclass(frozen=True)
class Statement:
    """Both sides of one budget in one stage; each ends with 总计, and both are equal."""

    income: tuple[Entry, ...]
    spending: tuple[Entry, ...]


@cache
def statement(fund: str, scope: str, year: int, stage: str) -> Statement:
    """A budget of the government itself (`own`) or of the whole city (`all`, by class) in one stage of a year; the city
    runs the insurance funds for all its districts.
    """
    earned, spent = (_tree(fund, side, year, stage) for side in ("in", "out"))
    more_in, more_out = (_others(fund, side, year, stage) for side in ("in", "out"))
    # What was left over the year before is what its accounts ended with.
    carried = Entry("", "上年结余收入", _amount(_line(fund, "_NEXT"), year - 1, "final"))
    sums = [sum(entry.amount for entry in tree if len(entry.code) == 3) for tree in (earned, spent)]
    whole = sums[1] + sum(entry.amount for entry in more_out)
    granted = whole - sums[0] - carried.amount - sum(entry.amount for entry in more_in)
    income = (*earned, Entry("", "本年收入合计", sums[0]), Entry("", "上级补助收入", granted), carried, *more_in)
    spending = (*spent, Entry("", "本年支出合计", sums[1]), *more_out)
    found = Statement((*income, Entry("", "收入总计", whole)), (*spending, Entry("", "支出总计", whole)))
    return found if scope == "own" or fund == "social_ins" else _of_the_city(found)


def _of_the_city(own: Statement) -> Statement:
    """The whole city: three times the government itself, by class and in lines without a code; one of-which line."""
    return Statement(*(tuple(filter(None, map(_of_all, side))) for side in (own.income, own.spending)))


def _of_all(entry: Entry) -> Entry | None:
    if entry.code == _OF_WHICH:
        return Entry(entry.code, f"其中：{entry.name}", entry.amount * 3)
    return Entry(entry.code, entry.name, entry.amount * 3) if len(entry.code) in (0, 3) else None


def _tree(fund: str, side: str, year: int, stage: str) -> list[Entry]:
    """Every line with the codes above it, each the sum of what stands below."""
    sums: dict[str, int] = {}
    for code, amount in _leaves(fund, side, year).items():
        for each in {code[:3], code[:5], code}:
            sums[each] = sums.get(each, 0) + amount * STAGES[stage] // 100
    names = _names(fund, side, year)
    return [Entry(code, names[code], sums[code]) for code in sorted(sums)]


@cache
def _leaves(fund: str, side: str, year: int) -> dict[str, int]:
    """Code -> 万元 of the budget: the lines of the government's own, and two percent more than its departments have."""
    found = {row["code"]: _level(row["base"], year) for row in _rows(fund, side) if not row["code"].startswith("_")}
    lines = [line for code in DEPARTMENTS if side == "out" for line in budget(code, 1, year).of(fund)]
    for line in lines:
        code = _OTHER_DISTRICTS if line.code in UNKNOWN_CODE else line.code
        found[code] = found.get(code, 0) + line.total * 102 // 1_000_000 + 1
    return found


def _others(fund: str, side: str, year: int, stage: str) -> list[Entry]:
    """The lines that have no code."""
    rows = [row for row in _rows(fund, side) if row["code"].startswith("_")]
    return [Entry("", row["name"], _amount(row, year, stage)) for row in rows]


def _line(fund: str, code: str) -> dict[str, str]:
    return next(row for row in _rows(fund, "out") if row["code"] == code)


def _amount(row: dict[str, str], year: int, stage: str) -> int:
    return _level(row["base"], year) * STAGES[stage] // 100


def _level(base: str, year: int) -> int:
    """The amount of the sample's year, three percent lower for each year before it."""
    return int(base) * (100 - 3 * (YEAR - year)) // 100


def _names(fund: str, side: str, year: int) -> dict[str, str]:
    own = {row["code"]: row["name"] for row in _rows(fund, side) if row["name"]}
    return (_HEADS if side == "in" else function_names(year)) | own


@cache
def _rows(fund: str, side: str) -> tuple[dict[str, str], ...]:
    with LINES.open(encoding="utf-8", newline="") as file:
        return tuple(row for row in csv.DictReader(file) if (row["fund"], row["side"]) == (fund, side))
