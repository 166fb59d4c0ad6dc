"""表中印的百分比与重新计算的结果相差不超过 0.1 个百分点。
A printed percentage differs from the computed one by no more than 0.1 percentage points.

Source: SUM-014. Where the amount below is zero or not printed, no percentage may be printed (完成年初预算的 X%).
"""

from gongkai.contract.structure import Ratio
from gongkai.engine import literal, name
from quality.context import OF, ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import lookup_name

POINTS = "0.1"


def tests(check: Ratio, context: TableContext) -> RowRule:
    """One test where the percentage and the upper amount are printed."""
    percent, top = column(check.column), column(check.top)
    bottom, joins = _bottom(check, context)
    computed = f"({top} * 100 / nullif({bottom}, 0))"
    test = RowTest(
        check.column,
        applies=f"{percent} IS NOT NULL AND {top} IS NOT NULL",
        fails=f"coalesce(abs({percent} - {computed}) > {POINTS} + 0.005, true)",
        said={"percent": percent, "top": top, "bottom": bottom, "computed": f"{computed}::DECIMAL(24,2)"},
        joins=joins,
    )
    return RowRule((test,))


def _bottom(check: Ratio, context: TableContext) -> tuple[str, tuple[str, ...]]:
    """The SQL of the amount below, and the join that brings it from the row it stands on."""
    if check.bottom:
        return column(check.bottom), ()
    table = lookup_name(check, check.top)
    keys = [key for key in context.contract.table.primary_key if key not in check.of]
    named = "".join(f", {column(key)} AS {name(key)}" for key in keys)
    where = " AND ".join(f"{column(key)} = {literal(text)}" for key, text in check.of.items())
    context.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {OF} AS {SUBMISSION}{named}, "
        f"min({column(check.top)}) AS amount FROM {ROWS} WHERE {where} GROUP BY ALL"
    )
    same = "".join(f" AND {table}.{name(key)} IS NOT DISTINCT FROM {column(key)}" for key in keys)
    return f"{table}.amount", (f"LEFT JOIN {table} ON {table}.{SUBMISSION} = {OF}{same}",)
