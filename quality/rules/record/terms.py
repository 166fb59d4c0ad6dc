"""The day that a statutory deadline (公开时限) names for each row, counted once for each distinct day it runs from.

Here belongs the counting; whether a date may come no later, or no earlier, is the business of each kind of rule.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.calendar import Limit, UncoveredYear
from gongkai.contract.dated import DaysApart, WithinDays
from gongkai.engine import name
from gongkai.registers import Deadline
from quality.context import OF, ROWS, TableContext, column
from quality.rules.forms import Remark
from quality.rules.lookups import fill, join, lookup_name

Count = Callable[[date, Limit], date]
_COLUMNS = {"start": "DATE", "due": "DATE", "unknown": "INTEGER"}


@dataclass(frozen=True)
class Term:
    """The SQL of the day (`due`, NULL where no calendar knows it) and of the join that it needs; what is to be said of
    submissions whose days are unknown, and why nothing of them may be judged.
    """

    due: str
    join: str
    remarks: Mapping[int, tuple[Remark, ...]]
    reasons: Mapping[int, str]
    facts: Mapping[str, object]


def term(check: WithinDays | DaysApart, context: TableContext, applies: str, count: Count) -> Term:
    """The day for rows of which `applies` (SQL) holds; `count` gives it from the day that the deadline runs from."""
    deadline = context.registers.deadlines[check.deadline]
    limit = Limit(deadline.days, "wd" if deadline.kind == "wd" else "d")
    start, table = column(check.start), lookup_name(check, check.start)
    query = f"SELECT DISTINCT {start} AS day FROM {ROWS} WHERE {applies} ORDER BY day"
    days = [day for (day,) in context.connection.execute(query).fetchall()]
    fill(context, table, _COLUMNS, [(day, *_counted(day, limit, count)) for day in days])
    joined = join(table, start=check.start)
    unknown = _unknown(context, table, f"{ROWS} {joined}", applies)
    remarks = {
        number: tuple(Remark("CAL-YEAR", 1, {"check": check.code, "year": year}) for year in years)
        for number, years in unknown.items()
    }
    said = {number: "、".join(map(str, years)) for number, years in unknown.items()}
    reasons = {number: f"没有工作日历：{years} / no working-day calendar: {years}" for number, years in said.items()}
    return Term(f"{table}.{name('due')}", joined, remarks, reasons, _said(deadline))


def _counted(day: date, limit: Limit, count: Count) -> tuple[date | None, int | None]:
    """The day, or the year that no calendar covers."""
    try:
        return count(day, limit), None
    except UncoveredYear as unknown:
        return None, unknown.year
    except OverflowError:  # a date that stands for “for ever”
        return None, day.year


def _unknown(context: TableContext, table: str, rows: str, applies: str) -> dict[int, list[int]]:
    """By submission: the years without a calendar that its rows would need."""
    found: dict[int, list[int]] = {}
    query = f"SELECT DISTINCT {OF}, {table}.unknown FROM {rows} WHERE {applies} AND {table}.unknown > 0 ORDER BY ALL"
    for number, year in context.connection.execute(query).fetchall():
        found.setdefault(number, []).append(year)
    return found


def _said(deadline: Deadline) -> dict[str, object]:
    unit_zh, unit_en = ("个工作日", "working days") if deadline.kind == "wd" else ("日", "days")
    return {
        "limit_zh": f"{deadline.days} {unit_zh}",
        "limit_en": f"{deadline.days} {unit_en}",
        "obligation_zh": deadline.obligation_zh,
        "obligation_en": deadline.obligation_en,
        "basis": deadline.basis,
    }
