"""Delimited text files of any size: how they are written, what stands at their head, and a copy in UTF-8.

Does not belong here: which line is the header, and loading the records (`bulk`).
"""

import codecs
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from gongkai.files import whole_file
from pipelines.readers import limits
from pipelines.readers.encoding import decode_sample, detect_encoding, read_sample
from pipelines.readers.grid import Grid
from pipelines.readers.records import Dialect, Record, records
from pipelines.readers.unreadable import Unreadable

DELIMITERS = (",", "\t", ";", "|")
QUOTE = '"'
_MARK = "\ufeff"


@dataclass(frozen=True)
class TextFormat(Dialect):
    """How a text file is written; `head` holds its first records, each in the grid row of the line where it begins."""

    encoding: str
    confidence: float
    bom: bool
    head: Grid


def sniff_text(path: Path) -> TextFormat:
    """Encoding, delimiter and head, judged from the first 256 KB only; later bytes are verified by `to_utf8`.

    Raises Unreadable: empty or encoding.
    """
    sample, whole = read_sample(path)
    if not sample.strip():
        raise Unreadable("empty")
    encoding = detect_encoding(sample, whole)
    text = decode_sample(sample, encoding.name, whole).removeprefix(_MARK)
    lines = list(io.StringIO(text, newline=""))
    if not whole and len(lines) > 1:
        lines.pop()  # cut off in the middle
    candidates = [Dialect(delimiter, QUOTE) for delimiter in DELIMITERS]
    dialect = max(candidates, key=lambda candidate: _agreement(lines, candidate))
    head = _head(_first(lines, dialect))
    return TextFormat(dialect.delimiter, dialect.quotechar, encoding.name, encoding.confidence, encoding.bom, head)


def to_utf8(path: Path, fmt: TextFormat, target: Path) -> None:
    """Stream a copy of the file in UTF-8 without byte order mark; line ends and all else stay as they are.

    Raises Unreadable("encoding") naming the byte offset where the bytes do not decode, or where a NUL stands.
    """
    with path.open("rb") as source, whole_file(target) as part, part.open("wb") as copy:
        for text in _decoded(source, fmt.encoding):
            copy.write(text.encode("utf-8"))


def _agreement(lines: list[str], dialect: Dialect) -> tuple[int, int]:
    """How many of the first records agree on a number of fields above one, and on which."""
    widths = Counter(len(record.fields) for record in _first(lines, dialect) if len(record.fields) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _first(lines: list[str], dialect: Dialect) -> list[Record]:
    return list(islice(records(lines, dialect), limits.HEAD_RECORDS))


def _head(first: list[Record]) -> Grid:
    width = max((len(record.fields) for record in first), default=0)
    rows: list[list[str]] = []
    for record in first:
        rows.extend([""] * width for _ in range(len(rows) + 1, record.line))
        rows.append(record.fields + [""] * (width - len(record.fields)))
    return Grid("", rows=rows)


def _decoded(source: BinaryIO, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    begin = 0  # offset of the first byte that the decoder has not yet turned into text
    while True:
        chunk = source.read(limits.CHUNK_BYTES)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as cause:
            raise Unreadable("encoding", f"not {encoding} at byte {begin + cause.start}") from cause
        if "\0" in text:
            offset = begin + len(text[: text.index("\0")].encode(encoding))
            raise Unreadable("encoding", f"NUL at byte {offset}")
        yield text if begin else text.removeprefix(_MARK)
        begin = source.tell() - len(decoder.getstate()[0])
        if not chunk:
            return
