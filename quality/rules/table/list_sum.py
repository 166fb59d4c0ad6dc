"""科目的金额等于科目表中所属各科目之和（容许四舍五入差，其中项不计）。
A subject equals the sum of the subjects that the code list puts under it, rounding and of-which rows apart.

Source: SUM-003, SUM-005 to SUM-008, SUM-013; the parents are those of the code list. A subject without a printed part
is left out; in place of a part that is not printed its own parts count.
"""

from collections.abc import Iterator

from gongkai.contract.checks import ListSum
from gongkai.engine import literal, name
from quality.context import HALF_DIGIT, OF, ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import Judged, judged_of, nothing
from quality.rules.rounding import Comparisons, failures_of, place, tallied
from quality.rules.table.subjects import counted, printed_name

TABLE = "listed_sums"
SAID = ("subject", "name", "sum", "parts", "difference")
NONE = "表中没有这些科目及其所属科目 / the table prints no such subject with its parts"
#: A code, a subject above it, and the codes between the two.
Below = tuple[str, str, list[str]]


def judge(check: ListSum, context: TableContext) -> list[Judged]:
    """Compares every subject of `of` with its printed parts, within one key but for the code."""
    below = list(_below(check, context))
    if not below:
        return judged_of(context, check.code, {}, (), nothing(NONE, context.incomplete))
    context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_compared(check, context, below)}")
    code = column(check.code_column)
    pairs = ", ".join(f"({literal(each)}, {literal(above)})" for each, above, _ in below)
    group = f"{OF} = compared.{SUBMISSION}{_same(check, context, 'compared')}"
    part = f"{group} AND ({code}, compared.subject) IN (VALUES {pairs})"
    nested = f"NOT list_contains(compared.members, {code})"
    failures = failures_of(context, Comparisons(TABLE, check.amount, SAID, part, code, nested))
    return judged_of(context, check.code, tallied(context, TABLE), failures, nothing(NONE, context.incomplete))


def _below(check: ListSum, context: TableContext) -> Iterator[Below]:
    """Every code with every subject above it that is meant."""
    parents = {entry.code: entry.parent for entry in context.code_list(check.code_column) if entry.parent}
    for code in parents:
        above, between = parents[code], list[str]()
        while above and above not in between:
            if above in check.of:
                yield code, above, between
            between, above = [*between, above], parents.get(above, "")


def _keys(check: ListSum, context: TableContext) -> list[str]:
    return [key for key in context.contract.table.primary_key if key != check.code_column]


def _same(check: ListSum, context: TableContext, other: str) -> str:
    return "".join(f" AND {column(key)} IS NOT DISTINCT FROM {other}.{name(key)}" for key in _keys(check, context))


def _compared(check: ListSum, context: TableContext, below: list[Below]) -> str:
    amount, code, counts = column(check.amount), column(check.code_column), counted(context.contract)
    keys = "".join(f", {column(key)} AS {name(key)}" for key in _keys(check, context))
    stated = f"{amount} IS NOT NULL AND {context.whole}"
    listed = ", ".join(
        f"({literal(each)}, {literal(above)}, [{', '.join(map(literal, between))}]::VARCHAR[])"
        for each, above, between in below
    )
    return f"""
        WITH printed AS (
            SELECT {OF} AS submission{keys}, list({code}) AS codes FROM {ROWS} WHERE {stated} GROUP BY ALL),
        parts AS (
            SELECT {OF} AS submission{keys}, listed.subject, list({code}) AS members, max({HALF_DIGIT}) AS half,
                sum({amount}) FILTER ({counts}) AS added, count({amount}) FILTER ({counts}) AS addends
            FROM {ROWS} JOIN (VALUES {listed}) AS listed(code, subject, between_them) ON {code} = listed.code
            JOIN printed ON {OF} = printed.submission{_same(check, context, "printed")}
            WHERE NOT list_has_any(printed.codes, listed.between_them) GROUP BY ALL)
        SELECT {place(context)}, {code} AS subject{keys}, {printed_name(context.contract)} AS name, {amount} AS stated,
            added AS sum, addends AS parts, members, {amount} - added AS difference,
            (addends + 1) * greatest(parts.half, {HALF_DIGIT}) AS tolerance
        FROM {ROWS} JOIN parts
            ON {OF} = parts.submission AND {code} = parts.subject{_same(check, context, "parts")}
        WHERE {stated} AND addends > 0"""
