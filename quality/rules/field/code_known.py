"""代码（或其名称）在当年（当版）代码表中。
A code, or its name where words are printed, stands in its code list of the year or edition.

Source: the code list that `schema.yml` names for the column, e.g. COD-002 政府收支分类科目, COD-010 财库〔2022〕31号.
Known aliases count. Where only codes may stand, the column's own pattern says so. Codes whose row in the list no
primary text has confirmed yet (依据待核) are a note, never a fault; so are codes of the form of a former edition, which
the list does not hold (品目 2013).
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from gongkai.codelists import FIRST, LAST
from gongkai.contract.checks import CodeKnown
from quality.context import OF, ROWS, TableContext, column
from quality.rules.field.listed import unlisted
from quality.rules.forms import Remark, RowRule
from quality.rules.lookups import distinct

#: The first and last year of each name that a code has had.
Spans = dict[str, dict[str, tuple[int, int]]]
#: By submission: what is remarked of it.
Remarks = defaultdict[int, tuple[Remark, ...]]


def tests(check: CodeKnown, context: TableContext) -> RowRule:
    """Not applicable when the list has no entries for the year: an absent list proves nothing about a code."""
    year = context.period
    entries = context.code_list(check.column)
    if not entries:
        return RowRule((), reason=f"代码表没有 {year} 年的代码 / the code list has no codes for {year}")
    listed = [text for entry in entries for text in (entry.code, entry.name, *entry.aliases.split("|"))]
    former = [code for code in _former(check, context) if code not in listed]
    known, used = [*listed, *former], partial(_used, _spans(check, context))
    remarks: Remarks = defaultdict(tuple)
    _remark(remarks, check, context, "COD-UNVERIFIED", [e.code for e in entries if e.status == "unverified"], year=year)
    if check.former:
        _remark(remarks, check, context, "COD-EDITION", former, edition=check.former.edition)
    return RowRule((unlisted(check, context, check.column, known, said=used, year=year),), remarks)


def _former(check: CodeKnown, context: TableContext) -> list[str]:
    """The codes that have the form of the former edition."""
    if check.former is None:
        return []
    codes = [str(code) for (code,) in distinct(context, [check.column])]
    return [code for code in codes if re.fullmatch(check.former.pattern, code)]


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


def _remark(
    remarks: Remarks, check: CodeKnown, context: TableContext, note: str, codes: Sequence[str], **said: object
) -> None:
    """Add to each submission the note that so many of its codes are of these."""
    code = column(check.column)
    found = context.connection.execute(
        f"SELECT {OF}, count(DISTINCT {code}), min({code}) FROM {ROWS} WHERE list_contains(?::VARCHAR[], {code}) "
        "GROUP BY 1 ORDER BY 1",
        [list(codes)],
    ).fetchall()
    for of, count, first in found:
        remarks[of] += (Remark(note, count, {"check": check.code, "first": first, **said}),)
