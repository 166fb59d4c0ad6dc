"""每一行的合计等于各组成列之和（容许四舍五入差）。
On every row the total equals the sum of its parts, rounding apart.

Source: SUM-009 合计 = 基本支出 + 项目支出 (财预〔2016〕143号 tables), SUM-010 to SUM-012; LIM-002 年末余额 = 年初余额 +
举借 − 偿还, where parts are taken off. A blank part adds nothing; a row without any part is left out.
"""

from gongkai.contract.checks import ColumnSum
from quality.context import HALF_DIGIT, TableContext, column
from quality.rules.forms import RowRule, RowTest


def tests(check: ColumnSum, context: TableContext) -> RowRule:
    """One test; the tolerance follows from the precision of the source."""
    total, parts = column(check.total), [column(part) for part in (*check.parts, *check.minus)]
    added = "".join(f" + coalesce({column(part)}, 0)" for part in check.parts).removeprefix(" + ")
    added += "".join(f" - coalesce({column(part)}, 0)" for part in check.minus)
    difference = f"({total} - ({added}))"
    within = f"abs({difference}) <= {len(parts) + 1} * {HALF_DIGIT}"
    test = RowTest(
        check.total,
        applies=f"{total} IS NOT NULL AND coalesce({', '.join(parts)}) IS NOT NULL",
        fails=f"NOT {within}",
        said={"stated": total, "sum": added, "difference": difference},
        facts=_titles(check, context),
        rounded=f"{difference} <> 0 AND {within}",
        parts=(*((part, False) for part in check.parts), *((part, True) for part in check.minus)),
        tolerance=f"{len(parts) + 1} * {HALF_DIGIT}",
    )
    return RowRule((test,))


def _titles(check: ColumnSum, context: TableContext) -> dict[str, object]:
    by_name = context.contract.table.by_name
    plus, minus = [by_name[part] for part in check.parts], [by_name[part] for part in check.minus]
    zh = " + ".join(f.title for f in plus) + "".join(f" − {f.title}" for f in minus)
    en = " + ".join(f.title_en for f in plus) + "".join(f" − {f.title_en}" for f in minus)
    return {"parts_zh": zh, "parts_en": en}
