"""One cheap look at every byte of a UTF-8 text, to know whether lines can be counted instead of read.

Does not belong here: cutting lines into fields.
"""

from dataclasses import dataclass
from pathlib import Path

from pipelines.readers import limits
from pipelines.readers.unreadable import Unreadable


@dataclass(frozen=True)
class Survey:
    """Lines of the file (an unended last one counts), and whether it is plain.

    Plain: no carriage return stands alone, and no blank stands beside a quotation mark; parsers differ on both.
    """

    lines: int
    plain: bool


def survey(utf8: Path, quotechar: str) -> Survey:
    """Count the lines in the memory of one chunk. Raises Unreadable("encoding") for a NUL, which no text has."""
    ends = 0
    plain = True
    last = b""
    with utf8.open("rb") as file:
        while chunk := file.read(limits.CHUNK_BYTES):
            if b"\0" in chunk:
                raise Unreadable("encoding", f"NUL at byte {file.tell() - len(chunk) + chunk.index(0)}")
            ends += chunk.count(b"\n")
            plain = plain and _is_plain(last + chunk, quotechar.encode())
            last = chunk[-1:]
    unended = 1 if last and last != b"\n" else 0
    return Survey(ends + unended, plain and last != b"\r")


def _is_plain(chunk: bytes, quote: bytes) -> bool:
    # Looking for one byte is many times faster than looking for two, and most files hold neither.
    # A return at the end of the chunk is judged with the next one, which begins with it.
    if b"\r" in chunk and chunk.count(b"\r", 0, -1) != chunk.count(b"\r\n"):
        return False
    return not (quote and quote in chunk and (b" " + quote in chunk or quote + b" " in chunk))
