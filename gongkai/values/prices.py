"""Prices per piece: “82.00元/支”, “23元/支(69元/人份)”. A price is never an amount: nothing may be summed over it.

Belongs here: the value, the piece it is for as the cell or the header says, further prices in the same cell, and a rate
that stands in place of a price. Does not belong here: amounts, quantities (“5瓶/人份”), and whether two pieces are the
same.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from gongkai.values.amounts import UNITS, parse_amount
from gongkai.values.labels import CJK, normalise

_PIECE = rf"[{CJK}A-Za-z]+"
_BASIS = re.compile(rf"{_PIECE}(?:/{_PIECE})*|[(]{_PIECE}[)]")
_WHOLE = re.compile(r"(?P<first>[^()]+(?:/\([^()/]+\))?)(?:\((?P<others>[^()]*/[^()]*)\))?")
_NEXT = re.compile(r"[;、]|,(?![0-9]{3}(?![0-9]))")
_HEADER = re.compile(rf"(?P<name>.+)\((?:单位[::])?(?P<unit>{'|'.join(UNITS)})/(?P<basis>{_PIECE})\)")
_RATE = re.compile(r"[%‰]|[0-9一二三四五六七八九]\s*折|[上下]浮|费率|优惠率|折扣|让利")


@dataclass(frozen=True)
class Price:
    """One price as stated."""

    value: Decimal  #: 元 for one piece, exact
    unit: str | None  #: the unit printed (元, 万元); None when the column's unit was taken
    basis: str  #: the piece: “支”, “人份/支”; '' when the cell names none
    others: tuple["Price", ...]  #: further prices of the cell, for other pieces


def parse_price(text: str, unit: str) -> Price | None:
    """The price per piece that a cell states; None when it states none, a negative one, or one that is not understood.

    `unit` is the column's unit, a key of `UNITS`; a unit inside the cell wins over it. Further prices stand in brackets
    or after a comma, each with its own piece. A bare number is a price that names no piece.
    """
    found = _WHOLE.fullmatch(normalise(text))
    if not found:
        return None
    stated = [*_NEXT.split(found["first"]), *(_NEXT.split(found["others"]) if found["others"] else [])]
    prices = [_one(piece, unit) for piece in stated]
    known = [price for price in prices if price]
    if len(known) < len(prices) or (len(known) > 1 and not all(price.basis for price in known)):
        return None
    return Price(known[0].value, known[0].unit, known[0].basis, tuple(known[1:]))


def priced_in(header: str) -> tuple[str, str, str] | None:
    """The name, the unit and the piece that a header states: “中标价格（元/小盒）” is 中标价格, 元 and 小盒.

    None where it names no piece.
    """
    found = _HEADER.fullmatch(normalise(header))
    return (found["name"], found["unit"], found["basis"]) if found else None


def is_rate(text: str) -> bool:
    """Whether the text states a rate (费率, 优惠率, 下浮率) where an amount should be: “98%”, “下浮5%”, “九折”."""
    return bool(_RATE.search(normalise(text)))


def _one(text: str, unit: str) -> Price | None:
    number, per, basis = text.strip().partition("/")
    amount = parse_amount(number, unit)
    if amount is None or amount.precision is None or amount.doubt or amount.value is None or amount.value < 0:
        return None
    if per and not _BASIS.fullmatch(basis.strip()):
        return None
    return Price(amount.value, amount.unit, basis.strip().strip("()"), ())
