"""One figure, a row or the total, is not what was meant: sign, unit, decimal point, digits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from math import sqrt

from quality.explaining.sums import Part, Sum
from quality.explaining.ways import DECIMAL_SHIFTED, SIGN_ADDED, SIGN_LOST, TRANSPOSED, UNIT, Hit, Way

#: Powers of ten by which figures differ: 千, 万, 亿 are units of money; a decimal point slips by one or two places.
UNITS = (3, 4, 8, -3, -4, -8)
PLACES = (1, 2, -1, -2)
#: How much it counts that the figure comes nearer to that of last year, or gets further from it.
NEARER, FURTHER = 4.0, 0.25


def instead(sum_: Sum, way: Way, figure: Part, value: Decimal, tries: int) -> Hit:
    """The hit that this figure would have to be `value`."""
    left = sum_.difference + figure.counted - figure.signed(value)
    return Hit(way, (figure,), value, sum_.drift, tries, left, favour(figure, value))


def favour(figure: Part, value: Decimal) -> float:
    """What last year's figure says of the change."""
    if figure.last_year is None:
        return 1.0
    now, then = (abs(amount - figure.last_year) for amount in (figure.amount or Decimal(0), value))
    return 1.0 if now == then else NEARER if then < now else FURTHER


def sign(sum_: Sum) -> Iterator[Hit]:
    """|D| = 2·|p|, in the direction that fits: +p would have to be −p, or the other way round."""
    for figure in sum_.near(-sum_.difference / 2, sum_.tolerance / 2):
        amount = figure.amount or Decimal(0)
        yield instead(sum_, SIGN_LOST if amount > 0 else SIGN_ADDED, figure, -amount, len(sum_.figures))


def unit(sum_: Sum) -> Iterator[Hit]:
    """The total, or one row, is 10³, 10⁴ or 10⁸ times too large or too small."""
    return _scaled(sum_, UNIT, UNITS)


def decimal_point(sum_: Sum) -> Iterator[Hit]:
    """The total, or one row, is 10 or 100 times too large or too small; its digits stay those of the table."""
    return (hit for hit in _scaled(sum_, DECIMAL_SHIFTED, PLACES) if (hit.value or 0) % sum_.precision == 0)


def _scaled(sum_: Sum, way: Way, powers: Sequence[int]) -> Iterator[Hit]:
    """A figure that was cut to fewer digits before it is scaled up has lost up to half of its last one.

    One figure too large and all others too small is the same thing seen from two ends, so both are as likely.
    Where next to nothing would remain of a figure, it might as well be left out, and that is another way.
    """
    for power in powers:
        factor = Decimal(10) ** power
        cut = sum_.precision / 2 * 10 ** abs(power)
        slack = sum_.tolerance + (cut if power > 0 else 0)
        said = {"times": f"{10 ** abs(power):,}"}
        tries = len(sum_.figures) * len(powers)
        if abs(sum_.difference) <= 2 * slack:
            continue
        for figure in sum_.near(sum_.difference / (factor - 1), abs(slack / (factor - 1))):
            value = (figure.amount or Decimal(0)) * factor
            if abs(value) > 2 * sum_.tolerance + sum_.precision:
                drift = sum_.drift + float(cut) / sqrt(3)
                yield replace(instead(sum_, way, figure, value, tries), drift=drift, said=said)


def transposed(sum_: Sum) -> Iterator[Hit]:
    """Two neighbouring digits of one figure are swapped, which changes it by 9·(b−a)·10^k last digits."""
    found = []
    for place, steps in _steps(sum_).items():
        for figure in sum_.figures:
            moved = _moved(abs(figure.counted) / sum_.precision, place)
            if moved and (moved if figure.counted > 0 else -moved) in steps:
                found.append((figure, moved * 9 * 10**place * sum_.precision))
    tries = sum(len(str(int(abs(figure.counted) / sum_.precision))) for figure in sum_.figures) if found else 0
    for figure, growth in found:
        amount = figure.amount or Decimal(0)
        value = (abs(amount) + growth).copy_sign(amount)
        yield instead(sum_, TRANSPOSED, figure, value, tries)


def _steps(sum_: Sum) -> dict[int, set[int]]:
    """Place of the lower digit -> by how much the digits have to differ for the swap to close the gap."""
    gap, slack = sum_.difference / sum_.precision, sum_.tolerance / sum_.precision
    found = {}
    for place in range(len(str(int(abs(gap) + slack)))):
        steps = {step for step in range(-9, 10) if step and abs(gap - 9 * 10**place * step) <= slack}
        if steps:
            found[place] = steps
    return found


def _moved(digits: Decimal, place: int) -> int:
    """By how many times 9·10^place a number grows when the digits at `place` and above it are swapped.

    0 where they cannot have been: there are no such digits, or a number would begin with 0.
    """
    whole = int(digits)
    if whole != digits:
        return 0
    high, low = divmod(whole // 10**place % 100, 10)
    leads = whole < 10 ** (place + 2)
    return 0 if leads and not (high and low) else low - high
