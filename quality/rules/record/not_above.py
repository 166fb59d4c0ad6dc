"""一个金额不超过同一行的限额。
An amount does not exceed the limit on the same row.

Source: LIM-015 累计完成投资 ≤ 总投资 (《政府投资条例》第二十三条), LIM-017, LIM-018, PRC-003, PRC-004. The limit may
stand at the other end of a link. What rounding to the last printed digit adds is no excess.
"""

from decimal import Decimal

from gongkai.contract.checks import NotAbove
from quality.context import HALF_DIGIT, TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.meant import called, found_by, given, rows_meant


def tests(check: NotAbove, context: TableContext) -> RowRule:
    """One test where amount and limit are known; a blank takes nothing off the limit."""
    amount, limit = column(check.column), _limit(check)
    # Rounding keeps the order of two amounts, but not what a sum of rounded ones is.
    digits = len(check.less) + 2 if check.less else 1
    test = RowTest(
        check.column,
        applies=f"{given(check.column, check.limit)} AND {rows_meant(check.where)}",
        fails=f"{amount} - {limit} > {digits} * {HALF_DIGIT}",
        said={
            "amount": amount,
            "limit": f"({limit})::DECIMAL(24,2)",
            "difference": f"({amount} - {limit})::DECIMAL(24,2)",
            **found_by(context, check.limit, *check.less),
        },
        facts=_titles(check, context),
    )
    return RowRule((test,))


def _limit(check: NotAbove) -> str:
    less = "".join(f" - coalesce({column(each)}, 0)" for each in check.less)
    return f"({column(check.limit)}{less}) * {1 + Decimal(str(check.slack_pct)) / 100:f}"


def _titles(check: NotAbove, context: TableContext) -> dict[str, object]:
    """What the limit is called: “总投资 − 截至上年底累计完成投资”, “初步设计概算 × 110%”."""
    less = [context.contract.titled(each) for each in check.less]
    slack = f" × {100 + check.slack_pct:g}%" if check.slack_pct else ""
    titles = called(context, limit=check.limit)
    zh = "".join(f" − {each.zh}" for each in less) + slack
    en = "".join(f" − {each.en}" for each in less) + slack
    return {"limit_zh": f"{titles['limit_zh']}{zh}", "limit_en": f"{titles['limit_en']}{en}"}
