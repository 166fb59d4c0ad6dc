"""Styles and values of XML Spreadsheet 2003. Sheets are put together in `spreadsheetml`."""

import re
from datetime import datetime
from typing import NamedTuple

from pipelines.readers.assembly import Assembly
from pipelines.readers.number_cells import Numbers, number_cell
from pipelines.readers.number_formats import is_date
from pipelines.readers.stored import boolean_text, date_text
from pipelines.readers.unreadable import Unreadable

SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_OTHER_FILE = re.compile(r"\.(xls|et|ods|csv)\w*\]", re.IGNORECASE)
_GENERAL = "General"
# Formats that have a name instead of a code. What depends on the country is written as in China.
_NAMED = {
    "General Number": _GENERAL,
    "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "d-mmm-yy",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm",
    "Currency": "#,##0.00",
    "Euro Currency": "#,##0.00",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Yes/No": _GENERAL,
    "True/False": _GENERAL,
    "On/Off": _GENERAL,
}
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zones
_DAY_SECONDS = 86_400
_FALSE_LEAP_DAY = 61  # days up to February 1900 have a number that is one less
_LONGEST_NUMBER = 9
_LONGEST_FIGURE = 400


class Style(NamedTuple):
    """What of a style matters here."""

    format_code: str = _GENERAL
    indent: int = 0


class Styles:
    """The styles of a workbook by their identifiers."""

    def __init__(self) -> None:
        self._styles: dict[str, Style] = {}
        self._numbers: dict[str, Numbers] = {}
        self._name = ""

    def begin(self, attributes: dict[str, str]) -> None:
        """A style begins; it has what its parent has."""
        self._name = stated(attributes, "ID")
        parent = stated(attributes, "Parent") or "Default"
        self._styles[self._name] = self._styles.get(parent, Style())

    def number_format(self, attributes: dict[str, str]) -> None:
        """The number format of the style."""
        code = stated(attributes, "Format") or _GENERAL
        self._styles[self._name] = Style(_NAMED.get(code, code), self.of(self._name).indent)

    def alignment(self, attributes: dict[str, str]) -> None:
        """How far the style sets its cells in."""
        self._styles[self._name] = Style(self.of(self._name).format_code, number_of(attributes, "Indent", 0))

    def of(self, *names: str) -> Style:
        """The first of these styles that is given, else the workbook's own."""
        return self._styles.get(next((name for name in names if name), "Default"), Style())

    def numbers(self, style: Style) -> Numbers:
        """Numbers as the style shows them."""
        if style.format_code not in self._numbers:
            self._numbers[style.format_code] = Numbers(style.format_code)
        return self._numbers[style.format_code]


def stated(attributes: dict[str, str], name: str) -> str:
    """An attribute, which some writers leave without its namespace; '' if it is absent."""
    return attributes.get(SHEET + name) or attributes.get(name) or ""


def number_of(attributes: dict[str, str], name: str, otherwise: int) -> int:
    """An attribute that is a number. Raises Unreadable("corrupt") if it is none."""
    text = stated(attributes, name)
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST_NUMBER:
        raise Unreadable("corrupt", f"{name} is no number")
    return int(text)


def put_cell(
    sheet: Assembly, attributes: dict[str, str], kind: str, value: str, style: Style, numbers: Numbers
) -> None:
    """Add the cell, and the blank ones that it is merged with in its row."""
    across, down = number_of(attributes, "MergeAcross", 0), number_of(attributes, "MergeDown", 0)
    sheet.merge(down + 1, across + 1)
    text, printed = _value(kind, value, style.format_code, numbers)
    if kind == "Error":
        sheet.mark("error")
    if formula := stated(attributes, "Formula"):
        sheet.formula()
        if not text:
            sheet.mark("uncomputed")
        if _OTHER_FILE.search(formula):
            sheet.mark("linked")
    if style.indent and text:
        sheet.mark("indent", level=style.indent)
    sheet.add(text, printed)
    sheet.add("", None, across)


def _value(kind: str, value: str, format_code: str, numbers: Numbers) -> tuple[str, str | None]:
    """The text of the value and what is shown for it; None for what is no number and no date."""
    if kind == "Number" and len(value) <= _LONGEST_FIGURE:
        try:
            return numbers[value.strip().encode()]
        except ValueError:
            return value, None
    if kind == "DateTime":
        return _moment(value, format_code)
    if kind == "Boolean":
        return boolean_text(value), None
    return value.replace("\r\n", "\n").replace("\r", "\n"), None


def _moment(value: str, format_code: str) -> tuple[str, str]:
    text = date_text(value)
    try:
        past = datetime.fromisoformat(value.strip()) - _EPOCH
    except (ValueError, TypeError):
        return text, text
    if not is_date(format_code):
        return text, text
    serial = past.days + (past.seconds + past.microseconds / 1e6) / _DAY_SECONDS
    return number_cell(serial - 1 if serial < _FALSE_LEAP_DAY else serial, format_code)
