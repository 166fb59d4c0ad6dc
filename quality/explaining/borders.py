"""Two or three rows at once: a block that ends in the wrong place, a block left out or counted twice."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations

from quality.explaining.rows import MOST, instead_of_total
from quality.explaining.sums import Part, Sum
from quality.explaining.ways import BORDER, ROWS_MISSING, ROWS_TWICE, Hit

#: In larger tables some three rows fit nearly any difference, and looking for them takes long.
LARGEST = 20


def subset(sum_: Sum) -> Iterator[Hit]:
    """Rows that stand together: next to the block and yet in the total, or in the block and not in it, or twice."""
    yield from _beyond(sum_)
    rows = sum_.rows
    ends = [Decimal(0), *accumulate(row.counted for row in rows)]
    places = [(start, start + size) for size in range(2, MOST + 1) for start in range(len(rows) - size + 1)]
    for start, end in places:
        counted = ends[end] - ends[start]
        if abs(sum_.difference + counted) <= sum_.tolerance and end - start < len(rows):
            yield instead_of_total(sum_, ROWS_MISSING, rows[start:end], counted, len(places))
        elif abs(sum_.difference - counted) <= sum_.tolerance:
            yield instead_of_total(sum_, ROWS_TWICE, rows[start:end], -counted, len(places))


def _beyond(sum_: Sum) -> Iterator[Hit]:
    before, after = sum_.before, sum_.after
    nearest = [before[-size:] for size in range(1, MOST + 1)] + [after[:size] for size in range(1, MOST + 1)]
    for rows in dict.fromkeys(filter(None, nearest)):
        left = sum_.difference - _sum(rows)
        if abs(left) <= sum_.tolerance:
            yield Hit(BORDER, rows, None, sum_.drift, len(nearest), left)


def any_rows(sum_: Sum) -> Iterator[Hit]:
    """Any two or three rows of a small table left out of the total: only worth a look when nothing simpler fits."""
    if len(sum_.rows) > LARGEST:
        return
    groups = [rows for size in range(2, MOST + 1) for rows in combinations(sum_.rows, size)]
    for rows in groups:
        counted = _sum(rows)
        if abs(sum_.difference + counted) <= sum_.tolerance and len(rows) < len(sum_.rows):
            yield instead_of_total(sum_, ROWS_MISSING, rows, counted, len(groups))


def _sum(rows: Sequence[Part]) -> Decimal:
    return sum((row.counted for row in rows), Decimal(0))
