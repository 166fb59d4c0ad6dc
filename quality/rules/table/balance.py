"""收入总计等于支出总计。
Total revenue equals total expenditure.

Source: BAL-001 (general, fund and state capital budgets, each stage), BAL-002.
"""

from typing import Any

from gongkai.contract.checks import Balance
from gongkai.engine import literal, name
from quality.context import ROWS, TableContext, column
from quality.rules.forms import LISTED, Failure, Judged
from quality.rules.rounding import OFF, half_digit, rounding_remark, tallied

TABLE = "balanced"


def judge(check: Balance, context: TableContext) -> Judged:
    """Compares the two grand totals within one key but for the code and the side that tells them apart."""
    if context.incomplete:
        return Judged(0, reason=context.incomplete)
    context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_compared(check, context)}")
    checked, failed, within = tallied(context, TABLE)
    reason = "" if checked else "表中没有同时印出两个总计 / the table does not print both totals"
    return Judged(checked, failed, _failures(check, context), rounding_remark(check.code, within), reason)


def _compared(check: Balance, context: TableContext) -> str:
    amount, code = column(check.amount), column(check.code_column)
    apart = (check.code_column, *check.apart)
    keys = [key for key in context.contract.table.primary_key if key not in apart]
    named = "".join(f", {column(key)} AS {name(key)}" for key in keys)
    same = " AND ".join(f"{column(key)} IS NOT DISTINCT FROM others.{name(key)}" for key in keys) or "true"
    half = half_digit(context)
    return f"""
        WITH others AS (
            SELECT {amount} AS other, {half} AS half{named}
            FROM {ROWS} WHERE {code} = {literal(check.right)} AND {amount} IS NOT NULL)
        SELECT {context.row} AS place, [{context.origin}] AS origin, {amount} AS stated, other,
            {amount} - other AS difference, 2 * greatest(others.half, {half}) AS tolerance
        FROM {ROWS} JOIN others ON {same} WHERE {code} = {literal(check.left)} AND {amount} IS NOT NULL"""


def _failures(check: Balance, context: TableContext) -> tuple[Failure, ...]:
    rows: list[tuple[Any, ...]] = context.connection.execute(
        f"SELECT place, origin, stated, other, difference FROM {TABLE} WHERE {OFF} ORDER BY ALL LIMIT {LISTED}"
    ).fetchall()
    return tuple(
        Failure(check.amount, place, stated, {"stated": stated, "other": other, "difference": difference}, *origin)
        for place, origin, stated, other, difference in rows
    )
