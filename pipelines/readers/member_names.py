"""Names of files inside archives: for people to read, never used as paths.

Does not belong here: unpacking (`members`).
"""

import re
import unicodedata
from pathlib import PurePosixPath

_PASSED_OVER = ("~$", ".~", "._")
_OF_SYSTEMS = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}
_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST = 200
#: The members of an archive made by old Windows programs in China are named in GBK, without saying so.
_ENCODINGS = ("utf-8", "gb18030")


def decoded_name(raw: bytes) -> str:
    """A name of unstated encoding: UTF-8, else GB18030, else the code page of DOS, which names every byte."""
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def is_passed_over(name: str) -> bool:
    """Folders, lock files and what operating systems put beside the files of people."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return name.endswith(("/", "\\")) or not parts or parts[-1].startswith(_PASSED_OVER) or bool(_OF_SYSTEMS & {*parts})


def is_trick(name: str) -> bool:
    """A name that would lead out of a folder (`../x`, `/x`, `C:x`), or that hides characters."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or bool(_DRIVE.match(name)) or shown_name(name) != name.replace("\\", "/")


def shown_name(name: str) -> str:
    """The name with `/` between folders, without characters that hide or turn what stands there, and not too long."""
    kept = "".join(character for character in name.replace("\\", "/") if unicodedata.category(character)[0] != "C")
    return kept if len(kept) <= _LONGEST else kept[: _LONGEST - 1] + "…"
