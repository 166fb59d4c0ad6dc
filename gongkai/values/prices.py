"""Prices per piece: “82.00元/支”, “23元/支(69元/人份)”. A price is never an amount: nothing may be summed over it.

Belongs here: the value, the piece it is for, further prices in the same cell. Does not belong here: amounts, quantities
(“5瓶/人份”), and whether two pieces are the same.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from gongkai.values.amounts import parse_amount
from gongkai.values.labels import CJK, normalise

_PIECE = rf"[{CJK}A-Za-z]+"
_BASIS = re.compile(rf"{_PIECE}(?:/{_PIECE})*|[(]{_PIECE}[)]")
_WHOLE = re.compile(r"(?P<first>[^()]+(?:/\([^()/]+\))?)(?:\((?P<others>[^()]*/[^()]*)\))?")
_NEXT = re.compile(r"[;、]|,(?![0-9]{3}(?![0-9]))")


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


def _one(text: str, unit: str) -> Price | None:
    number, per, basis = text.strip().partition("/")
    amount = parse_amount(number, unit)
    if amount is None or amount.precision is None or amount.doubt or amount.value is None or amount.value < 0:
        return None
    if per and not _BASIS.fullmatch(basis.strip()):
        return None
    return Price(amount.value, amount.unit, basis.strip().strip("()"), ())
