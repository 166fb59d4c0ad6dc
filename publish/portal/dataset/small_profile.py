"""The column profile of a small table, from its rows. `publish.portal.dataset.profile` says the same of a large one."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from gongkai.contract import Field
from publish.portal.dataset.first_rows import Rows
from publish.portal.dataset.profile import BINS, COMMON, EPOCH, ColumnProfile, cut, told

#: A table of so many rows is small.
SMALL = 1000
#: Text of a column with a range -> the whole number that `publish.portal.dataset.profile` counts by.
NUMBERS: dict[str, Callable[[str], int]] = {
    "integer": int,
    "number": lambda text: int(Decimal(text).scaleb(2)),
    "date": lambda text: (date.fromisoformat(text) - EPOCH).days,
}
KINDS = {"integer": "INTEGER", "number": "DECIMAL(18,2)", "date": "DATE"}


def small_profile(table: Rows) -> list[ColumnProfile]:
    """The profile of each of these columns, counted over these rows, which must be all."""
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    return [_profile(field, cells) for field, cells in zip(table.columns, columns, strict=True)]


def _profile(field: Field, cells: Sequence[str]) -> ColumnProfile:
    counts = Counter(cell for cell in cells if cell.strip(" "))
    common = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:COMMON]
    found = ColumnProfile(
        name=field.name,
        filled=counts.total(),
        distinct=len(counts),
        common=tuple((cut(value), times) for value, times in common),
    )
    return found.model_copy(update=_range(field, counts)) if field.type in NUMBERS and counts else found


def _range(field: Field, counts: Counter[str]) -> dict[str, object]:
    try:
        numbers = {NUMBERS[field.type](text): times for text, times in counts.items()}
    except ValueError:
        return {}  # A release that is older than today's type of the column.
    low, high = min(numbers), max(numbers)
    bins = [0] * BINS
    for number, times in numbers.items():
        bins[(number - low) * BINS // (high - low + 1)] += times
    kind = KINDS[field.type]
    return {"lowest": told(low, kind), "highest": told(high, kind), "bins": tuple(bins)}
