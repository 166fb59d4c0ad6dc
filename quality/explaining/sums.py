"""A sum as the explainer sees it: what is stated, what stands in its rows, and how far they may differ."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import sqrt


@dataclass(frozen=True)
class Part:
    """One row of a sum. `amount` (元) is None where the cell is blank; `of_which` rows (其中) do not count.

    `cell` is the address of the amount. `last_year` is what stands in the other year's column, or in last year's
    table. A row that is subtracted (减：) is `minus`.
    """

    label: str
    amount: Decimal | None
    cell: str | None = None
    of_which: bool = False
    last_year: Decimal | None = None
    code: str = ""
    minus: bool = False

    @cached_property
    def counted(self) -> Decimal:
        """What the row adds to the sum."""
        return self.signed(self.amount or Decimal(0))

    def signed(self, amount: Decimal) -> Decimal:
        """What the row would add if this amount stood in it; and back."""
        return -amount if self.minus else amount


@dataclass(frozen=True)
class Sum:
    """A stated total and its parts in the order of the table, in 元.

    `tolerance` is that of rounding (domain rule τ = 0.5·(n+1)·precision), `precision` the value of the last printed
    digit. `before` and `after` are up to three rows that stand next to the parts and do not count; `absent` are rows
    that should be there and are not, with the amount known of them as `last_year`: that of last year's table, or what
    their own sub-rows add up to.
    """

    stated: Decimal
    parts: tuple[Part, ...]
    tolerance: Decimal
    stated_cell: str | None = None
    label: str = "合计"
    stated_last_year: Decimal | None = None
    precision: Decimal = Decimal("0.01")
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()
    absent: tuple[Part, ...] = ()

    @cached_property
    def rows(self) -> tuple[Part, ...]:
        """The parts that count."""
        return tuple(part for part in self.parts if not part.of_which and part.amount is not None)

    @cached_property
    def total(self) -> Part:
        """The stated total as one more figure; counted against the rows, so that all of them add up to zero."""
        return Part(self.label, self.stated, self.stated_cell, last_year=self.stated_last_year, minus=True)

    @cached_property
    def figures(self) -> tuple[Part, ...]:
        """Every figure that may be wrong: the rows, then the total."""
        return (*self.rows, self.total)

    @cached_property
    def added(self) -> Decimal:
        """What the rows add up to."""
        return sum((row.counted for row in self.rows), Decimal(0))

    @cached_property
    def difference(self) -> Decimal:
        """D: what is stated less what the rows add up to."""
        return self.stated - self.added

    @property
    def is_within(self) -> bool:
        """Whether the difference is one of rounding."""
        return abs(self.difference) <= self.tolerance

    @property
    def drift(self) -> float:
        """How far (元, standard deviation) the sum may be off by rounding: n+1 figures, each by up to τ / (n+1)."""
        return float(self.tolerance) / sqrt(3 * len(self.figures))

    @cached_property
    def _sorted(self) -> list[tuple[Decimal, int]]:
        return sorted((figure.counted, index) for index, figure in enumerate(self.figures))

    def near(self, wanted: Decimal, slack: Decimal) -> list[Part]:
        """The figures that count for `wanted`, give or take `slack`, in the order of the table."""
        first = bisect_left(self._sorted, (wanted - slack, -1))
        last = bisect_right(self._sorted, (wanted + slack, len(self.figures)))
        return [self.figures[index] for index in sorted(index for _, index in self._sorted[first:last])]

    def rows_near(self, wanted: Decimal) -> list[Part]:
        """The rows, without the total, that count for `wanted` within the tolerance."""
        return [figure for figure in self.near(wanted, self.tolerance) if figure is not self.total]
