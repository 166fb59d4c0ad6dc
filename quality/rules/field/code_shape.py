"""编码的结构符合所用的分类。
A code has the shape that its classification prescribes.

Source: COD-001 政府收支分类科目 (类 3, 款 5, 项 7 digits); COD-006 财预〔2017〕98号: 301, 302 … in department
economics only, 501 … in government economics only. Lines without a code of their own (`_TOT`) are left out.
"""

from gongkai.contract.structure import CodeShape
from gongkai.engine import literal
from quality.context import TableContext, column, has_text
from quality.rules.forms import RowRule, RowTest


def tests(check: CodeShape, _context: TableContext) -> RowRule:
    """One test; the whole code must match."""
    code = column(check.column)
    fails = f"NOT regexp_full_match({code}, {literal(check.pattern)})"
    applies = f"{code} IS NOT NULL AND NOT starts_with({code}, '_')"
    applies += "".join(f" AND {has_text(column(key), texts)}" for key, texts in check.where.items())
    return RowRule((RowTest(check.column, applies, fails, facts={"pattern": check.pattern}),))
