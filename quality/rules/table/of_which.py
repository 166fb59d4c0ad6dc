"""其中项不超过其所属的项目，各其中项之和也不超过。
An of-which row does not exceed the row it is a part of, nor do all of them together.

Source: SUM-004. An of-which row (其中) is a part of the last row above it that is none. Rows of negative amount prove
nothing.
"""

from gongkai.contract.structure import OfWhich
from quality.context import HALF_DIGIT, OF, ROWS, TableContext, column, provenance
from quality.loading import SUBMISSION
from quality.rules.forms import Failure, Judged, Tally, judged_of, nothing
from quality.rules.rounding import Comparisons, added, failures_of, tallied
from quality.rules.table.subjects import of_which, printed_name

TABLE = "of_which_rows"
SAID = ("name", "sum", "parts", "difference")
NONE = "表中没有“其中”项 / the table has no of-which rows"


def judge(check: OfWhich, context: TableContext) -> list[Judged]:
    """Compares every row that has of-which rows below it, in each amount."""
    if of_which(context.contract) == "false":
        return judged_of(context, check.code, {}, (), nothing(NONE, context.incomplete))
    tallies: list[dict[int, Tally]] = []
    failures: list[Failure] = []
    for amount in check.amounts:
        context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_compared(context, amount)}")
        tallies.append(tallied(context, TABLE))
        failures += failures_of(context, Comparisons(TABLE, amount, SAID))
    return judged_of(context, check.code, added(tallies), failures, nothing(NONE, context.incomplete))


def _compared(context: TableContext, amount: str) -> str:
    """The part of an of-which row that exceeds the whole is the difference; zero where it does not."""
    whole, sheet = f"NOT ({of_which(context.contract)})", provenance(context.contract, "sheet", ROWS)
    keys = [f.name for f in context.contract.table.fields if f.name in context.contract.table.primary_key]
    apart = [column(key) for key in keys if context.contract.table.by_name[key].role in ("code", "context")]
    group = ", ".join([OF, sheet, *apart])
    stated = column(amount)
    return f"""
        WITH placed AS (
            SELECT {OF} AS {SUBMISSION}, {context.row} AS place, {context.origin} AS origin, {stated} AS stated,
                {printed_name(context.contract)} AS name, {HALF_DIGIT} AS half, {whole} AS is_whole, hash({group}) AS g,
                max(CASE WHEN {whole} THEN {context.row} END) OVER (PARTITION BY {group} ORDER BY {context.row}) AS head
            FROM {ROWS} WHERE {stated} IS NOT NULL AND {context.whole}),
        parts AS (
            SELECT {SUBMISSION}, g, head, sum(stated) AS added, max(stated) AS largest, count(*) AS parts,
                max(half) AS half
            FROM placed WHERE NOT is_whole AND head IS NOT NULL GROUP BY ALL)
        SELECT placed.{SUBMISSION}, place, origin, stated, name, added AS sum, parts.parts,
            greatest(greatest(added, largest) - stated, 0) AS difference,
            (parts.parts + 1) * greatest(placed.half, parts.half) AS tolerance
        FROM placed JOIN parts USING ({SUBMISSION}, g, head)
        WHERE is_whole AND place = head AND stated >= 0"""
