"""上级科目的金额等于表中所列下级科目之和（容许四舍五入差）。
The amount of a code equals the sum of its printed children, rounding apart.

Source: SUM-001 类 = Σ款, 款 = Σ项 (《预算法》第三十二条、第四十六条). Codes without printed children are left out.
"""

from gongkai.contract.checks import HierarchySum
from gongkai.engine import name
from quality.context import HALF_DIGIT, OF, ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import Failure, Judged, Tally, judged_of, nothing
from quality.rules.rounding import Comparisons, added, failures_of, place, tallied
from quality.rules.table.subjects import counted, parent, printed_name

TABLE = "parents_and_children"
SAID = ("subject", "name", "sum", "difference")
NONE = "表中没有上下级科目 / the table prints no code together with its children"


def judge(check: HierarchySum, context: TableContext) -> list[Judged]:
    """Compares every parent with its children in each amount column, within one key but for the code."""
    tallies: list[dict[int, Tally]] = []
    failures: list[Failure] = []
    for amount in check.amounts:
        context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_compared(check, context, amount)}")
        tallies.append(tallied(context, TABLE))
        code = column(check.code_column)
        below = f"starts_with({code}, compared.subject) AND {code} <> compared.subject"
        part = f"{OF} = compared.{SUBMISSION} AND {below}{_same(check, context)}"
        nested = f"{parent(check.code_column)} <> compared.subject"
        failures += failures_of(context, Comparisons(TABLE, amount, SAID, part, code, nested))
    return judged_of(context, check.code, added(tallies), failures, nothing(NONE, context.incomplete))


def _keys(check: HierarchySum, context: TableContext) -> list[str]:
    return [key for key in context.contract.table.primary_key if key != check.code_column]


def _same(check: HierarchySum, context: TableContext, other: str = "compared") -> str:
    return "".join(f" AND {column(key)} IS NOT DISTINCT FROM {other}.{name(key)}" for key in _keys(check, context))


def _compared(check: HierarchySum, context: TableContext, amount: str) -> str:
    keys = "".join(f", {column(key)} AS {name(key)}" for key in _keys(check, context))
    stated, code = column(amount), column(check.code_column)
    return f"""
        WITH children AS (
            SELECT {OF} AS submission, {parent(check.code_column)} AS parent{keys}, sum({stated}) AS added,
                count({stated}) AS addends, max({HALF_DIGIT}) AS half
            FROM {ROWS} WHERE {stated} IS NOT NULL AND {counted(context.contract)} AND {context.whole} GROUP BY ALL)
        SELECT {place(context)}, {code} AS subject{keys}, {printed_name(context.contract)} AS name,
            {stated} AS stated, added AS sum, {stated} - added AS difference,
            (addends + 1) * greatest(children.half, {HALF_DIGIT}) AS tolerance
        FROM {ROWS} JOIN children
            ON {OF} = children.submission AND {code} = children.parent{_same(check, context, "children")}
        WHERE {stated} IS NOT NULL"""
