"""Dates and years as they are written in exports and titles.

Belongs here: one text to one day or one year. Does not belong here: deadlines and working days (`gongkai.calendar`),
months and other intervals (`intervals`), and whether a date is plausible (a rule).
"""

import re
from datetime import date, timedelta

from gongkai.values.labels import fold
from gongkai.values.numerals import parse_numeral

#: What the engine may cast itself once the whole text matches; where the day does not exist both ways give no date.
ISO = r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"

_HAN = "〇零○◯一二三四五六七八九"
_DIGIT = str.maketrans(_HAN, "0000123456789")

_TIME = r"(?:(?:T|\s+)(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?:\+08:?00)?)?"
_FORMS = (
    re.compile(rf"(?P<y>[0-9]{{4}})(?P<mark>[-./])(?P<m>[0-9]{{1,2}})(?P=mark)(?P<d>[0-9]{{1,2}}){_TIME}"),
    re.compile(rf"(?P<y>[0-9{_HAN}]{{4}})\s*年\s*(?P<m>\S{{1,2}})\s*月\s*(?P<d>\S{{1,3}}?)\s*[日号]?{_TIME}"),
    re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
    re.compile(rf"(?P<d>[0-9]{{1,2}})\.(?P<m>[0-9]{{1,2}})\.(?P<y>[0-9]{{4}}){_TIME}"),
    re.compile(rf"(?P<d>1[3-9]|2[0-9]|3[01])/(?P<m>[0-9]{{1,2}})/(?P<y>[0-9]{{4}}){_TIME}"),
    re.compile(rf"(?P<m>[0-9]{{1,2}})/(?P<d>1[3-9]|2[0-9]|3[01])/(?P<y>[0-9]{{4}}){_TIME}"),
)

_YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇零○◯一二三四五六七八九]{3})"
_NOT_THE_TITLES = re.compile(rf"《[^《》]*》|截[至止]到?\s*{_YEAR}\s*年")
_TITLE_YEAR = re.compile(rf"(?<![0-9])({_YEAR})(?=\s*(?:年|(?:[-–—~]+|至)\s*{_YEAR}\s*年))")

_FIRST_SERIAL_AFTER_LEAP_FAULT = 61
_LAST_SERIAL = 2_958_465
_SERIAL = re.compile(r"([3-5][0-9]{4}|60000)(?:\.[0-9]+)?")  # 1982 to 2064, with a time of day


def parse_date(text: str) -> date | None:
    """The day a text states; None when it states none, an impossible one, or an instant of another time zone.

    Understood: 2026-03-05, 2026.3.5, 2026/3/5, 2026年3月5日, 二○二六年三月五日, each also with a time of day (dropped);
    20260305; full width forms; 05.03.2026, where the dots say that the day comes first; 25/3/2026 and 3/25/2026, but
    not 5/3/2026, which may be either. Bare numbers are never taken for spreadsheet serials (`from_serial`).
    """
    folded = fold(text)
    for form in _FORMS:
        if found := form.fullmatch(folded):
            return _day(*(number_of(found[part]) for part in "ymd"))
    return None


def number_of(token: str) -> int | None:
    """The year, month or day that a token of a date means: “3”, “十二”, “二〇二六”, “二0二六”, 元 (of 元月)."""
    if token == "元":
        return 1
    digits = token.translate(_DIGIT)
    if digits.isascii() and digits.isdigit():
        return int(digits)
    numeral = parse_numeral(token)
    return numeral if isinstance(numeral, int) else None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if not (year and month and day) or year < 1000:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_serial(serial: int, date1904: bool = False) -> date | None:
    """The day of a spreadsheet's serial number; None for what is no day, and for 60 (a 1900-02-29 that never was).

    Only for a cell with a date format, or in a column that holds dates; the workbook says which date system it uses.
    """
    if date1904:
        return date(1904, 1, 1) + timedelta(serial) if 0 <= serial <= _LAST_SERIAL - 1462 else None
    if not 1 <= serial <= _LAST_SERIAL or serial == _FIRST_SERIAL_AFTER_LEAP_FAULT - 1:
        return None
    return date(1899, 12, 30 if serial >= _FIRST_SERIAL_AFTER_LEAP_FAULT else 31) + timedelta(serial)


def parse_date_in_date_column(text: str, date1904: bool = False) -> date | None:
    """The day a text of a column that holds dates states: as `parse_date`, and serials from 30000 to 60000.

    In such a column “45356” or “45356.5” is a date that lost its format. Only for a column whose header says so.
    """
    serial = _SERIAL.fullmatch(fold(text))
    return from_serial(int(serial[1]), date1904) if serial else parse_date(text)


def year_in(text: str) -> int | None:
    """The one year a title names (“2026年部门预算”), ignoring years inside 《》 and after 截至 (STR-006).

    None when it names none, or several (“2025年预算执行情况和2026年预算草案”, “2024-2026年”): nothing is chosen.
    """
    title = _NOT_THE_TITLES.sub("", fold(text))
    years = {int(year.translate(_DIGIT)) for year in _TITLE_YEAR.findall(title)}
    return years.pop() if len(years) == 1 else None
