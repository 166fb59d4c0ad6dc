"""Ranges from earlier releases, as expectations: mean and tolerance, never exact counts.

Here belongs what is unusual. Counting belongs to `quality.watch.shape`, what people are told to
`quality.watch.telling`.
"""

import math
from collections.abc import Iterator, Sequence
from statistics import fmean, pstdev

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract, Field
from quality.watch.shape import PART, ColumnShape, Shape, is_amount

#: Fewer rows or values say nothing of a distribution.
FEWEST = 30
#: A column is a list of categories where each stood, on average, in so many rows of the earlier releases.
ROWS_EACH = 3
#: What is added to three standard deviations: with several earlier releases, and with one. Of a share, and of the
#: logarithm (base 10) of a size: a factor of 2 and of 3.2.
SHARE, SIZE = (0.1, 0.25), (0.3, 0.5)

FILL, CATEGORY, SHAPE = "EXP-FILL", "EXP-CATEGORY", "EXP-SHAPE"


class Measure(BaseModel):
    """One figure of a period and the range that earlier releases give it, or new categories among those `known`.

    `kind`: `fill`, `zero`, `negative` (shares), `size` (typical amount, 元), `rows` (of a department), `values`.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    kind: str
    column: str | None
    period: int
    observed: float | None = None
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


def measures(contract: Contract, period: int, now: Shape, before: Sequence[Shape]) -> Iterator[Measure]:
    """What is watched in a period against earlier releases of the same departments; nothing without one of them.

    How many rows a department has is watched in annual datasets only: a feed grows through its year.
    """
    sound = [shape for shape in before if shape.rows >= FEWEST]
    if now.rows < FEWEST or not sound:
        return
    if contract.dataset.frequency == "annual":
        yield _sized(period, "rows", None, _rows(now), [_rows(shape) for shape in sound])
    for field in contract.table.fields:
        if field.name not in now.columns:
            continue
        pairs = [(shape, shape.columns[field.name]) for shape in sound if field.name in shape.columns]
        column, columns = now.columns[field.name], [found for _, found in pairs]
        if pairs and _may_be_empty(contract, field):
            shares = [found.filled / shape.rows for shape, found in pairs]
            yield _share(FILL, period, "fill", field.name, column.filled / now.rows, shares)
        if is_amount(field):
            yield from _amounts(period, field.name, column, columns)
        yield from _categories(period, field.name, column, columns)


def _may_be_empty(contract: Contract, field: Field) -> bool:
    given = field.derive is not None and (field.derive.context or field.derive.constant)
    return not (given or field.constraints.required or field.name in contract.table.primary_key)


def _amounts(period: int, name: str, now: ColumnShape, before: Sequence[ColumnShape]) -> Iterator[Measure]:
    stated = [one for one in before if one.filled >= FEWEST]
    if now.filled >= FEWEST and stated:
        zero, negative = [one.zero / one.filled for one in stated], [one.negative / one.filled for one in stated]
        yield _share(SHAPE, period, "zero", name, now.zero / now.filled, zero)
        yield _share(SHAPE, period, "negative", name, now.negative / now.filled, negative)
    sized = [one for one in before if one.sized >= FEWEST]
    if now.sized >= FEWEST and sized:
        yield _sized(period, "size", name, _size(now), [_size(one) for one in sized])


def _categories(period: int, name: str, now: ColumnShape, before: Sequence[ColumnShape]) -> Iterator[Measure]:
    listed = [one for one in before if one.values and one.filled >= ROWS_EACH * len(one.values)]
    if now.values and listed and len(listed) == len(before):
        known = sorted({value for one in listed for value in one.values or ()})
        yield Measure(
            code=CATEGORY, kind="values", column=name, period=period, values=tuple(now.values), known=tuple(known)
        )


def _share(code: str, period: int, kind: str, name: str, now: float, before: Sequence[float]) -> Measure:
    low, high = _range(before, SHARE)
    low, high = round(max(0.0, low), 3), round(min(1.0, high), 3)
    return Measure(code=code, kind=kind, column=name, period=period, observed=round(now, 4), low=low, high=high)


def _sized(period: int, kind: str, name: str | None, now: float, before: Sequence[float]) -> Measure:
    low, high = (_three(10**bound) for bound in _range(before, SIZE))
    return Measure(code=SHAPE, kind=kind, column=name, period=period, observed=_three(10**now), low=low, high=high)


def _range(before: Sequence[float], floors: tuple[float, float]) -> tuple[float, float]:
    tolerance = 3 * pstdev(before) + floors[len(before) == 1]
    return fmean(before) - tolerance, fmean(before) + tolerance


def _rows(shape: Shape) -> float:
    return math.log10(shape.rows / shape.departments)


def _size(column: ColumnShape) -> float:
    return column.size / PART / column.sized


def _three(number: float) -> float:
    """Three digits: more would say more than a range knows."""
    return float(f"{number:.3g}")
