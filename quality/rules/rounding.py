"""The tolerance of sums (四舍五入容差): τ = 0.5·(n+1)·precision, n addends, precision the last printed digit in 元."""

from decimal import Decimal

from gongkai.engine import literal
from gongkai.submission import SourceTable
from quality.context import TableContext, column
from quality.rules.forms import Remark

#: The condition of a comparison that does not hold.
OFF = "abs(difference) > tolerance"


def half_digit(context: TableContext) -> str:
    """Half of the last digit printed in the table of a row, in 元, as an SQL decimal. Tables of one submission may be
    printed with different digits.
    """
    every = _sql(context.submission.precision)
    tables = {each.precision for each in context.submission.tables if each.precision is not None}
    if len(tables) < 2:
        return every
    cases = (_case(context, each) for each in context.submission.tables if each.precision is not None)
    return f"CASE {' '.join(cases)} ELSE {every} END"


def _case(context: TableContext, table: SourceTable) -> str:
    """WHEN the row comes from the table, as far as its columns of provenance tell."""
    known = {"file": table.source_id, "sheet": table.place, "unit": table.unit}
    fields = {f.derive.provenance: f.name for f in context.contract.table.fields if f.derive and f.derive.provenance}
    told = [f"{column(fields[what])} = {literal(said)}" for what, said in known.items() if what in fields and said]
    return f"WHEN {' AND '.join(told) or 'true'} THEN {_sql(table.precision or Decimal(0))}"


def _sql(precision: Decimal) -> str:
    return f"{precision / 2:f}::DECIMAL(18,6)"


def tolerance(context: TableContext, addends: int) -> Decimal:
    """τ for a sum of so many addends, in 元."""
    return context.submission.precision / 2 * (addends + 1)


def rounding_remark(code: str, count: int) -> tuple[Remark, ...]:
    """The note that differences within the tolerance are rounding, once per check; none when there are none."""
    return (Remark("SUM-ROUND", count, {"check": code}),) if count else ()


def tallied(context: TableContext, table: str) -> tuple[int, int, int]:
    """Of a table of comparisons (`difference`, `tolerance`): how many, how many off, how many off by rounding alone."""
    rounded = f"difference <> 0 AND NOT {OFF}"
    counts = ", ".join(["count(*)", *(f"count(*) FILTER ({condition})" for condition in (OFF, rounded))])
    checked, off, within = context.connection.execute(f"SELECT {counts} FROM {table}").fetchall()[0]
    return checked, off, within
