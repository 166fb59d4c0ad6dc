"""The tolerance of sums (四舍五入容差): τ = 0.5·(n+1)·precision, n addends, precision the last printed digit in 元."""

from decimal import Decimal

from quality.context import TableContext
from quality.rules.forms import Remark


def half_digit(context: TableContext) -> str:
    """Half of the last printed digit, in 元, as an SQL decimal."""
    return f"{context.submission.precision / 2:f}::DECIMAL(18,6)"


def tolerance(context: TableContext, addends: int) -> Decimal:
    """τ for a sum of so many addends, in 元."""
    return context.submission.precision / 2 * (addends + 1)


def rounding_remark(code: str, count: int) -> tuple[Remark, ...]:
    """The note that differences within the tolerance are rounding, once per check; none when there are none."""
    return (Remark("SUM-ROUND", count, {"check": code}),) if count else ()
