"""同一事项各行金额之和不超过限额。
The amounts of one matter together do not exceed its limit.

Source: PRC-004 补充合同不超过原合同金额的百分之十 (《政府采购法》第四十九条), PRC-005 (《预算法》第十三条), PRC-017
已支付金额不超过合同金额. The rows of one submission are added up; the limit may stand at the other end of a link, and
is the largest that these rows find.
"""

from decimal import Decimal

from gongkai.contract.chain import SumNotAbove
from quality.context import HALF_DIGIT, ROWS, TableContext, column
from quality.rules.forms import Failure, Judged, judged_of, nothing
from quality.rules.meant import called, found_by, given, rows_meant
from quality.rules.table.places import Groups, failing_groups, tallied

TABLE = "summed_groups"
NONE = "没有可比的限额 / there is no limit to compare with"


def judge(check: SumNotAbove, context: TableContext) -> list[Judged]:
    """Compares the sum of each group that has a limit. Rows set aside could only add to it."""
    groups = Groups(TABLE, check.by, f"{given(check.column)} AND {rows_meant(check.where)}")
    context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_sums(check, context, groups)}")
    tallies = tallied(context, TABLE)
    found = _failures(check, context, groups) if any(each.failed for each in tallies.values()) else []
    return judged_of(context, check.code, tallies, found, nothing(NONE))


def _sums(check: SumNotAbove, context: TableContext, groups: Groups) -> str:
    part = Decimal(str(check.of_limit_pct)) / 100
    most = f"(max({column(check.limit)}) * {part:f})::DECIMAL(24,2)"
    return (
        f"SELECT {groups.named}, sum({column(check.column)}) AS added, count(*) AS parts, {most} AS most, "
        f"min({context.row}) AS first, added - most > (parts + 1) * max({HALF_DIGIT}) AS fails "
        f"FROM {ROWS} WHERE {groups.counted} GROUP BY ALL HAVING most IS NOT NULL"
    )


def _failures(check: SumNotAbove, context: TableContext, groups: Groups) -> list[Failure]:
    values = {"sum": "added", "parts": "parts", "limit": "most", "difference": "(added - most)::DECIMAL(24,2)"}
    said = {**values, **found_by(context, check.limit)}
    part = "" if check.of_limit_pct == 100 else f" × {check.of_limit_pct:g}%"
    titles = called(context, limit=check.limit)
    facts = {"limit_zh": f"{titles['limit_zh']}{part}", "limit_en": f"{titles['limit_en']}{part}"}
    return failing_groups(context, groups, check.column, said, facts)
