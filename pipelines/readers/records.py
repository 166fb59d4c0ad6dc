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


@dataclass(frozen=True)
class Dialect:
    """What must be known to cut a line into fields; '' as quotation mark means that marks are ordinary characters."""

    delimiter: str
    quotechar: str


class Record(NamedTuple):
    """One record: first line (from 1), lines spanned, fields; or no fields, a fault and the line as it stands."""

    line: int
    span: int
    fields: list[str]
    fault: str | None = None
    raw: str = ""


def lines_of(text: TextIO) -> Iterator[str]:
    """The lines with their ends. Raises Unreadable("too_large") for a line beyond `limits.MAX_LINE_CHARACTERS`."""
    while line := text.readline(limits.MAX_LINE_CHARACTERS):
        if len(line) == limits.MAX_LINE_CHARACTERS:
            raise Unreadable("too_large", "a single line is longer than any table's")
        yield line


def records(lines: Iterable[str], dialect: Dialect) -> Iterator[Record]:
    """The records; blank lines are none.

    A line whose quotation marks do not close, or close in the middle of a field, is a faulted record of its own, and
    reading goes on at the next line. (A field beyond 131,072 characters is taken for a mark that was never closed.)
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
        except csv.Error:
            yield Record(feed.line, 1, [], BAD_QUOTES, feed.reject().rstrip("\r\n"))


def _reader(feed: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
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
