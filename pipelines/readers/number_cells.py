"""A cell that stores a number, as two texts: what it states, and what its number format shows. Whatever the workbook's
kind; texts, errors and booleans are in `cells`.
"""

import math
import re
from collections.abc import Sequence
from decimal import Decimal

from pipelines.readers.cells import cell_text
from pipelines.readers.number_formats import digits_of, is_date, is_duration, is_percent, render
from pipelines.readers.plain_formats import PlainFormat, plain_format
from pipelines.readers.serials import duration_of, moment_of

MOST_KEPT = 5_000
"""Different numbers of one format that are remembered."""

_FIFTEEN = "{:.15g}".format
_SHORT = 15
_NEVER = re.compile(r"(?!)")


def number_cell(value: float, format_code: str, date1904: bool = False) -> tuple[str, str]:
    """The text of the number and its printed text.

    The text is the shortest digits; a percentage is exact ('82.32%' for 0.8232 shown as 82%); a date, time or duration
    by its format is written as in `cell_text`. A number that is no date under a format of dates stays a number.
    """
    return _text(value, format_code, date1904), render(value, format_code, date1904)


def _text(value: float, code: str, date1904: bool) -> str:
    if is_duration(code):
        return cell_text(duration_of(value)) if moment_of(abs(value), date1904) is not None else digits_of(value)
    if is_date(code):
        moment = moment_of(value, date1904)
        return digits_of(value) if moment is None else cell_text(moment)
    if is_percent(code):
        return digits_of(Decimal(f"{value:.15g}").scaleb(2).normalize()) + "%"
    return digits_of(value)


class Numbers(dict[bytes, tuple[str, str]]):
    """`number_cell` for numbers as they are written in XML, all of one format; remembers what it has seen.

    Raises ValueError for what is no number; nothing written is an empty cell.
    """

    def __init__(self, format_code: str, date1904: bool = False) -> None:
        super().__init__()
        self._code, self._date1904 = format_code, date1904
        self._percent = is_percent(format_code)
        self._plain = plain_format(format_code)
        self._simple = _simple(self._plain) if self._plain or format_code == "General" else _NEVER

    def columns(self, raw: Sequence[bytes]) -> tuple[list[str], list[str]]:
        """The texts and the printed texts, for all at once where nothing is to be rounded."""
        if b"" in raw:
            return self._one_by_one(raw)
        values = list(map(float, raw))
        if self._percent:
            # Fifteen digits of the product are those of the number itself: the error is in the seventeenth.
            values = [value * 100 for value in values]
            together = ",".join(map(_FIFTEEN, values))
        elif max(map(len, raw)) <= _SHORT:
            together = b",".join(raw).decode()
        else:
            texts = zip(raw, values, strict=True)
            together = ",".join(each.decode() if len(each) <= _SHORT else _FIFTEEN(value) for each, value in texts)
        if not self._simple.fullmatch(together):
            return self._one_by_one(raw)
        shown = (together.replace(",", "%,") + "%" if self._percent else together).split(",")
        return shown, self._plain.show(values) if self._plain else shown

    def _one_by_one(self, raw: Sequence[bytes]) -> tuple[list[str], list[str]]:
        pairs = [self[each] for each in raw]
        return [text for text, _ in pairs], [printed for _, printed in pairs]

    def __missing__(self, raw: bytes) -> tuple[str, str]:
        if len(self) >= MOST_KEPT:
            self.clear()
        shown = self[raw] = self._one(raw)
        return shown

    def _one(self, raw: bytes) -> tuple[str, str]:
        if not raw.strip():
            return "", ""
        value = float(raw)
        if not math.isfinite(value):
            raise ValueError("a number without end")
        if self._plain and not self._percent and self._simple.fullmatch(text := _FIFTEEN(value)):
            return text, self._plain.show([value])[0]
        text, printed = number_cell(value, self._code, self._date1904)
        if raw.isdigit() and text.isdigit():
            # An identity number that a program has written as a number: the file has more digits than a double keeps.
            text = raw.decode().lstrip("0") or "0"
        return text, text if printed == text else printed


def _simple(plain: PlainFormat | None) -> re.Pattern[str]:
    """Numbers, with commas between, in their shortest form, that lose nothing when they are shown: they have no more
    decimals than the format.
    """
    places = r"\d*" if plain is None else rf"\d{{0,{plain.decimals - 1}}}"
    fraction = rf"(?:\.{places}[1-9])?" if plain is None or plain.decimals else ""
    sign, zero = ("-?" if plain is None or plain.signed else ""), ("|0" if plain is None or plain.zero else "")
    number = rf"(?:{sign}(?:[1-9]\d{{0,14}}|0(?=\.)){fraction}{zero})"
    return re.compile(f"{number}(?:,{number})*")
