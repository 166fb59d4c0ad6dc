"""后一日期在法定期限之内。
A date follows another within the statutory limit.

Source: the deadline (公开时限) named in `checks.yml`, e.g. T-PROC-CON 《政府采购法实施条例》第五十条 (PRC-006).
Rows whose year has no working-day calendar are not judged, and a finding says so.
"""

from gongkai.contract.dated import WithinDays
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.meant import blamed, called, found_by, given, rows_meant
from quality.rules.record.terms import term


def tests(check: WithinDays, context: TableContext) -> RowRule:
    """One test where both dates are known and the last day can be counted."""
    applies = f"{given(check.start, check.end)} AND {rows_meant(check.where)}"
    limit = term(check, context, applies, context.calendar.add)
    start, end = column(check.start), column(check.end)
    test = RowTest(
        blamed(context, check.end, check.start),
        applies=f"{applies} AND {limit.due} IS NOT NULL",
        fails=f"{end} > {limit.due}",
        said={"start": start, "end": end, "due": limit.due, **found_by(context, check.start, check.end)},
        facts={**limit.facts, **called(context, start=check.start, end=check.end)},
        joins=(limit.join,),
    )
    return RowRule((test,), limit.remarks, limit.reasons)
