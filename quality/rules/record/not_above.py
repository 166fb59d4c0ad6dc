"""一个金额不超过同一行的限额。
An amount does not exceed the limit on the same row.

Source: LIM-015 累计完成投资 ≤ 总投资 (《政府投资条例》第二十三条).
"""

from gongkai.contract.checks import NotAbove
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest


def tests(check: NotAbove, context: TableContext) -> RowRule:
    """One test where both amounts are printed."""
    amount, limit = column(check.column), column(check.limit)
    field = context.contract.table.by_name[check.limit]
    test = RowTest(
        check.column,
        applies=f"{amount} IS NOT NULL AND {limit} IS NOT NULL",
        fails=f"{amount} > {limit}",
        said={"amount": amount, "limit": limit, "difference": f"{amount} - {limit}"},
        facts={"limit_zh": field.title, "limit_en": field.title_en},
    )
    return RowRule((test,))
