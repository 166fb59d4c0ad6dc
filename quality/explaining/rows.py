"""A row is counted that should not be, or not counted that should be: of-which, missing, twice, blank."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from quality.explaining.figures import favour
from quality.explaining.sums import Part, Sum
from quality.explaining.ways import (
    BLANK_PART,
    MISSING_IN_TOTAL,
    OF_WHICH_IN_TOTAL,
    OF_WHICH_PERHAPS,
    OF_WHICH_UNMARKED,
    PRINTED_TWICE,
    ROW_ABSENT,
    TWICE_IN_TOTAL,
    Hit,
    Way,
)

OF_WHICH = "其中"
#: At most so many rows are looked for together.
MOST = 3


def instead_of_total(sum_: Sum, way: Way, rows: Sequence[Part], change: Decimal, tries: int) -> Hit:
    """The hit that the total would have to be larger by `change`, because of these rows."""
    value = sum_.stated + change
    return Hit(way, (sum_.total, *rows), value, sum_.drift, tries, sum_.difference + change)


def of_which_counted(sum_: Sum) -> Iterator[Hit]:
    """Of-which rows in the total (one, some that stand together, or all), or among the rows without their mark."""
    marked = [part for part in sum_.parts if part.of_which and part.amount]
    groups = [*_runs(marked), *([marked] if len(marked) > MOST else [])]
    for rows in groups:
        counted = sum((row.counted for row in rows), Decimal(0))
        if abs(sum_.difference - counted) <= sum_.tolerance:
            yield instead_of_total(sum_, OF_WHICH_IN_TOTAL, rows, -counted, len(groups))
    for row in sum_.rows_near(-sum_.difference):
        yield from _unmarked(sum_, row)


def _runs(rows: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """One row, and two or three that stand together."""
    for size in range(1, MOST + 1):
        for start in range(len(rows) - size + 1):
            yield rows[start : start + size]


def _unmarked(sum_: Sum, row: Part) -> Iterator[Hit]:
    """The row as one of another row: its label or its code says so, or it stands below a row that it fits into."""
    above = next((upper for upper, lower in pairwise(sum_.rows) if lower is row), None)
    whole = next((each for each in sum_.rows if each.code and each is not row and _is_below(row, each)), None)
    left = sum_.difference + row.counted
    if whole or OF_WHICH in row.label:
        at = (row, whole or above or sum_.total)
        yield Hit(OF_WHICH_UNMARKED, at, None, sum_.drift, len(sum_.rows), left)
    elif above and 0 < row.counted <= above.counted:
        yield Hit(OF_WHICH_PERHAPS, (row, above), None, sum_.drift, len(sum_.rows), left)


def _is_below(row: Part, whole: Part) -> bool:
    return row.code.startswith(whole.code) and row.code != whole.code


def row_missing(sum_: Sum) -> Iterator[Hit]:
    """D = −p: the total leaves a row out. D = last year's figure of a row that is absent this year: the table does."""
    for row in sum_.rows_near(-sum_.difference) if len(sum_.rows) > 1 else ():
        yield instead_of_total(sum_, MISSING_IN_TOTAL, [row], row.counted, len(sum_.rows))
    for row in sum_.absent:
        wanted = row.signed(sum_.difference)
        left = wanted - (row.last_year or Decimal(0))
        if row.last_year is not None and abs(left) <= sum_.tolerance:
            yield Hit(ROW_ABSENT, (row,), wanted, sum_.drift, len(sum_.absent), left)
        elif len(sum_.absent) == 1 and favour(row, wanted) > 1:
            yield Hit(ROW_ABSENT, (row,), wanted, None, 1)


def row_twice(sum_: Sum) -> Iterator[Hit]:
    """D = −p where the same row stands twice; D = +p: the total counts a row twice."""
    alike = sum_.rows_near(-sum_.difference)
    names = Counter(_name(row) for row in sum_.rows) if len(alike) > 1 else {}
    repeated = sum(count - 1 for count in names.values())
    for upper, lower in pairwise(sorted(alike, key=_name)):
        if _name(upper) == _name(lower):
            left = sum_.difference + lower.counted
            yield Hit(PRINTED_TWICE, (lower, upper), None, sum_.drift, repeated, left)
    for row in sum_.rows_near(sum_.difference) if len(sum_.rows) > 1 else ():
        yield instead_of_total(sum_, TWICE_IN_TOTAL, [row], -row.counted, len(sum_.rows))


def blank_part(sum_: Sum) -> Iterator[Hit]:
    """Exactly one row is blank: D is what would have to stand in it. That fits any difference."""
    blanks = [part for part in sum_.parts if part.amount is None and not part.of_which]
    if len(blanks) == 1:
        (blank,) = blanks
        value = blank.signed(sum_.difference)
        if value > 0 or (blank.last_year or 0) < 0:
            yield Hit(BLANK_PART, (blank,), value, None, 1, favour=favour(blank, value))


def _name(row: Part) -> tuple[str, str]:
    return row.code, row.label
