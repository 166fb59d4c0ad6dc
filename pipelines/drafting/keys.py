"""Which columns tell the rows of the example apart, and which sums hold in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from gongkai.values.amounts import parse_amount
from gongkai.values.labels import blank, fold, is_total, normalise
from pipelines.drafting.columns import Column, Guess

_MOST = 3
_NUMBERING = ("序号", "行号", "行次")
_KEYS = ("code", "project_code", "uscc", "text", "organisation", "date")


@dataclass(frozen=True)
class ColumnSum:
    """A column that on every row is the sum of others."""

    total: Column
    parts: tuple[Column, ...]


def data_rows(columns: Sequence[Column]) -> list[int]:
    """The rows (0-based) that are no totals."""
    rows = range(len(columns[0].texts)) if columns else range(0)
    return [row for row in rows if not any(is_total(column.texts[row]) for column in columns)]


def total_labels(columns: Sequence[Column]) -> tuple[str, ...]:
    """The labels of total rows in the example."""
    found = (normalise(text) for column in columns for text in column.texts if is_total(text))
    return tuple(dict.fromkeys(found))


def key_of(columns: Sequence[Column], guesses: Sequence[Guess]) -> tuple[Column, ...]:
    """The smallest set of columns, from the left, codes first, that no two rows share; where there is none, the first
    column that could be one, for a person to decide. A mere number of the row (序号) comes last: the next export counts
    anew.
    """
    rows = data_rows(columns)
    fit = [(column, guess) for column, guess in zip(columns, guesses, strict=True) if guess.kind in _KEYS]
    ranked = sorted(fit, key=_rank)
    able = [column for column, _ in ranked if not any(blank(column.texts[row]) for row in rows)]
    for size in range(1, _MOST + 1):
        for chosen in combinations(able, size):
            if len({tuple(fold(column.texts[row]) for column in chosen) for row in rows}) == len(rows) > 0:
                return chosen
    likely = [column for column, _ in ranked] or list(columns)
    return tuple(likely[:1])


def _rank(pair: tuple[Column, Guess]) -> tuple[bool, bool, int]:
    column, guess = pair
    return normalise(column.header) in _NUMBERING, _KEYS.index(guess.kind) > 2, column.index


def column_sums(columns: Sequence[Column], guesses: Sequence[Guess]) -> Iterator[ColumnSum]:
    """Totals (合计 …) that equal the sum of the amounts right of them, down to the next total, on every row."""
    amounts = [column for column, guess in zip(columns, guesses, strict=True) if guess.kind == "amount"]
    for position, total in enumerate(amounts):
        if not is_total(total.header.rpartition("/")[2]):
            continue
        parts = []
        for column in amounts[position + 1 :]:
            if is_total(column.header.rpartition("/")[2]):
                break
            parts.append(column)
        if len(parts) > 1 and _holds(total, parts):
            yield ColumnSum(total, tuple(parts))


def totals_hold(columns: Sequence[Column], amounts: Sequence[Column]) -> bool:
    """Whether each total row states the sum of all other rows, in each of the amounts."""
    rows = data_rows(columns)
    totals = [row for row in range(len(columns[0].texts)) if row not in rows] if columns else []
    return all(_value(one, total) == sum(_value(one, row) for row in rows) for one in amounts for total in totals)


def _holds(total: Column, parts: Sequence[Column]) -> bool:
    rows = [row for row in range(len(total.texts)) if not blank(total.texts[row])]
    return bool(rows) and all(_value(total, row) == sum(_value(part, row) for part in parts) for row in rows)


def _value(column: Column, row: int) -> Decimal:
    amount = parse_amount(column.texts[row], "元")
    return amount.value if amount and amount.value is not None else Decimal(0)
