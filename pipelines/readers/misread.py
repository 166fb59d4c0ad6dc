"""Texts converted twice: Chinese bytes taken for Latin letters and saved again ("Database£º" was "Database：").

Here belong recognising such a text and turning it back. It is an attempt, and whoever uses it says so.
"""

import re

from pipelines.readers.plausibility import plausibility

_SURE = 0.9
_ENOUGH = 2
_LATIN_ONLY = re.compile(r"[\x00-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*")
#: The characters that Windows puts on 0x80 to 0x9F, back to these bytes.
_WINDOWS = {ord(bytes([byte]).decode("cp1252", "replace")): byte for byte in range(0x80, 0xA0)}
_WINDOWS.pop(0xFFFD)


def first_written(text: str) -> str:
    """The encoding in which the text was first written, if it is one converted twice: gb18030, utf-8; else ''."""
    if text.isascii() or not _LATIN_ONLY.fullmatch(text):
        return ""
    lines = [line for line in text.split("\n") if not line.isascii()]
    telling = taken_back("\n".join(lines))
    if _reads_as_utf8(telling):
        return "utf-8"
    again = telling.decode("gb18030", "replace")
    beyond = sum(character > "\x7f" for character in again)
    sure = "\ufffd" not in again and beyond >= _ENOUGH and plausibility(again, "gb18030") >= _SURE
    return "gb18030" if sure else ""


def taken_back(text: str) -> bytes:
    """The bytes that were taken for these letters. Raises UnicodeEncodeError for a letter that never was a byte."""
    return text.translate(_WINDOWS).encode("latin-1")


def _reads_as_utf8(telling: bytes) -> bool:
    try:
        return len(telling.decode("utf-8")) < len(telling)
    except UnicodeDecodeError:
        return False
