"""代码（或其名称）在当年（当版）代码表中。
A code, or its name where words are printed, stands in its code list of the year or edition.

Source: the code list that `schema.yml` names for the column, e.g. COD-002 政府收支分类科目, COD-010 财库〔2022〕31号.
Known aliases count. Where only codes may stand, the column's own pattern says so. Codes whose row in the list no
primary text has confirmed yet (依据待核) are a note, never a fault.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from gongkai.codelists import FIRST, LAST
from gongkai.contract.checks import CodeKnown
from quality.context import OF, ROWS, TableContext, column
from quality.rules.field.listed import unlisted
from quality.rules.forms import Remark, RowRule

#: The first and last year of each name that a code has had.
Spans = dict[str, dict[str, tuple[int, int]]]


def tests(check: CodeKnown, context: TableContext) -> RowRule:
    """Not applicable when the list has no entries for the year: an absent list proves nothing about a code."""
    year = context.period
    entries = context.code_list(check.column)
    if not entries:
        return RowRule((), reason=f"代码表没有 {year} 年的代码 / the code list has no codes for {year}")
    listed = [text for entry in entries for text in (entry.code, entry.name, *entry.aliases.split("|"))]
    tests = (unlisted(check, context, check.column, listed, said=partial(_used, _spans(check, context)), year=year),)
    return RowRule(tests, _unverified(check, context, [each.code for each in entries if each.status == "unverified"]))


def _spans(check: CodeKnown, context: TableContext) -> Spans:
    listed = str(context.contract.table.by_name[check.column].codelist)
    found: Spans = defaultdict(dict)
    for entry in context.registers.code_list_ever(listed):
        (first, last), known = entry.years, found[entry.code].get(entry.name, entry.years)
        found[entry.code][entry.name] = (min(first, known[0]), max(last, known[1]))
    return found


def _used(spans: Spans, code: str) -> dict[str, str]:
    """In which years the list knows a code that it does not know in this one, in words; nothing for any other."""
    found = {name: _years(*years) for name, years in spans.get(code, {}).items()}
    zh = "、".join(f"{years[0]}（{name}）" for name, years in found.items())
    en = ", ".join(f"{years[1]} ({name})" for name, years in found.items())
    return {"used_zh": f"；该编码用于{zh}" if zh else "", "used_en": f"; it was used {en}" if en else ""}


def _years(first: int, last: int) -> tuple[str, str]:
    if first == FIRST:
        return f"{last} 年及以前", f"until {last}"
    return (f"{first} 年起", f"since {first}") if last == LAST else (f"{first}—{last} 年", f"from {first} to {last}")


def _unverified(check: CodeKnown, context: TableContext, codes: Sequence[str]) -> dict[int, tuple[Remark, ...]]:
    """By submission: the note that so many of its codes are unverified."""
    code = column(check.column)
    found = context.connection.execute(
        f"SELECT {OF}, count(DISTINCT {code}), min({code}) FROM {ROWS} WHERE list_contains(?::VARCHAR[], {code}) "
        "GROUP BY 1 ORDER BY 1",
        [list(codes)],
    ).fetchall()
    said = {"check": check.code, "year": context.period}
    return {of: (Remark("COD-UNVERIFIED", count, {**said, "first": first}),) for of, count, first in found}
