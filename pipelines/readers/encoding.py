"""In which encoding a text is written, judged from its bytes. Delimiters and records do not belong here.

Departmental systems write UTF-8 with or without a mark, GB18030 (国标 GB 18030, of which GBK and GB 2312 are parts) and
UTF-16; Big5 and the Windows code pages come from elsewhere. Whatever else is met is left to charset-normalizer.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from pipelines.readers import limits
from pipelines.readers.misread import first_written
from pipelines.readers.plausibility import ALPHABET_CODECS, HANGUL_CODECS, HANZI_CODECS, LATIN_CODECS, plausibility
from pipelines.readers.unreadable import Unreadable

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Form feed and the end-of-file sign of DOS occur in old exports; many other control characters mean "not a text".
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_ORDINARY = re.compile(
    r"[\t\r\n\x20-\x7e\u00a0-\u06ff\u2000-\u206f\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
_CONTROL_SHARE = 0.001
_PLAUSIBLE, _PLAUSIBLE_ALPHABET, _SURE = 0.6, 0.9, 0.95
_ZERO_SHARE = 0.005
_STRAY_SHARE = 0.02
_OTHERS = ["gb18030", "big5", "cp1252", "shift_jis", "euc_kr"]


@dataclass(frozen=True)
class Encoding:
    """A codec name, how sure it is (0 to 1), and whether the file begins with a byte order mark.

    `original` is the encoding in which the text was first written, where it was converted twice: its bytes were taken
    for Latin letters ("Database£º" for "Database：") and saved anew; '' for every other text.
    """

    name: str
    confidence: float
    bom: bool
    original: str = ""


def read_sample(path: Path) -> tuple[bytes, bool]:
    """The first bytes of the file, and whether they are all of it."""
    with path.open("rb") as file:
        sample = file.read(limits.SAMPLE_BYTES)
        return sample, not file.read(1)


def read_telling_sample(path: Path) -> tuple[bytes, bool]:
    """A small file whole; of a larger one, the first part that is not plain ASCII behind the first bytes, since the £
    of a list may come late.
    """
    if path.stat().st_size <= limits.SMALL_TEXT:
        return path.read_bytes(), True
    sample, whole = read_sample(path)
    if whole or not sample.isascii():
        return sample, whole
    with path.open("rb") as file:
        file.seek(len(sample))
        while chunk := file.read(limits.CHUNK_BYTES):
            if not chunk.isascii():
                return sample[: sample.rfind(b"\n") + 1] + chunk, False
    return sample, False


def decode_sample(sample: bytes, encoding: str, whole: bool) -> str:
    """The sample as text; a character cut off at the end of a part is left out, what does not decode is U+FFFD."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(sample, final=whole)


def detect_encoding(sample: bytes, whole: bool) -> Encoding:
    """The encoding of the sample. Pure ASCII is called UTF-8 with confidence 0.5: what comes later may be anything.

    A few bytes that do not fit leave the choice as it is: whoever decodes the file names their place.
    Raises Unreadable("encoding") for bytes that are no text in any encoding known here.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark) and _is_text(decode_sample(sample, name, whole)):
            return _unicode(sample, name, whole, 1.0, bom=True)
    if b"\0" in sample:
        return _unicode(sample, _wide(sample, whole), whole, 0.8, bom=False)
    if _is_utf8(sample, whole):
        return _unicode(sample, "utf-8", whole, 0.5 if sample.isascii() else 1.0, bom=False)
    return _legacy(sample, whole)


def is_text_but_for_nuls(sample: bytes, whole: bool) -> bool:
    """Whether a few NULs are all that keeps the sample from being a text; whoever reads it names their place."""
    if not 0 < sample.count(0) <= max(1, len(sample) * _STRAY_SHARE):
        return False
    try:
        detect_encoding(sample.replace(b"\0", b""), whole)
    except Unreadable:
        return False
    return True


def _unicode(sample: bytes, name: str, whole: bool, confidence: float, *, bom: bool) -> Encoding:
    original = first_written(decode_sample(sample, name, whole).removeprefix("\ufeff"))
    return Encoding(name, confidence, bom, original)


def _is_text(text: str) -> bool:
    odd = len(_CONTROL.findall(text)) + text.count("\ufffd")
    return odd <= len(text) * _CONTROL_SHARE or (odd < len(text) * _STRAY_SHARE and not _CONTROL.search(text))


def _is_utf8(sample: bytes, whole: bool) -> bool:
    """Whether it is UTF-8, a few stray bytes apart: for each of them ten characters of several bytes are right."""
    text = decode_sample(sample, "utf-8", whole)
    stray = text.count("\ufffd") - sample.count("\ufffd".encode())
    if not _is_text(text.replace("\ufffd", "")):
        return False
    return stray == 0 or len(re.findall(r"[^\x00-\x7f\ufffd]", text)) >= 10 * stray


def _wide(sample: bytes, whole: bool) -> str:
    """UTF-16 without a mark: read the right way round, nearly all of it is letters, digits, hanzi and line ends."""
    texts = {name: decode_sample(sample, name, whole) for name in ("utf-16-le", "utf-16-be")}
    share = {name: len(_ORDINARY.findall(text)) / max(1, len(text)) for name, text in texts.items()}
    zeros = sample[1::2].count(0), sample[::2].count(0)
    name = "utf-16-le" if zeros[0] > zeros[1] else "utf-16-be"
    few = max(zeros) < len(sample) * _ZERO_SHARE or min(zeros) > max(zeros) // 10
    if few or share[name] < _SURE:
        line = sample.count(b"\n", 0, sample.index(0)) + 1
        raise Unreadable("encoding", f"NUL at byte {sample.index(0)}, line {line}", line)
    return name


def _legacy(sample: bytes, whole: bool) -> Encoding:
    """The best of the encodings that hold no mark of their own, by how plausible the lines beyond ASCII read."""
    telling = b"\n".join(line for line in sample.splitlines() if not line.isascii())[: limits.TELLING_BYTES]
    scores = {}
    for codec in (*HANZI_CODECS, *HANGUL_CODECS, *LATIN_CODECS, *ALPHABET_CODECS):
        text = decode_sample(telling, codec, whole=False)
        score = plausibility(text, codec) if _is_text(text) else 0.0
        if score >= (_PLAUSIBLE_ALPHABET if codec in ALPHABET_CODECS else _PLAUSIBLE):
            scores[codec] = score
    if scores:
        best = max(scores, key=lambda codec: scores[codec])
        return Encoding(best, round(scores[best], 2), bom=False)
    return _tie_breaker(sample, whole)


def _tie_breaker(sample: bytes, whole: bool) -> Encoding:
    from charset_normalizer import from_bytes

    best = from_bytes(sample[: limits.SAMPLE_BYTES], cp_isolation=_OTHERS).best()
    if best is not None and _is_text(decode_sample(sample, best.encoding, whole)):
        return Encoding(best.encoding, round(max(0.0, min(0.5, 1.0 - best.chaos)), 2), bom=False)
    raise Unreadable("encoding", "no known encoding fits the beginning of the file")
