"""Delimited text files of any size: how they are written, what stands at their head, and a copy in UTF-8.

Does not belong here: which line is the header, and loading the records (`text_grid`, `bulk`).
"""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gongkai.files import whole_file
from pipelines.readers import limits
from pipelines.readers.dialect import find_dialect, first_records
from pipelines.readers.encoding import Encoding, decode_sample, detect_encoding, read_telling_sample
from pipelines.readers.grid import Grid
from pipelines.readers.misread import taken_back
from pipelines.readers.records import Dialect, Record, check_width
from pipelines.readers.unreadable import Unreadable

_MARK = "\ufeff"


@dataclass(frozen=True)
class TextFormat(Dialect):
    """How a text file is written; `head` holds its first records, each in the grid row of the line where it begins.

    `encoding` is a codec name, `confidence` (0 to 1) how well the text reads in it: a choice to show to the clerk.
    `original` names the encoding in which a text that was converted twice was first written, '' for all others: its
    letters were turned back, which is an attempt that must be said (`repaired`).
    """

    encoding: str
    confidence: float
    bom: bool
    head: Grid
    original: str = ""

    @property
    def repaired(self) -> bool:
        """Whether the text was converted twice and is turned back on reading."""
        return bool(self.original)

    @property
    def is_plain_utf8(self) -> bool:
        """Whether the file's bytes can be read as they are, without `to_utf8`; readers in bulk pass over the mark."""
        return self.encoding == "utf-8" and not self.repaired


def sniff_text(path: Path) -> TextFormat:
    """Encoding, delimiter and head, judged from the beginning only; later bytes are verified by whoever reads on.

    Raises Unreadable: empty, encoding, or too_large for more fields than a table has columns.
    """
    sample, whole = read_telling_sample(path)
    if not sample.strip():
        raise Unreadable("empty")
    encoding = detect_encoding(sample, whole)
    lines = _first_lines(sample, encoding, whole)
    dialect = find_dialect(lines)
    head = _head(first_records(lines, dialect))
    return TextFormat(
        dialect.delimiter,
        dialect.quotechar,
        encoding.name,
        encoding.confidence,
        encoding.bom,
        head,
        encoding.original,
    )


def _first_lines(sample: bytes, encoding: Encoding, whole: bool) -> list[str]:
    text = decode_sample(sample[: limits.SAMPLE_BYTES], encoding.name, whole=False).removeprefix(_MARK)
    if encoding.original:
        text = taken_back(text).decode(encoding.original, "replace")
    lines = list(io.StringIO(text, newline=""))
    if len(lines) > 1 and not (whole and len(sample) <= limits.SAMPLE_BYTES):
        lines.pop()  # cut off in the middle
    return lines


def to_utf8(path: Path, fmt: TextFormat, target: Path) -> None:
    """Stream a copy of the file in UTF-8 without byte order mark; line ends and all else stay as they are.

    Raises Unreadable("encoding") naming byte offset and line where the bytes do not decode, or where a NUL stands.
    """
    with whole_file(target) as part, part.open("wb") as copy:
        for text in decoded(path, fmt):
            copy.write(text.encode("utf-8"))


def decoded(path: Path, fmt: TextFormat) -> Iterator[str]:
    """The text in pieces, without byte order mark and turned back if it was converted twice. Raises as `to_utf8`."""
    with path.open("rb") as source:
        pieces = _pieces(source, fmt.encoding)
        yield from _turned_back(pieces, fmt.original) if fmt.repaired else pieces


def _pieces(source: BinaryIO, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    begin = 0  # offset of the first byte that the decoder has not yet turned into text
    line = 1
    while True:
        chunk = source.read(limits.CHUNK_BYTES)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as cause:
            line += cause.object[: cause.start].decode(encoding, "ignore").count("\n")
            raise _misfit(f"not {encoding}", begin + cause.start, line) from cause
        if "\0" in text:
            before = text[: text.index("\0")]
            raise _misfit("NUL", begin + len(before.encode(encoding)), line + before.count("\n"))
        yield text if begin else text.removeprefix(_MARK)
        line += text.count("\n")
        begin = source.tell() - len(decoder.getstate()[0])
        if not chunk:
            return


def _turned_back(pieces: Iterator[str], original: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(original)()
    line = 1
    try:
        for piece in pieces:
            text = decoder.decode(taken_back(piece))
            yield text
            line += text.count("\n")
        yield decoder.decode(b"", final=True)
    except UnicodeError as cause:
        raise Unreadable("encoding", f"converted twice from {original}, and not to be turned back", line) from cause


def _misfit(what: str, offset: int, line: int) -> Unreadable:
    return Unreadable("encoding", f"{what} at byte {offset}, line {line}", line)


def _head(first: list[Record]) -> Grid:
    width = max((len(record.fields) for record in first), default=0)
    check_width(width)
    rows: list[list[str]] = []
    for record in first:
        rows.extend([""] * width for _ in range(len(rows) + 1, record.line))
        rows.append(record.fields + [""] * (width - len(record.fields)))
    return Grid("", rows=rows)
