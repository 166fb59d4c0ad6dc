"""Amounts of money: the text of a cell becomes an exact value in 元 and the precision it was printed with.

Belongs here: units, spellings of one amount, rounding to 分. Does not belong here: percentages, quantities, the choice
between several stated units, and what to do with a text that is no amount (a finding of the caller).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from types import MappingProxyType
from typing import Literal

from gongkai.values.labels import blank, fold

#: What the engine may cast itself once the whole text matches. The parser below gives the same value for such a text.
PLAIN = r"-?[0-9]+(\.[0-9]+)?"

#: Yuan in one unit. The units a table may state (STR-007), and their spellings with the currency's name.
UNITS: Mapping[str, Decimal] = MappingProxyType(
    {
        f"{before}{name}{after}": Decimal(yuan)
        for name, yuan in (("元", 1), ("千元", 1000), ("万元", 10_000), ("百万元", 1_000_000), ("亿元", 100_000_000))
        for before, after in (("", ""), ("人民币", ""), ("", "人民币"))
    }
)

State = Literal["reported", "zero", "dash", "blank"]
Doubt = Literal["spaced"]


@dataclass(frozen=True)
class Amount:
    """One amount as stated (§3.1 of the domain reference: empty, 0 and “—” are three different things)."""

    value: Decimal | None  #: 元, exact; None when blank; 0 for a dash
    state: State
    precision: Decimal | None  #: 元 in one last printed digit; None when no digit was printed
    unit: str | None  #: the unit printed inside the cell (元, 万元 …); None when the column's unit was taken
    text: str  #: the cell as printed
    doubt: Doubt | None = None  #: a blank stands where no group of thousands ends (“121 83”): a warning


_CURRENCY = r"(?:(?:¥|人民币) ?)?"
_SIGN = r"(?:[-+−–△▲] ?)?"
_GROUPS = r"[1-9][0-9]{0,2}(?: [0-9]{3})+"
_WHOLE = rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|{_GROUPS}|[1-9][0-9]* [0-9]+)"
_NUMBER = rf"(?:{_WHOLE}(?:\.[0-9]+)?|\.[0-9]+)"
_LONGEST_FIRST = sorted(UNITS, key=len, reverse=True)
_UNIT = "|".join(unit.replace("人民币", " ?人民币 ?") for unit in _LONGEST_FIRST)
_CELL = re.compile(
    rf"(?P<prefix>{_CURRENCY}{_SIGN}|{_SIGN}{_CURRENCY})(?:(?P<number>{_NUMBER})|\((?P<bracketed>{_NUMBER})\))"
    rf"(?: ?(?P<unit>{_UNIT}|\((?:{_UNIT})\)) ?[整正]?)?"
)
_DASH = re.compile(r"[-−–—―─]+|/|无|\.{3,6}")  # “…” is dots once it is folded

_SPACED_UNIT = "|".join(r"\s*".join(unit) for unit in _LONGEST_FIRST)
_STATED_UNIT = re.compile(
    rf"单\s*位\s*[:∶]?\s*({_SPACED_UNIT})(?![\u3400-\u9fff/])"  # not 元氏县, not 元/支
    rf"|[(\[【〔]\s*({_SPACED_UNIT})\s*[)\]】〕,;、]"
    rf"|(?:^|/)\s*({_SPACED_UNIT})$"
)
_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "": "元",
        **dict.fromkeys(("1000", "thousand"), "千元"),
        **dict.fromkeys(("10000", "10thousand"), "万元"),
        **dict.fromkeys(("1000000", "million"), "百万元"),
        **dict.fromkeys(("100000000", "100million"), "亿元"),
    }
)
_STATED_ENGLISH = re.compile(
    r"(?:\bunit\s*:?|\()\s*(|1[ ,]?000|thousand|10[ ,]?000|10 ?thousand|(?:1[ ,]?000[ ,]?000|million)"
    r"|100[ ,]?000[ ,]?000|100 ?million)\s*yuan\b",
    re.IGNORECASE,
)


def parse_amount(text: str, unit: str) -> Amount | None:
    """The amount a cell states, in 元; None when the text is no amount or could be read in two ways (“1,23”, “1e3”).

    `unit` is the column's unit, a key of `UNITS` (KeyError otherwise); a unit inside the cell wins over it. Understood:
    full width digits, well formed groups of thousands (comma or blank), a leading apostrophe, ¥, the signs -, −, △, ▲,
    brackets for a negative amount, and dashes, “/”, “无” and “…” for nothing. One blank elsewhere between the digits
    (“121 83”), as text recognition leaves it, is read over and told (`doubt`). A price per piece is no amount.
    """
    if any(unicodedata.category(sign) == "No" for sign in text):  # “12²”, “①”: folding would make digits of them
        return None
    folded = fold(text).removeprefix("'").removeprefix("‘").removeprefix("’")
    if blank(folded):
        return Amount(None, "blank", None, None, text)
    if _DASH.fullmatch(folded):
        return Amount(Decimal(0), "dash", None, None, text)
    return _reported(_CELL.fullmatch(folded), unit, text)


def _reported(cell: re.Match[str] | None, unit: str, text: str) -> Amount | None:
    if cell is None or (cell["bracketed"] and re.search(r"[-+−–△▲]", cell["prefix"])):
        return None
    number = cell["number"] or cell["bracketed"]
    digits = re.sub("[ ,]", "", number)
    doubt: Doubt | None = "spaced" if " " in number and not re.match(rf"{_GROUPS}(?![0-9 ])", number) else None
    negative = bool(cell["bracketed"] or re.search("[-−–△▲]", cell["prefix"]))
    own = _plain_unit(cell["unit"]) if cell["unit"] else None
    factor = UNITS[own or unit]
    exact = Context(prec=len(digits) + 10)  # every digit and the zeros of 亿元: nothing is rounded here
    value = exact.multiply(Decimal(digits), factor)
    precision = exact.multiply(Decimal(1).scaleb(-len(digits.partition(".")[2])), factor)
    if not value:
        return Amount(value, "zero", precision, own, text, doubt)
    return Amount(value.copy_negate() if negative else value, "reported", precision, own, text, doubt)


def _plain_unit(unit: str) -> str:
    return re.sub(r"[()\s]|人民币", "", unit)


def unit_in(text: str) -> str | None:
    """The unit that a title row, a context row or a column header states: 元, 万元, 亿元 …

    “编制部门：…  单位：万元”, “合同金额(元)”, “预算数/万元”, or a cell with nothing but the unit. Only where no Chinese
    unit stands, the English one of a statistical yearbook counts (“(10 000 yuan)”). None when the text states none, two
    different ones, another currency, or one per piece (“元/支”).
    """
    folded = fold(text)
    found = {_plain_unit("".join(groups)) for groups in _STATED_UNIT.findall(folded)}
    if not found:
        found = {_ENGLISH[re.sub("[ ,]", "", number).lower()] for number in _STATED_ENGLISH.findall(folded)}
    return found.pop() if len(found) == 1 else None


def to_cents(value: Decimal) -> Decimal:
    """The amount (元) in the published form with two decimals, half to even."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_EVEN, Context(prec=max(value.adjusted(), 0) + 4))


def loses_cents(value: Decimal) -> bool:
    """Whether the amount (元) has more than two decimals that matter, so that publishing it rounds."""
    return to_cents(value) != value
