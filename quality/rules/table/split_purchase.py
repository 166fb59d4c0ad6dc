"""没有把一次采购拆成几次，使每次都低于限额（疑似化整为零）。
No purchase is split into several that are each below the limit and together are not.

Source: PRC-013, 《政府采购法实施条例》第二十八条; the limits are the province's (city.yml, thresholds). It is a hint:
purchases of the same kind close together may have their reason.
"""

from gongkai.contract.chain import SplitPurchase
from quality.context import ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import Failure, Judged, judged_of, nothing
from quality.rules.meant import given, rows_meant
from quality.rules.table.places import Groups, failing_groups, tallied

TABLE = "split_purchases"
NONE = "没有同一采购人多次采购同类的 / no buyer bought the same kind of thing more than once"


def judge(check: SplitPurchase, context: TableContext) -> list[Judged]:
    """Looks at every group of two purchases and more below the threshold: at the days in which they sum up to most."""
    amount = column(check.amount)
    small = f"{amount} > 0 AND {amount} < {context.thresholds[check.threshold]}"
    groups = Groups(TABLE, check.by, f"{given(check.date)} AND {small} AND {rows_meant(check.where)}")
    context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_largest(check, context, groups)}")
    tallies = tallied(context, TABLE)
    found = _failures(check, context, groups) if any(each.failed for each in tallies.values()) else []
    return judged_of(context, check.code, tallies, found, nothing(NONE))


def _largest(check: SplitPurchase, context: TableContext, groups: Groups) -> str:
    """Of every group the days in which the purchases sum up to most (`most`), the last of several, and whether that
    reaches the threshold.
    """
    keys = ", ".join((SUBMISSION, *groups.names))
    window = f"PARTITION BY {keys} ORDER BY day RANGE BETWEEN INTERVAL {check.days} DAYS PRECEDING AND CURRENT ROW"
    daily = f"sum({column(check.amount)}) AS amount, count(*) AS number, min({context.row}) AS first"
    rows = (
        f"SELECT {groups.named}, {column(check.date)} AS day, {daily} FROM {ROWS} WHERE {groups.counted} GROUP BY ALL"
    )
    several = "SELECT *, sum(amount) OVER w AS added, sum(number) OVER w AS times, first_value(day) OVER w AS since"
    most = "max({added: added, until: day, since: since, times: times}) AS most"
    return (
        f"SELECT *, most.added >= {context.thresholds[check.threshold]} AS fails FROM ("
        f"SELECT {keys}, min(first) AS first, {most} FROM ({several} FROM ({rows}) WINDOW w AS ({window})) "
        f"GROUP BY {keys} HAVING sum(number) > 1)"
    )


def _failures(check: SplitPurchase, context: TableContext, groups: Groups) -> list[Failure]:
    said = {each: f"most.{each}" for each in ("added", "times", "since", "until")}
    limit = f"{context.thresholds[check.threshold]:,.0f}"
    inside = f"{column(check.date)} BETWEEN most.since AND most.until"
    return failing_groups(context, groups, check.amount, said, {"limit": limit}, inside)
