"""Values that a file states as text (ods, XML, HTML), written as `cells` writes those that a workbook stores."""

import re
from decimal import Decimal

from pipelines.readers.cells import cell_text

_MIDNIGHT = re.compile(r"T00:00(:00)?(\.0+)?$")
_FRACTION = re.compile(r"\.0+$")
_DURATION = re.compile(r"(-?)PT?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_NOT_PLAIN = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_ERROR = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d{3}")


def number_text(stated: str) -> str:
    """The shortest digits of the same double, without an exponent: "2161.10" → "2161.1"; what is no number stays."""
    if len(stated) < 16 and stated.isascii() and stated.isdigit():
        return stated.lstrip("0") or "0"
    try:
        value = float(stated)
    except ValueError:
        return stated
    digits = repr(value)
    if digits[-1].isdigit() and "e" not in digits:
        return digits.removesuffix(".0")
    return cell_text(value) if digits[-1].isdigit() else stated


def percent_text(number: str) -> str:
    """The number as a percentage, exactly: "0.8232" → "82.32%"; what is no number stays."""
    if not _PLAIN.fullmatch(number):
        return number
    digits = format(Decimal(number).scaleb(2), "f")
    return f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits}%"


def date_text(stated: str) -> str:
    """ISO 8601 without a midnight and without fractions that are zero: "2024-01-02T00:00:00.000" → "2024-01-02"."""
    return _FRACTION.sub("", _MIDNIGHT.sub("", stated.strip()))


def time_text(stated: str) -> str:
    """ "PT09H30M00S" → "09:30:00", and a duration of more than a day "26:30:00"; what is neither stays."""
    match = _DURATION.fullmatch(stated)
    if match is None:
        return stated
    sign, *parts = match.groups()
    hours, minutes, seconds = (int(part or 0) for part in parts)
    return f"{sign}{hours:02}:{minutes:02}:{seconds:02}"


def boolean_text(stated: str) -> str:
    """TRUE or FALSE."""
    return "TRUE" if stated.strip().lower() in ("true", "1") else "FALSE"


def one_line(text: str) -> str:
    """Line ends, tabs and runs of blanks as one blank, as markup understands them."""
    return _NOT_PLAIN.sub(" ", text)


def is_error(text: str) -> bool:
    """Whether it is the text of an error cell: #REF!, #DIV/0! …, Err:502."""
    return _ERROR.fullmatch(text) is not None
