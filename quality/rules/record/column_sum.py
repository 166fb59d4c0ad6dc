"""每一行的合计等于各组成列之和（容许四舍五入差）。
On every row the total equals the sum of its parts, rounding apart.

Source: SUM-009 合计 = 基本支出 + 项目支出 (财预〔2016〕143号 tables). A blank part adds nothing; a row without
any part is left out.
"""

from gongkai.contract.checks import ColumnSum
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.rounding import tolerance


def tests(check: ColumnSum, context: TableContext) -> RowRule:
    """One test; the tolerance follows from the precision of the source."""
    total, parts = column(check.total), [column(part) for part in check.parts]
    added = " + ".join(f"coalesce({part}, 0)" for part in parts)
    difference = f"({total} - ({added}))"
    within = f"abs({difference}) <= {tolerance(context, len(parts)):f}::DECIMAL(24,6)"
    test = RowTest(
        check.total,
        applies=f"{total} IS NOT NULL AND coalesce({', '.join(parts)}) IS NOT NULL",
        fails=f"NOT {within}",
        said={"stated": total, "sum": added, "difference": difference},
        facts=_titles(check, context),
        rounded=f"{difference} <> 0 AND {within}",
    )
    return RowRule((test,))


def _titles(check: ColumnSum, context: TableContext) -> dict[str, object]:
    fields = [context.contract.table.by_name[part] for part in check.parts]
    return {"parts_zh": " + ".join(f.title for f in fields), "parts_en": " + ".join(f.title_en for f in fields)}
