"""A figure of the other year's column stands where this year's should."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from quality.explaining.figures import instead
from quality.explaining.sums import Sum
from quality.explaining.ways import CARRIED_OVER, TOTAL_OF_OTHER_YEAR, YEARS_SWAPPED, Hit

#: So many rows must be known in both years before one that did not change is remarkable.
ENOUGH = 3


def other_year(sum_: Sum) -> Iterator[Hit]:
    """The total is that of the other year; or one figure and its other year are swapped; or one was kept."""
    yield from _total(sum_)
    known = [figure for figure in sum_.figures if figure.last_year not in (None, figure.amount)]
    for figure in known:
        value = figure.last_year or Decimal(0)
        if abs(sum_.difference + figure.counted - figure.signed(value)) <= sum_.tolerance:
            # That the value equals last year's is what the hit says; it does not speak for it as well.
            yield replace(instead(sum_, YEARS_SWAPPED, figure, value, len(known)), favour=1.0)
    yield from _kept(sum_)


def _total(sum_: Sum) -> Iterator[Hit]:
    years = [row.signed(row.last_year) for row in sum_.rows if row.last_year is not None]
    is_copied = sum_.stated == sum_.stated_last_year
    is_added = bool(years) and len(years) == len(sum_.rows) and abs(sum_.stated - sum(years)) <= sum_.tolerance
    if is_copied or is_added:
        left = Decimal(0) if is_copied else sum_.stated - sum(years)
        yield Hit(TOTAL_OF_OTHER_YEAR, (sum_.total,), sum_.added, sum_.drift, 1, left)


def _kept(sum_: Sum) -> Iterator[Hit]:
    known = [row for row in sum_.rows if row.last_year is not None]
    kept = [row for row in known if row.amount == row.last_year and row.amount]
    if len(known) >= ENOUGH and len(kept) == 1:
        (row,) = kept
        yield Hit(CARRIED_OVER, (row,), row.signed(row.counted + sum_.difference), None, 1)
