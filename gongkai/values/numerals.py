"""Chinese numerals: 一百二十三, 廿一, 〇, and the capital letters of amounts (壹佰贰拾叁万元整).

Belongs here: one whole text that is a numeral. Does not belong here: Arabic digits, dates and amounts that use them.
"""

import re
from decimal import Decimal

from gongkai.values.labels import fold

_CAPITALS = ("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億圆圓〇○◯两兩", "一二二三三四五六六七八九十百千万亿元元零零零二二")
_PLAIN = str.maketrans(*_CAPITALS)
_TENS = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十"})
_DIGITS = "零一二三四五六七八九"
_LONGEST = 60
_ONE = "[一二三四五六七八九]"
_BELOW_10000 = re.compile(rf"(?:({_ONE})千)?(?:零?({_ONE})百)?(?:零?({_ONE}?十))?(?:(零|(?<=十)|^)({_ONE}))?")
_MONEY = re.compile(rf"(?:([^元角分整正]+)元)?(?:零?({_ONE})角|零角?)?(?:零?({_ONE})分)?[整正]?")


def parse_numeral(text: str) -> int | Decimal | None:
    """The number a Chinese numeral means: an int, or the amount in 元 (Decimal) when it names 元, 角 or 分.

    Digits in a row are read as such (二〇二六). None for what is no numeral and for the short forms of speech that can
    be read in two ways (“一百五”, “三万五”).
    """
    if len(text) > _LONGEST:
        return None
    plain = re.sub(r"\s", "", fold(text)).translate(_PLAIN).translate(_TENS)
    negative = plain.startswith("负")
    bare = plain.removeprefix("负")
    value = _money(bare) if re.search("[元角分]", bare) else _integer(bare)
    return -value if negative and value else value


def _money(text: str) -> Decimal | None:
    found = _MONEY.fullmatch(text)
    if not found:
        return None
    yuan = _integer(found[1]) if found[1] else 0
    return None if yuan is None else yuan + Decimal(_digit(found[2]) * 10 + _digit(found[3])).scaleb(-2)


def _integer(text: str) -> int | None:
    if len(text) > 1 and not text.strip(_DIGITS):
        return int(text.translate({ord(sign): str(n) for n, sign in enumerate(_DIGITS)}))
    for unit, factor in (("亿", 10**8), ("万", 10**4)):
        head, found, rest = text.rpartition(unit) if unit == "亿" else text.partition(unit)
        if found:
            return _two_parts(head, rest, factor)
    return 0 if text == "零" else _section(text)


def _two_parts(head: str, rest: str, factor: int) -> int | None:
    high = _integer(head) if head.strip(_DIGITS) or len(head) == 1 else None
    low = 0 if not rest else _section_after(rest)
    return None if not high or low is None or low >= factor else high * factor + low


def _section_after(rest: str) -> int | None:
    if len(rest) == 1:  # “三万五” is 35,000 in speech and 30,005 by the rule
        return None
    bare = rest.removeprefix("零")
    return _integer(bare) if len(bare) == 1 or bare.strip(_DIGITS) else None


def _section(text: str) -> int | None:
    found = _BELOW_10000.fullmatch(text) if text else None
    if not found:
        return None
    thousands, hundreds, tens, _, ones = found.groups()
    ten = _digit(tens.removesuffix("十")) or 1 if tens else 0
    return _digit(thousands) * 1000 + _digit(hundreds) * 100 + ten * 10 + _digit(ones)


def _digit(sign: str | None) -> int:
    return _DIGITS.index(sign) if sign else 0
