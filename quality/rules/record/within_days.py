"""后一日期在法定期限之内。
A date follows another within the statutory limit.

Source: the deadline (公开时限) named in `checks.yml`, e.g. T-PROC-CON 《政府采购法实施条例》第五十条 (PRC-006).
Rows whose year has no working-day calendar are not judged, and a finding says so.
"""

from datetime import date

from gongkai.calendar import Limit, UncoveredYear
from gongkai.contract.checks import WithinDays
from gongkai.registers import Deadline
from quality.context import OF, ROWS, TableContext, column
from quality.rules.forms import Remark, RowRule, RowTest
from quality.rules.lookups import distinct, fill, join, lookup_name


def tests(check: WithinDays, context: TableContext) -> RowRule:
    """The due day of each distinct start is counted once."""
    deadline = context.registers.deadlines[check.deadline]
    limit = Limit(deadline.days, "wd" if deadline.kind == "wd" else "d")
    due, uncovered = _due_days(context, check.start, limit)
    unknown = _of_years(context, check.start, uncovered)
    table = lookup_name(check, check.start)
    fill(context, table, {"start": "DATE", "due": "DATE"}, due)
    end = column(check.end)
    test = RowTest(
        check.end,
        applies=f"{end} IS NOT NULL AND {table}.due IS NOT NULL",
        fails=f"{end} > {table}.due",
        said={"start": column(check.start), "end": end, "due": f"{table}.due"},
        facts=_said(deadline),
        joins=(join(table, start=check.start),),
    )
    remarks = {
        number: tuple(Remark("CAL-YEAR", 1, {"check": check.code, "year": year}) for year in years)
        for number, years in unknown.items()
    }
    said = {number: "、".join(map(str, years)) for number, years in unknown.items()}
    reasons = {number: f"没有工作日历：{years} / no working-day calendar: {years}" for number, years in said.items()}
    return RowRule((test,), remarks, reasons)


def _of_years(context: TableContext, start: str, years: list[int]) -> dict[int, list[int]]:
    """By submission: the years without a calendar in which something starts."""
    if not years:
        return {}
    found: dict[int, list[int]] = {}
    query = f"SELECT DISTINCT {OF}, year({column(start)}) FROM {ROWS} WHERE year({column(start)}) IN ? ORDER BY ALL"
    for number, year in context.connection.execute(query, [years]).fetchall():
        found.setdefault(number, []).append(year)
    return found


def _due_days(context: TableContext, start: str, limit: Limit) -> tuple[list[tuple[date, date]], list[int]]:
    due, uncovered = [], set()
    for (day,) in distinct(context, [start]):
        if isinstance(day, date):
            try:
                due.append((day, context.calendar.add(day, limit)))
            except UncoveredYear as unknown:
                uncovered.add(unknown.year)
    return due, sorted(uncovered)


def _said(deadline: Deadline) -> dict[str, object]:
    unit_zh, unit_en = ("个工作日", "working days") if deadline.kind == "wd" else ("日", "days")
    return {
        "limit_zh": f"{deadline.days} {unit_zh}",
        "limit_en": f"{deadline.days} {unit_en}",
        "obligation_zh": deadline.obligation_zh,
        "obligation_en": deadline.obligation_en,
        "basis": deadline.basis,
    }
