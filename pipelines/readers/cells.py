"""Values as a workbook stores them, written as text. Number formats, units and meanings do not belong here."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

Stored = str | float | bool | date | datetime | time | timedelta | None


def cell_text(value: Stored) -> str:
    """The value as text: whole floats without point, others by their shortest digits (up to fifteen), no exponent,
    TRUE and FALSE, ISO 8601 for dates and times, hours:minutes:seconds for durations; '' for nothing.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, timedelta):
        return _duration(value)
    return value.isoformat()


def _number(value: float) -> str:
    # A spreadsheet keeps fifteen digits of what was typed, and shows no more of what it has calculated: 0.1 + 0.2 is
    # 0.3. Whole numbers have the shortest digits that give the same double; int(1e23) would invent the last ones.
    digits = repr(value + 0) if float(value).is_integer() else f"{value:.15g}"
    text = format(Decimal(digits), "f")
    return text.removesuffix(".0")


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    minutes, second = divmod(abs(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{'-' if seconds < 0 else ''}{hours}:{minute:02}:{second:02}"
