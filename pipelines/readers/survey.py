"""One cheap look at every byte of a UTF-8 text, to know whether lines can be counted instead of read.

Does not belong here: cutting lines into fields.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipelines.readers import limits
from pipelines.readers.unreadable import Unreadable

_LINE_FEED, _BLANK = 0x0A, 0x20
_PRIVATE_LEAD, _FULL_WIDTH_LEAD, _PRIVATE_END = 0xEE, 0xEF, 0xA4
_LEADS = (bytes([_PRIVATE_LEAD]), bytes([_FULL_WIDTH_LEAD]))


@dataclass(frozen=True)
class Survey:
    """Lines of the file (an unended last one counts), and whether it is plain.

    Plain: no carriage return stands alone, and no blank stands beside a quotation mark; parsers differ on both.
    `private_line` is the first line with a character of the private use area (U+E000 to U+F8FF), which old fonts draw
    as they like, 0 if there is none; `private` counts these characters.
    """

    lines: int
    plain: bool
    private_line: int = 0
    private: int = 0


def survey(utf8: Path, quotechar: str) -> Survey:
    """Count the lines in the memory of one chunk. Raises Unreadable("encoding") for a NUL, which no text has."""
    ends = private_line = private = 0
    plain = True
    last = b""
    quote = quotechar.encode()
    with utf8.open("rb") as file:
        while chunk := file.read(limits.CHUNK_BYTES):
            if chunk.endswith(_LEADS):
                chunk += file.read(1)
            if b"\0" in chunk:
                raise _nul(file.tell() - len(chunk) + chunk.index(0), ends + chunk[: chunk.index(0)].count(b"\n"))
            if not chunk.isascii() and len(places := _private(chunk)):
                private_line = private_line or ends + chunk.count(b"\n", 0, int(places[0])) + 1
                private += len(places)
            ends += int(np.count_nonzero(np.frombuffer(chunk, np.uint8) == _LINE_FEED))
            plain = plain and _is_plain(last + chunk[:1], quote) and _is_plain(chunk, quote)
            last = chunk[-1:]
    unended = 1 if last and last != b"\n" else 0
    return Survey(ends + unended, plain and last != b"\r", private_line, private)


def has_delimiters_at_line_ends(utf8: Path, delimiter: str) -> bool:
    """Whether a line ends with a delimiter; such a line is one field longer to some parsers than to others."""
    ends = tuple(delimiter.encode() + end for end in (b"\n", b"\r"))
    last = b""
    with utf8.open("rb") as file:
        while chunk := file.read(limits.CHUNK_BYTES):
            if last + chunk[:1] in ends or any(end in chunk for end in ends):
                return True
            last = chunk[-1:]
    return last == delimiter.encode()


def _private(chunk: bytes) -> npt.NDArray[np.intp]:
    """Where characters U+E000 to U+F8FF begin: EE leads nothing else in UTF-8, EF below A4 neither."""
    content = np.frombuffer(chunk, np.uint8)
    places = np.flatnonzero(content[:-1] >= _PRIVATE_LEAD)
    lead, following = content[places], content[places + 1]
    private: npt.NDArray[np.bool_] = (lead == _PRIVATE_LEAD) | ((lead == _FULL_WIDTH_LEAD) & (following < _PRIVATE_END))
    return np.compress(private, places)


def _nul(offset: int, lines_before: int) -> Unreadable:
    return Unreadable("encoding", f"NUL at byte {offset}, line {lines_before + 1}", lines_before + 1)


def _is_plain(chunk: bytes, quote: bytes) -> bool:
    # Looking for one byte is many times faster than looking for two, and most files hold neither.
    # A return at the end of the chunk is judged with the first byte of the next one.
    if b"\r" in chunk and chunk.count(b"\r", 0, -1) != chunk.count(b"\r\n"):
        return False
    return not (quote and quote in chunk) or not _blank_beside(np.frombuffer(chunk, np.uint8), quote[0])


def _blank_beside(content: npt.NDArray[np.uint8], quote: int) -> bool:
    places = np.flatnonzero(content == quote)
    before, after = places[places > 0] - 1, places[places < len(content) - 1] + 1
    return bool((content[before] == _BLANK).any() or (content[after] == _BLANK).any())
