"""收入总计等于支出总计。
Total revenue equals total expenditure.

Source: BAL-001 (general, fund and state capital budgets, each stage), BAL-002.
"""

from gongkai.contract.checks import Balance
from gongkai.engine import literal, name
from quality.context import HALF_DIGIT, OF, ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import Judged, judged_of, nothing
from quality.rules.rounding import Comparisons, failures_of, place, tallied

TABLE = "balanced"
SAID = ("other", "difference")
NONE = "表中没有同时印出两个总计 / the table does not print both totals"


def judge(check: Balance, context: TableContext) -> list[Judged]:
    """Compares the two grand totals within one key but for the code and the side that tells them apart."""
    context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_compared(check, context)}")
    code, group = column(check.code_column), f"{OF} = compared.{SUBMISSION}{_same(check, context, 'compared')}"
    part = f"{group} AND {code} = {literal(check.right)}"
    failures = failures_of(context, Comparisons(TABLE, check.amount, SAID, part, code))
    return judged_of(context, check.code, tallied(context, TABLE), failures, nothing(NONE, context.incomplete))


def _keys(check: Balance, context: TableContext) -> list[str]:
    apart = (check.code_column, *check.apart)
    return [key for key in context.contract.table.primary_key if key not in apart]


def _same(check: Balance, context: TableContext, other: str) -> str:
    return "".join(f" AND {column(key)} IS NOT DISTINCT FROM {other}.{name(key)}" for key in _keys(check, context))


def _compared(check: Balance, context: TableContext) -> str:
    amount, code = column(check.amount), column(check.code_column)
    named = "".join(f", {column(key)} AS {name(key)}" for key in _keys(check, context))
    same = _same(check, context, "others")
    return f"""
        WITH others AS (
            SELECT {OF} AS submission, {amount} AS other, {HALF_DIGIT} AS half{named}
            FROM {ROWS} WHERE {code} = {literal(check.right)} AND {amount} IS NOT NULL AND {context.whole})
        SELECT {place(context)}{named}, {amount} AS stated, other, {amount} - other AS difference,
            2 * greatest(others.half, {HALF_DIGIT}) AS tolerance
        FROM {ROWS} JOIN others ON {OF} = others.submission{same}
        WHERE {code} = {literal(check.left)} AND {amount} IS NOT NULL"""
