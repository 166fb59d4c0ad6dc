"""In which encoding a text is written, judged from its first bytes. Delimiters and records do not belong here.

Departmental systems write UTF-8 with or without a mark, GB18030 (国标 GB 18030, of which GBK and GB 2312 are parts) and
UTF-16; whatever else is met is left to charset-normalizer.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from pipelines.readers import limits
from pipelines.readers.unreadable import Unreadable

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Form feed and the end-of-file sign of DOS occur in old exports; the other control characters mean "not a text".
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CERTAIN_SHARE = 0.9
_PLAUSIBLE = ["gb18030", "big5", "cp1252", "shift_jis", "euc_kr"]


@dataclass(frozen=True)
class Encoding:
    """A codec name, how sure it is (0 to 1), and whether the file begins with a byte order mark."""

    name: str
    confidence: float
    bom: bool


def read_sample(path: Path) -> tuple[bytes, bool]:
    """The first bytes of the file, and whether they are all of it."""
    with path.open("rb") as file:
        sample = file.read(limits.SAMPLE_BYTES)
        return sample, not file.read(1)


def decode_sample(sample: bytes, encoding: str, whole: bool) -> str:
    """The sample as text; a character cut off at the end of a part is left out. Raises UnicodeDecodeError."""
    return codecs.getincrementaldecoder(encoding)().decode(sample, final=whole)


def detect_encoding(sample: bytes, whole: bool) -> Encoding:
    """The encoding of the sample. Pure ASCII is called UTF-8 with confidence 0.5: what comes later may be anything.

    Raises Unreadable("encoding") for bytes that are no text in any encoding known here.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark) and _is_text(sample, name, whole):
            return Encoding(name, 1.0, bom=True)
    if b"\0" in sample:
        return Encoding(_wide(sample, whole), 0.8, bom=False)
    if _is_text(sample, "utf-8", whole):
        return Encoding("utf-8", 0.5 if sample.isascii() else 1.0, bom=False)
    share = _common_hanzi_share(sample, whole) if _is_text(sample, "gb18030", whole) else 0.0
    return Encoding("gb18030", share, bom=False) if share >= _CERTAIN_SHARE else _tie_breaker(sample, whole, share)


def _is_text(sample: bytes, encoding: str, whole: bool) -> bool:
    try:
        return not _CONTROL.search(decode_sample(sample, encoding, whole))
    except UnicodeDecodeError:
        return False


def _wide(sample: bytes, whole: bool) -> str:
    """UTF-16 without a mark: digits, delimiters and line ends have zeros on one side only."""
    name = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    if not _is_text(sample, name, whole):
        raise Unreadable("encoding", f"NUL byte at offset {sample.index(0)}")
    return name


def _common_hanzi_share(sample: bytes, whole: bool) -> float:
    """Of the characters beyond ASCII, the share that is GB 2312 punctuation (A1 to A3) or first-level hanzi (B0 to D7).

    Chinese prose and tables lie above 0.9; other encodings read as GB18030 come out as rare characters.
    """
    characters = _NOT_ASCII.findall(decode_sample(sample, "gb18030", whole))
    leads = [character.encode("gb18030")[0] for character in characters]
    common = sum(0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7 for lead in leads)
    return common / len(leads) if leads else 0.0


def _tie_breaker(sample: bytes, whole: bool, share: float) -> Encoding:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_PLAUSIBLE).best()
    if best is not None and _is_text(sample, best.encoding, whole):
        return Encoding(best.encoding, min(0.5, 1.0 - best.chaos), bom=False)
    if share > 0:
        return Encoding("gb18030", share / 2, bom=False)
    raise Unreadable("encoding", "no known encoding fits the beginning of the file")
