"""Serial numbers of days as moments, and moments as a number format shows them. Dates in texts do not belong here."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from pipelines.readers.format_codes import Section, Token

_DAY_SECONDS = 86_400
_LAST_DAY = 2_958_465  # 9999-12-31
_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet knows no zones
_FALSE_LEAP_DAY = 60  # 1900-02-29, which the 1900 system counts
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_DAYS = "一二三四五六日"


def moment_of(serial: float, date1904: bool = False) -> date | time | datetime | None:
    """The day, time or both that a serial number of days means, to the millisecond; None where it means none.

    0.5 is a time. Days before March 1900 are counted as Excel counts them; its 29 February 1900 is none.
    """
    seconds = _seconds(serial)
    if seconds < 0 or seconds >= (_LAST_DAY + 1) * _DAY_SECONDS:
        return None
    days, rest = divmod(seconds, _DAY_SECONDS)
    clock = (_EPOCH_1904 + timedelta(seconds=float(rest))).time()
    if serial < 1:
        return clock
    try:
        moment = _day(int(days), date1904)
    except (ValueError, OverflowError):
        return None
    return moment if clock == time() else datetime.combine(moment, clock)


def duration_of(serial: float) -> timedelta:
    """The duration of a number of days, to the second."""
    return timedelta(seconds=round(_seconds(serial)))


def show_moment(serial: float, section: Section, date1904: bool) -> str | None:
    """The moment or duration as the section shows it; None where the number means none."""
    moment = moment_of(serial, date1904)
    seconds = _seconds(serial)
    lasting = any(token.sort == "elapsed" for token in section.tokens)
    if moment is None and not (lasting and abs(serial) <= _LAST_DAY):
        return None
    fine = any(token.sort == "date" and "." in token.text for token in section.tokens)
    if not fine:
        seconds = seconds.quantize(Decimal(1), ROUND_HALF_UP)
    day = _day_shown(int(seconds // _DAY_SECONDS), date1904)
    halves = any(token.sort == "half" for token in section.tokens)
    return "".join(_piece(token, day, abs(seconds), halves) for token in _minutes_told_from_months(section.tokens))


def _seconds(serial: float) -> Decimal:
    if not abs(serial) <= _LAST_DAY + 1:
        return Decimal(-1)
    return (Decimal(repr(float(serial))) * _DAY_SECONDS).quantize(Decimal("0.001"), ROUND_HALF_UP)


def _day(days: int, date1904: bool) -> date:
    if date1904:
        return (_EPOCH_1904 + timedelta(days)).date()
    if days == _FALSE_LEAP_DAY:
        raise ValueError("29 February 1900 was no day")
    return (_EPOCH_1900 + timedelta(days + (days < _FALSE_LEAP_DAY))).date()


def _day_shown(days: int, date1904: bool) -> date:
    try:
        return _day(max(days, 0), date1904)
    except (ValueError, OverflowError):
        return _EPOCH_1900.date()


def _minutes_told_from_months(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """`m` after hours or before seconds means minutes; they are renamed `n`."""
    units = [token.text[0] if token.sort in ("date", "elapsed") else "" for token in tokens]
    for index, token in enumerate(tokens):
        before = next((unit for unit in reversed(units[:index]) if unit), "")
        after = next((unit for unit in units[index + 1 :] if unit), "")
        if token.sort == "date" and units[index] == "m" and len(token.text) < 3 and (before == "h" or after == "s"):
            yield Token("date", "n" * len(token.text))
        else:
            yield token


def _piece(token: Token, day: date, seconds: Decimal, halves: bool) -> str:
    if token.sort == "elapsed":
        size = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
        return str(int(seconds // size)).zfill(len(token.text))
    if token.sort == "half":
        morning, afternoon = token.text.split("/")
        return morning if seconds % _DAY_SECONDS < _DAY_SECONDS // 2 else afternoon
    if token.sort != "date":
        return token.text
    return _clock_piece(token.text, seconds, halves) or _day_piece(token.text, day)


def _clock_piece(text: str, seconds: Decimal, halves: bool) -> str:
    hour = int(seconds // 3600 % 24)
    if text[0] == "h":
        return str((hour + 11) % 12 + 1 if halves else hour).zfill(min(len(text), 2))
    if text[0] == "n":
        return str(int(seconds // 60 % 60)).zfill(len(text))
    if text[0] == "s":
        width, _, fraction = text.partition(".")
        shown = f"{seconds % 60:.{len(fraction)}f}"
        whole, _, rest = shown.partition(".")
        return whole.zfill(min(len(width), 2)) + (f".{rest}" if rest else "")
    return ""


def _day_piece(text: str, day: date) -> str:
    size = len(text)
    if text[0] == "y":
        return f"{day.year % 100:02}" if size < 3 else f"{day.year:04}"
    if text[0] == "e":
        return str(day.year)
    if text[0] == "a":
        return ("星期" if size == 4 else "") + _CHINESE_DAYS[day.weekday()]
    name, number = (_MONTHS[day.month - 1], day.month) if text[0] == "m" else (_DAYS[day.weekday()], day.day)
    if size < 3:
        return str(number).zfill(size)
    return name[:1] if text[0] == "m" and size == 5 else name[:3] if size == 3 else name
