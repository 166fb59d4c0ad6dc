"""One cell of an OpenDocument spreadsheet: its value and the text that it shows. Sheets are put together in `ods`."""

import re

from pipelines.readers import limits
from pipelines.readers.assembly import Assembly
from pipelines.readers.stored import (
    boolean_text,
    date_text,
    is_error,
    number_text,
    one_line,
    percent_text,
    time_text,
)
from pipelines.readers.unreadable import Unreadable

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TYPE, _VALUE, _FORMULA = f"{OFFICE}value-type", f"{OFFICE}value", f"{TABLE}formula"
_OTHER_FILE = re.compile(r"(file|https?|smb):/|'#\$?'?\w")
# Stand for blanks, tabs and line ends that were stated, until those of the markup have been folded. No XML has them.
_STATED = str.maketrans("\x01\x02\x03", " \t\n")


class Paragraphs:
    """The text of a cell: its paragraphs, one under the other."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._pieces: list[str] = []
        self._open = 0
        self._length = 0

    @property
    def text(self) -> str:
        """What the cell shows."""
        return self._paragraphs[0] if len(self._paragraphs) == 1 else "\n".join(self._paragraphs)

    def clear(self) -> None:
        """A cell begins."""
        self._paragraphs.clear()
        self._length = 0

    def begin(self, _attributes: dict[str, str]) -> None:
        """A paragraph begins."""
        self._open += 1

    def add(self, text: str) -> None:
        """A piece of text, of the paragraph that is open."""
        if not self._open:
            return
        self._length += len(text)
        if self._length > limits.MAX_CELL_CHARACTERS:
            raise Unreadable("too_large", f"a cell of more than {limits.MAX_CELL_CHARACTERS} characters")
        self._pieces.append(text)

    def spaces(self, attributes: dict[str, str]) -> None:
        """Blanks that count."""
        stated = attributes.get(f"{TEXT}c", "1")
        count = int(stated) if stated.isdigit() and len(stated) <= len("9999999") else 1
        self.add("\x01" * min(count, limits.MAX_CELL_CHARACTERS))

    def tab(self, _attributes: dict[str, str]) -> None:
        """A tab."""
        self.add("\x02")

    def line_break(self, _attributes: dict[str, str]) -> None:
        """A new line."""
        self.add("\x03")

    def end(self) -> None:
        """The paragraph ends."""
        self._open -= 1
        if not self._open:
            whole = self._pieces[0] if len(self._pieces) == 1 else "".join(self._pieces)
            folded = one_line(whole).strip(" ")
            self._paragraphs.append(folded if folded.isprintable() else folded.translate(_STATED))
            self._pieces.clear()


def put_cell(sheet: Assembly, attributes: dict[str, str], shown: str, times: int) -> None:
    """Add the cell, as many times as it stands there; `shown` is the text that the file holds beside the value."""
    kind = attributes.get(_TYPE)
    formula = attributes.get(_FORMULA)
    text, printed = _value(kind, attributes, shown)
    stated_error = attributes.get(f"{CALC}value-type") == "error"
    if (stated_error or formula is not None) and is_error(shown):
        text, printed = shown, None
        sheet.mark("error", times)
    if formula is not None:
        sheet.formula(times)
        if not text:
            sheet.mark("uncomputed", times)
        if _OTHER_FILE.search(formula):
            sheet.mark("linked", times)
    sheet.add(text, printed, times)


def _value(kind: str | None, attributes: dict[str, str], shown: str) -> tuple[str, str | None]:
    """The text of the value, and what is shown for it; None for what is no number and no date."""
    if kind in ("float", "currency", "percentage"):
        number = number_text(attributes.get(_VALUE, ""))
        return (percent_text(number) if kind == "percentage" else number), shown
    if kind == "date":
        return date_text(attributes.get(f"{OFFICE}date-value", "")), shown
    if kind == "time":
        return time_text(attributes.get(f"{OFFICE}time-value", "")), shown
    if kind == "boolean":
        return boolean_text(attributes.get(f"{OFFICE}boolean-value", "")), None
    return shown or attributes.get(f"{OFFICE}string-value", ""), None
