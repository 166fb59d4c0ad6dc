"""上级科目的金额等于表中所列下级科目之和（容许四舍五入差）。
The amount of a code equals the sum of its printed children, rounding apart.

Source: SUM-001 类 = Σ款, 款 = Σ项 (《预算法》第三十二条、第四十六条). Codes without printed children are left out.
"""

from gongkai.contract.checks import HierarchySum
from gongkai.engine import name
from quality.context import ROWS, TableContext, column
from quality.rules.forms import LISTED, Failure, Judged
from quality.rules.rounding import OFF, half_digit, rounding_remark, tallied
from quality.rules.table.subjects import counted, parent, printed_name

TABLE = "parents_and_children"


def judge(check: HierarchySum, context: TableContext) -> Judged:
    """Compares every parent with its children in each amount column, within one key but for the code."""
    if context.incomplete:
        return Judged(0, reason=context.incomplete)
    tally = [0, 0, 0]
    failures: list[Failure] = []
    for amount in check.amounts:
        context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_compared(check, context, amount)}")
        tally = [total + more for total, more in zip(tally, tallied(context, TABLE), strict=True)]
        failures += _failures(context, amount)
    checked, failed, within = tally
    listed = sorted(failures, key=lambda failure: failure.row or 0)[:LISTED]
    reason = "" if checked else "表中没有上下级科目 / the table prints no code together with its children"
    return Judged(checked, failed, tuple(listed), rounding_remark(check.code, within), reason)


def _compared(check: HierarchySum, context: TableContext, amount: str) -> str:
    others = [key for key in context.contract.table.primary_key if key != check.code_column]
    grouped = "".join(f", {column(key)} AS {name(key)}" for key in others)
    same = "".join(f" AND {column(key)} IS NOT DISTINCT FROM children.{name(key)}" for key in others)
    stated = column(amount)
    half = half_digit(context)
    return f"""
        WITH children AS (
            SELECT {parent(check.code_column)} AS parent{grouped}, sum({stated}) AS added, count({stated}) AS addends,
                max({half}) AS half
            FROM {ROWS} WHERE {stated} IS NOT NULL AND {counted(context.contract)} GROUP BY ALL)
        SELECT {context.row} AS place, [{context.origin}] AS origin, {column(check.code_column)} AS code,
            {printed_name(context.contract)} AS label, {stated} AS stated, added, {stated} - added AS difference,
            (addends + 1) * greatest(children.half, {half}) AS tolerance
        FROM {ROWS} JOIN children ON {column(check.code_column)} = children.parent{same}
        WHERE {stated} IS NOT NULL"""


def _failures(context: TableContext, amount: str) -> list[Failure]:
    found = context.connection.execute(
        f"SELECT place, origin, code, label, stated, added, difference FROM {TABLE} WHERE {OFF} "
        f"ORDER BY ALL LIMIT {LISTED}"
    ).fetchall()
    names = ("subject", "name", "stated", "sum", "difference")
    return [
        Failure(amount, place, values[2], dict(zip(names, values, strict=True)), *origin)
        for place, origin, *values in found
    ]
