"""两个日期之间不少于规定的天数。
Between two dates there are at least as many days as the law requires.

Source: the deadline named in `checks.yml`: PRC-001 采购意向 (财库〔2020〕10号), PRC-011 投标截止 (《政府采购法》
第三十五条), PRC-012, PRC-014 公示期 (《招标投标法实施条例》第五十四条), PRC-015. The day of the event is not
counted, and the last day may be a rest day: a waiting period is not prolonged as a time limit is.
"""

from collections.abc import Iterator

from gongkai.contract.dated import DaysApart
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.meant import blamed, called, found_by, given, rows_meant
from quality.rules.record.terms import Term, term


def tests(check: DaysApart, context: TableContext) -> RowRule:
    """One test where `end` is known, another where `or_end` stands for it."""
    either = " OR ".join(given(each) for each in (check.end, check.or_end) if each)
    meant = f"{given(check.start)} AND ({either}) AND {rows_meant(check.where)}"
    wait = term(check, context, meant, context.calendar.after)
    return RowRule(tuple(_tests(check, context, meant, wait)), wait.remarks, wait.reasons)


def _tests(check: DaysApart, context: TableContext, meant: str, wait: Term) -> Iterator[RowTest]:
    yield _test(check, context, check.end, f"{meant} AND {given(check.end)}", wait)
    if check.or_end:
        instead = f"{meant} AND {column(check.end)} IS NULL AND {given(check.or_end)}"
        yield _test(check, context, check.or_end, instead, wait)


def _test(check: DaysApart, context: TableContext, end: str, applies: str, wait: Term) -> RowTest:
    return RowTest(
        blamed(context, end, check.start, check.end),
        applies=f"{applies} AND {wait.due} IS NOT NULL",
        fails=f"{column(end)} < {wait.due}",
        said={
            "start": column(check.start),
            "end": column(end),
            "due": wait.due,
            "days": f"date_diff('day', {column(check.start)}, {column(end)})",
            **found_by(context, check.start, end),
        },
        facts={**wait.facts, **called(context, start=check.start, end=end)},
        joins=(wait.join,),
    )
