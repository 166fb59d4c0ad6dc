"""Intervals of days as plans and reports write them: “2021年10月底前”, “8月中旬”, “一季度”, “1-6月累计”.

Belongs here: one text to its first and last day. Does not belong here: single days in a date column (`dates`), working
days, and tasks without an end (“长期”, “每月”).
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.values.dates import number_of, parse_date
from gongkai.values.labels import fold


@dataclass(frozen=True)
class Interval:
    """The days from `first` to `last`, both included; `first` is None for a deadline (“…前”, “截至…”)."""

    first: date | None
    last: date
    text: str  #: as printed


def parse_interval(text: str, year: int | None = None) -> Interval | None:
    """The interval a text states; None when it states none, an impossible one, or no year and none is given.

    `year` is the year of the table, for a text that names none. A 旬 is the days 1–10, 11–20 or from 21 on; 月底,
    季度末 and 年底 are the last day; 累计 of one month begins on 1 January. A day or an end given with “前” is
    included; “10月前” is not understood, for it does not say whether October counts.
    """
    day = parse_date(text)
    if day:
        return Interval(day, day, text)
    bare = re.sub(r"\s+", "", fold(text))
    until = _deadline(bare, year)
    if until:
        return Interval(None, until, text)
    span = _to_date(bare, year) or _span(bare, year) or _between(bare, year)
    return Interval(span[0], span[1], text) if span else None


_Span = tuple[date, date]

_HAN = "〇零○◯一二三四五六七八九十元"
_Y = rf"(?:19|20)[0-9]{{2}}|[一二][{_HAN}0-9]{{3}}"
_N = rf"[0-9]{{1,2}}|[{_HAN}]{{1,3}}"
_OF_YEAR = rf"(?:(?P<y>{_Y})年度?)?"
_DEADLINE = re.compile(r"截[至止]到?(?P<until>.+)|(?P<before>.*(?:[日号旬底末]|[0-9]))(?:之前|以前|前)(?:完成)?")
_HALF = re.compile(rf"(?:(?:{_Y})年)?第?(?:{_N}|{_Y})")
_UNIT = re.compile(rf"(?:{_N}|{_Y})(月|日|号|个?季度|年)")
_PARTS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 1), "底": (31, 31), "末": (31, 31)}
_YEAR_PARTS = {
    "上半年": ((1, 1), (6, 30)),
    "下半年": ((7, 1), (12, 31)),
    "初": ((1, 1), (1, 1)),
    "底": ((12, 31), (12, 31)),
    "末": ((12, 31), (12, 31)),
}


def _deadline(text: str, year: int | None) -> date | None:
    found = _DEADLINE.fullmatch(text)
    span = _span(found["until"] or found["before"], year) if found else None
    return span[1] if span else None


def _to_date(text: str, year: int | None) -> _Span | None:
    bare = text.replace("累计", "")
    span = _span(bare, year) if bare != text else None
    if span:
        return date(span[1].year, 1, 1), span[1]
    return _between(bare, year) if bare != text else None


def _between(text: str, year: int | None) -> _Span | None:
    """“1-6月”, “2021年10月至2022年3月”: what one side leaves out it has from the other."""
    first, found, last = re.sub("[–—~到]+", "至", text).partition("至")
    if not found:
        first, _, last = text.partition("-")
    unit = _UNIT.search(last)
    begin = _span(first + unit[1] if unit and _HALF.fullmatch(first) else first, year)
    if begin is None:
        return None
    end = _span(last, begin[0].year) or _span(f"{begin[0].month}月{last}", begin[0].year)
    return (begin[0], end[1]) if end and begin[0] <= end[1] else None


def _span(text: str, year: int | None) -> _Span | None:
    day = parse_date(text)
    if day:
        return day, day
    for form, meaning in _FORMS:
        if found := form.fullmatch(text):
            stated = number_of(found["y"]) if found["y"] else year
            return meaning(found, stated) if stated else None
    return None


def _month(found: re.Match[str], year: int) -> _Span | None:
    month = number_of(found["m"])
    if not month or month > 12:
        return None
    first, last = _PARTS.get(found["part"], (1, 31))
    end = monthrange(year, month)[1]
    return date(year, month, min(first, end)), date(year, month, min(last, end))


def _day(found: re.Match[str], year: int) -> _Span | None:
    day = parse_date(f"{year}年{found['m']}月{found['d']}日")
    return (day, day) if day else None


def _quarter(found: re.Match[str], year: int) -> _Span | None:
    month = 3 * (number_of(found["q"]) or 0)
    last = date(year, month, monthrange(year, month)[1])
    if found["end"]:
        return last, last
    return date(year, 1 if found["many"] else month - 2, 1), last


def _year(found: re.Match[str], year: int) -> _Span:
    first, last = _YEAR_PARTS.get(found["part"], ((1, 1), (12, 31)))
    return date(year, *first), date(year, *last)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], _Span | None]], ...] = tuple(
    (re.compile(form), meaning)
    for form, meaning in (
        (rf"{_OF_YEAR}(?P<m>{_N})月份?(?P<part>[上中下]旬|初|底|末|当月|本月)?", _month),
        (r"(?P<y>(?:19|20)[0-9]{2})(?P<mark>[-./]?)(?P<m>0[1-9]|1[0-2]|(?<=[-./])[1-9])(?P<part>)", _month),
        (rf"{_OF_YEAR}(?P<m>{_N})月(?P<d>{_N})[日号]?", _day),
        (rf"{_OF_YEAR}(?:第|(?P<many>前))?(?P<q>[一二三四1-4])个?季度(?P<end>[底末])?", _quarter),
        (rf"{_OF_YEAR}(?P<part>上半年|下半年|全年)", _year),
        (rf"(?P<y>{_Y})年度?(?P<part>)", _year),
        (rf"(?P<y>{_Y})?年(?P<part>初|底|末)", _year),
    )
)
