"""代码（或其名称）在当年（当版）代码表中。
A code, or its name where words are printed, stands in its code list of the year or edition.

Source: the code list that `schema.yml` names for the column, e.g. COD-002 政府收支分类科目, COD-010 财库〔2022〕31号.
Known aliases count. Where only codes may stand, the column's own pattern says so.
"""

from gongkai.contract.checks import CodeKnown
from quality.context import TableContext
from quality.rules.field.listed import unlisted
from quality.rules.forms import RowRule


def tests(check: CodeKnown, context: TableContext) -> RowRule:
    """Not applicable when the list has no entries for the year: an absent list proves nothing about a code."""
    year = context.submission.period
    entries = context.code_list(check.column)
    if not entries:
        return RowRule((), reason=f"代码表没有 {year} 年的代码 / the code list has no codes for {year}")
    listed = [text for entry in entries for text in (entry.code, entry.name, *entry.aliases.split("|"))]
    return RowRule((unlisted(check, context, check.column, listed, year=year),))
