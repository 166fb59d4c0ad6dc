"""The tolerance of sums (四舍五入容差): τ = 0.5·(n+1)·precision, n addends, precision the last printed digit in 元, and
tables of comparisons that are judged by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from quality.context import OF, ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import LISTED, Addend, Failure, Tally
from quality.rules.table.subjects import of_which, printed_name

#: The condition of a comparison that does not hold.
OFF = "abs(difference) > tolerance"


@dataclass(frozen=True)
class Comparisons:
    """A table of comparisons: submission, `place` and `origin` of the row that states the amount, `stated`,
    `difference` and `tolerance`, and what else fills the sentence (`said`).

    `parts` is the SQL of whether a row of the submission is a part of the comparison `compared`, `nested` of whether it
    is a part of a part, as an of-which row is.
    """

    table: str
    amount: str
    said: Sequence[str]
    parts: str = "false"
    code: str = "''"
    nested: str = "false"


def place(context: TableContext) -> str:
    """The SQL of what a comparison needs of the row that states the amount."""
    return f"{OF} AS {SUBMISSION}, {context.row} AS place, {context.origin} AS origin"


def tallied(context: TableContext, table: str) -> dict[int, Tally]:
    """By submission: how many comparisons, how many off, how many off by rounding alone."""
    rounded = f"difference <> 0 AND NOT {OFF}"
    counts = ", ".join(["count(*)", *(f"count(*) FILTER ({condition})" for condition in (OFF, rounded))])
    found = context.connection.execute(f"SELECT {SUBMISSION}, {counts} FROM {table} GROUP BY {SUBMISSION}").fetchall()
    return {number: Tally(*counted) for number, *counted in found}


def added(tallies: Sequence[dict[int, Tally]]) -> dict[int, Tally]:
    """The tallies of several columns together."""
    numbers = {number for each in tallies for number in each}
    of = {number: [each.get(number, Tally()) for each in tallies] for number in numbers}
    return {
        number: Tally(sum(t.checked for t in some), sum(t.failed for t in some), sum(t.rounded for t in some))
        for number, some in of.items()
    }


def failures_of(context: TableContext, compared: Comparisons) -> list[Failure]:
    """The first comparisons of each submission that do not hold, with their parts."""
    ordered = ", ".join(("place", "stated", *compared.said))
    found: list[tuple[Any, ...]] = context.connection.execute(
        f"SELECT {SUBMISSION}, place, origin, {_parts(context, compared)}, tolerance, stated, "
        f"{', '.join(compared.said)} FROM {compared.table} AS compared WHERE {OFF} "
        f"QUALIFY row_number() OVER (PARTITION BY {SUBMISSION} ORDER BY {ordered}) <= {LISTED} "
        f"ORDER BY {SUBMISSION}, {ordered}"
    ).fetchall()
    return [
        Failure(
            number,
            compared.amount,
            row,
            stated,
            {"stated": stated, **dict(zip(compared.said, values, strict=True))},
            origin,
            parts=tuple(addend(compared.amount, part) for part in parts or ()),
            tolerance=Decimal(tolerance),
        )
        for number, row, origin, parts, tolerance, stated, *values in found
    ]


def addend(amount: str, part: Mapping[str, Any]) -> Addend:
    """A part as `part_of` gives it."""
    given = {**part, "origin": tuple(part["origin"])}
    return Addend(column=amount, **given)


def _parts(context: TableContext, compared: Comparisons) -> str:
    """The SQL of the parts of a comparison, blank ones and of-which rows too, in the order of the table."""
    if compared.parts == "false":
        return "NULL"
    part = part_of(context, compared.amount, compared.nested, compared.code)
    return f"(SELECT list({part} ORDER BY {context.row}) FROM {ROWS} WHERE {compared.parts})"


def part_of(context: TableContext, amount: str, nested: str, code: str = "''") -> str:
    """The SQL of what `addend` needs of a row."""
    return (
        f"{{label: {printed_name(context.contract)}, amount: {column(amount)}, row: {context.row}, "
        f"origin: {context.origin}, of_which: ({of_which(context.contract)}) OR ({nested}), code: {code}}}"
    )
