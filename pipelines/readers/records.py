"""Delimited text to records, one at a time, with the line on which each begins, and with nothing lost.

Does not belong here: encodings, headers, and storing. The grammar is RFC 4180: fields may stand in quotation marks, a
mark inside is doubled; line ends are LF, CR LF or CR. What breaks the grammar is one faulted line, kept as it stands.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TextIO

from pipelines.readers import limits
from pipelines.readers.unreadable import Unreadable

BAD_QUOTES = "bad_quotes"
LONG_FIELD = "long_field"
FEW_FIELDS = "few_fields"
MANY_FIELDS = "many_fields"


@dataclass(frozen=True)
class Dialect:
    """What must be known to cut a line into fields; '' as quotation mark means that marks are ordinary characters."""

    delimiter: str
    quotechar: str


@dataclass(frozen=True)
class Width:
    """How many fields the records of a table have: `columns` in its header, `least` in a record that lacks none.

    The header may name columns at its end that no record has (`short_header`): then these are blank in all of them, and
    it is no fault of the records. Surplus fields that are all blank come from delimiters at the end of lines.
    """

    columns: int
    least: int

    @property
    def short_header(self) -> int:
        """How many columns of the header no record has."""
        return self.columns - self.least

    def fault(self, fields: int, surplus: Iterable[str]) -> str | None:
        """What is wrong with a record of so many fields, of which `surplus` stand beyond the last column."""
        if fields < self.least:
            return FEW_FIELDS
        return MANY_FIELDS if any(text.strip() for text in surplus) else None


class Record(NamedTuple):
    """One record: first line (from 1), lines spanned, fields; or no fields, a fault and the line as it stands."""

    line: int
    span: int
    fields: list[str]
    fault: str | None = None
    raw: str = ""


def check_width(fields: int) -> None:
    """Raises Unreadable("too_large") for more fields than a table has columns."""
    if fields > limits.MAX_COLUMNS:
        raise Unreadable("too_large", f"{fields} fields in one line")


def lines_of(text: TextIO) -> Iterator[str]:
    """The lines with their ends. Raises Unreadable("too_large") for a line beyond `limits.MAX_LINE_CHARACTERS`."""
    while line := text.readline(limits.MAX_LINE_CHARACTERS):
        if len(line) == limits.MAX_LINE_CHARACTERS:
            raise Unreadable("too_large", "a single line is longer than any table's")
        yield line


def records(lines: Iterable[str], dialect: Dialect) -> Iterator[Record]:
    """The records; blank lines are none.

    A line whose quotation marks do not close, or close in the middle of a field, is a faulted record of its own, and
    reading goes on at the next line. A field beyond `limits.MAX_FIELD_CHARACTERS` over several lines is taken for a
    mark that was never closed.
    """
    feed = _Feed(lines)
    while True:
        reader = _reader(feed, dialect)
        try:
            for fields in reader:
                if fields:
                    yield Record(feed.line, len(feed.taken), fields)
                feed.settle()
            return
        except csv.Error as cause:
            long = str(cause).startswith("field larger") and len(feed.taken) == 1
            yield Record(feed.line, 1, [], LONG_FIELD if long else BAD_QUOTES, feed.reject().rstrip("\r\n"))


def _reader(feed: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    csv.field_size_limit(limits.MAX_FIELD_CHARACTERS)
    if not dialect.quotechar:
        return csv.reader(feed, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE, strict=True)
    return csv.reader(feed, delimiter=dialect.delimiter, quotechar=dialect.quotechar, strict=True)


class _Feed:
    """Hands lines to the parser and remembers those of the record under way, so that a false start is taken back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.line = 1

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line

    def settle(self) -> None:
        self.line += len(self.taken)
        self.taken.clear()

    def reject(self) -> str:
        first, *rest = self.taken
        self._again.extendleft(reversed(rest))
        self.line += 1
        self.taken.clear()
        return first
