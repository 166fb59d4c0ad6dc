"""What the text of one cell looks like: a value of a body, a period, or a label. What it means is not asked here."""

import re
from typing import Literal

Kind = Literal["blank", "value", "period", "label"]

LONGEST_VALUE = 40
"""A longer text is no figure, date or code, whatever it begins with."""

_SIGN = r"[-+−–△▲(（¥￥£$€'’‘#]*\s*"
_NUMBER = r"\d(?:[\d,，.．\s]*\d)?"
_FIGURE = re.compile(rf"{_SIGN}(?:{_NUMBER}|\.\d+)\s*[)）]?\s*[%％‰]?[)）]?")
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:[T ]\d{1,2}:.*)?"
    r"|\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4}|\d+:\d\d(?::\d\d)?"
)
_CODE = re.compile(r"(?=(?:[^\d]*\d){3})[A-Z\d][A-Z\d_./-]*|[A-Z]{1,2}\d\d|#[A-Z/0]+[!?]?|TRUE|FALSE")
_ORDINAL = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?")
_QUANTITY = re.compile(rf"{_SIGN}{_NUMBER}\s*[^\d\s(（年月季岁:：、.]{{1,4}}(?:/[^\d\s]{{1,6}})?")
_NOTHING = re.compile(r"[-–—―─/.…。·*]+|无|[Nn]/?[Aa][Nn]?|null|NULL")
_YEAR = r"(?:19|20)\d{2}(?:\.0)?"
_PERIOD = re.compile(
    rf"(?:{_YEAR}|FY ?\d{{2,4}})(?:\s*[-–—/]\s*\d{{2,4}})?\s*(?:年度?|年末|年初|年底)?|\d{{4}}-\d\d-01"
    rf"|(?:{_YEAR}\s*年\s*)?(?:\d{{1,2}}\s*[-–—~至]\s*)?\d{{1,2}}\s*月(?:份|末|底)?"
    rf"|(?:{_YEAR}\s*年\s*)?第?\s*[1-4一二三四]\s*季度|Q[1-4](?: ?{_YEAR})?"
    r"|\d+\s*[-–—~]?\s*\d*\s*[岁年](?:以[上下内]|及以上)?"
)


_SHAPED = frozenset("一二三四五六七八九十第无")
"""Chinese signs with which a period, an ordinal or a dash in words may begin."""


def kind(text: str) -> Kind:
    """Value (figure, date, code, quantity, ordinal, dash for nothing), period (2007年, 2015, 1-6月), or label.

    A bare year is a period, although it may be an amount: alone it proves neither a header nor a body.
    """
    told = text.strip()
    if not told:
        return "blank"
    if len(told) > LONGEST_VALUE or ("\u4e00" <= told[0] <= "\u9fff" and told[0] not in _SHAPED):
        return "label"
    if _PERIOD.fullmatch(told):
        return "period"
    shapes = (_FIGURE, _DATE, _CODE, _QUANTITY, _NOTHING, _ORDINAL)
    return "value" if any(shape.fullmatch(told) for shape in shapes) else "label"


def in_sequence(periods: list[str]) -> bool:
    """Whether periods are those of neighbouring columns: at least two, all different, rising or falling."""
    numbers = [int("".join(re.findall(r"\d", period)) or 0) for period in periods]
    rising = sorted(set(numbers))
    return len(periods) > 1 and numbers in (rising, rising[::-1])
