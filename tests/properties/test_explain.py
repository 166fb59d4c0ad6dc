"""The explainer: whatever fault is planted in a sum, its kind is among the readings, and first where it is alone."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from quality.explain import MOST, Kind, Part, Reading, Sum, explain

FEN = Decimal("0.01")
#: Amounts that stand out: of a thousand yuan and more, to the fen.
AMOUNTS = st.integers(100_000, 10**11).map(lambda fen: Decimal(fen) / 100)
POWERS = st.sampled_from([4, -4])
#: A planted fault: the stated total and the parts after it; None where it cannot be planted here.
Planted = tuple[Decimal, tuple[Part, ...]] | None


@st.composite
def tables(draw: st.DrawFn) -> tuple[Part, ...]:
    """Parts of a sum; about one in four has an of-which row below it."""
    parts: list[Part] = []
    for amount in draw(st.lists(AMOUNTS, min_size=4, max_size=12)):
        then = draw(AMOUNTS)
        parts.append(Part(f"项目{len(parts)}", amount, f"C{len(parts) + 6}", last_year=then))
        if draw(st.integers(0, 3)) == 0:
            inner = (amount * draw(st.integers(1, 9)) / 10).quantize(FEN)
            parts.append(Part("其中", inner, f"C{len(parts) + 6}", of_which=True))
    return tuple(parts)


def amount(part: Part) -> Decimal:
    assert part.amount is not None
    return part.amount


def added(parts: tuple[Part, ...]) -> Decimal:
    return sum((amount(part) for part in parts if not part.of_which), Decimal(0))


def with_amount(parts: tuple[Part, ...], which: Part, now: Decimal | None, **others: Decimal) -> tuple[Part, ...]:
    return tuple(replace(part, amount=now, **others) if part is which else part for part in parts)  # type: ignore[arg-type]


def stated(total: Decimal, parts: tuple[Part, ...]) -> Sum:
    counted = sum(not part.of_which and part.amount is not None for part in parts)
    return Sum(total, parts, FEN / 2 * (counted + 1), "C5", precision=FEN)


def sign_lost(parts: tuple[Part, ...], row: Part, _: st.DataObject) -> Planted:
    return added(parts) - 2 * amount(row), parts


def of_which_counted(parts: tuple[Part, ...], _: Part, data: st.DataObject) -> Planted:
    marked = [part for part in parts if part.of_which]
    if not marked:
        return None
    inner = data.draw(st.sampled_from(marked))
    if data.draw(st.booleans()):
        return added(parts) + amount(inner), parts
    return added(parts), tuple(replace(part, of_which=False) if part is inner else part for part in parts)


def row_missing(parts: tuple[Part, ...], row: Part, _: st.DataObject) -> Planted:
    return added(parts) - amount(row), parts


def row_twice(parts: tuple[Part, ...], row: Part, data: st.DataObject) -> Planted:
    if data.draw(st.booleans()):
        return added(parts) + amount(row), parts
    return added(parts), (*parts, replace(row, cell="C99"))


def scaled(parts: tuple[Part, ...], row: Part, data: st.DataObject, power: int) -> Planted:
    factor = Decimal(10) ** power
    if data.draw(st.booleans()):
        return (added(parts) * factor).quantize(FEN), parts
    return added(parts), with_amount(parts, row, (amount(row) * factor).quantize(FEN))


def unit(parts: tuple[Part, ...], row: Part, data: st.DataObject) -> Planted:
    return scaled(parts, row, data, data.draw(POWERS))


def decimal_shifted(parts: tuple[Part, ...], row: Part, data: st.DataObject) -> Planted:
    return scaled(parts, row, data, data.draw(st.sampled_from([1, -1])))


def transposed(parts: tuple[Part, ...], row: Part, data: st.DataObject) -> Planted:
    true = added(parts) if data.draw(st.booleans()) else amount(row)
    digits = str(int(true * 100))
    place = data.draw(st.integers(0, len(digits) - 2))
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    if swapped == digits or swapped.startswith("0"):
        return None
    now = Decimal(swapped) / 100
    return (now, parts) if true == added(parts) else (added(parts), with_amount(parts, row, now))


def blank_part(parts: tuple[Part, ...], row: Part, _: st.DataObject) -> Planted:
    return added(parts), with_amount(parts, row, None)


def subset(parts: tuple[Part, ...], _: Part, data: st.DataObject) -> Planted:
    counted = [part for part in parts if not part.of_which]
    first = data.draw(st.integers(0, len(counted) - 3))
    size = data.draw(st.integers(2, 3))
    return added(parts) - added(tuple(counted[first : first + size])), parts


def other_year(parts: tuple[Part, ...], row: Part, _: st.DataObject) -> Planted:
    then = row.last_year or Decimal(0)
    return added(parts), with_amount(parts, row, then, last_year=amount(row))


FAULTS: dict[Kind, Callable[[tuple[Part, ...], Part, st.DataObject], Planted]] = {
    Kind.SIGN_LOST: sign_lost,
    Kind.OF_WHICH_COUNTED: of_which_counted,
    Kind.ROW_MISSING: row_missing,
    Kind.ROW_TWICE: row_twice,
    Kind.UNIT: unit,
    Kind.TRANSPOSED: transposed,
    Kind.DECIMAL_SHIFTED: decimal_shifted,
    Kind.BLANK_PART: blank_part,
    Kind.SUBSET: subset,
    Kind.OTHER_YEAR: other_year,
}


@given(tables(), st.sampled_from(list(FAULTS)), st.data())
def test_the_planted_fault_is_among_the_readings(parts: tuple[Part, ...], kind: Kind, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from([part for part in parts if not part.of_which]))
    planted = FAULTS[kind](parts, row, data)
    assume(planted is not None)
    assert planted is not None
    sum_ = stated(*planted)
    assume(not sum_.is_within)
    found = explain(sum_)
    kinds = [reading.kind for reading in found]
    assert kind in kinds or len(found) > MOST, kinds
    if len(found) == 1:
        assert kinds == [kind]


@given(tables(), st.data())
def test_a_difference_of_rounding_is_never_anything_else(parts: tuple[Part, ...], data: st.DataObject) -> None:
    tolerance = stated(Decimal(0), parts).tolerance
    off = data.draw(st.integers(-int(tolerance / FEN), int(tolerance / FEN))) * FEN
    found = explain(stated(added(parts) + off, parts))
    assert [reading.kind for reading in found] == ([Kind.ROUNDING] if off else [])


@given(tables(), st.integers(-(10**11), 10**11))
def test_what_a_reading_says_closes_the_gap(parts: tuple[Part, ...], fen: int) -> None:
    sum_ = stated(Decimal(fen) / 100, parts)
    assume(not sum_.is_within)
    found = explain(sum_)
    assert found
    named = [reading for reading in found if reading.kind != Kind.AMBIGUOUS]
    assert [each.confidence for each in named] == sorted((each.confidence for each in named), reverse=True)
    assert sum(each.confidence for each in named) <= 1 + 0.01 * len(named)
    for reading in named:
        if reading.value is not None:
            assert abs(_repaired(sum_, reading).difference) <= _slack(sum_, reading)


def _repaired(sum_: Sum, reading: Reading) -> Sum:
    cell, value = reading.cells[0], reading.value
    assert value is not None
    if cell == sum_.stated_cell:
        return replace(sum_, stated=value)
    return replace(sum_, parts=tuple(replace(part, amount=value) if part.cell == cell else part for part in sum_.parts))


def _slack(sum_: Sum, reading: Reading) -> Decimal:
    """The tolerance; digits that a figure lost when it was written in a larger unit may be missing too."""
    times = reading.zh.partition("相差 ")[2].partition(" 倍")[0].replace(",", "") or "0"
    return sum_.tolerance + FEN + FEN / 2 * Decimal(times)


@given(tables(), st.integers(1, 10**11))
def test_the_order_of_the_rows_does_not_matter(parts: tuple[Part, ...], fen: int) -> None:
    rows = tuple(part for part in parts if not part.of_which)
    forth, back = (explain(stated(Decimal(fen) / 100, order)) for order in (rows, rows[::-1]))
    alone = {Kind.SIGN_LOST, Kind.UNIT, Kind.TRANSPOSED, Kind.DECIMAL_SHIFTED}
    seen = [{(each.kind, each.cells, each.value) for each in found if each.kind in alone} for found in (forth, back)]
    assert seen[0] == seen[1] or len(forth) > MOST
