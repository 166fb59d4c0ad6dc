"""代码在当年（当版）代码表中。
A code stands in its code list of the year or edition.

Source: the code list that `schema.yml` names for the column, e.g. COD-002 政府收支分类科目, COD-010 财库〔2022〕31号.
"""

from gongkai.contract.checks import CodeKnown
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import fill, join, lookup_name


def tests(check: CodeKnown, context: TableContext) -> RowRule:
    """Not applicable when the list has no entries for the year: an absent list proves nothing about a code."""
    year = context.submission.period
    codes = sorted({entry.code for entry in context.code_list(check.column)})
    if not codes:
        return RowRule((), reason=f"代码表没有 {year} 年的代码 / the code list has no codes for {year}")
    table = lookup_name(check, check.column)
    fill(context, table, {"code": "VARCHAR"}, [(code,) for code in codes])
    return RowRule((
        RowTest(
            check.column,
            applies=f"{column(check.column)} IS NOT NULL",
            fails=f"{table}.code IS NULL",
            facts={"year": year},
            joins=(join(table, code=check.column),),
        ),
    ))  # fmt: skip
