"""Workbooks that ask nobody for a password, because they carry the one that Excel tries by itself.

A workbook that is only protected against changes is stored encrypted under this published default ([MS-OFFCRYPTO],
write protection). Opening files with a real password does not belong here: whoever sets one sends it to nobody.
"""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from xml.parsers.expat import ExpatError

import olefile

from pipelines.readers import limits
from pipelines.readers.unreadable import Unreadable

DEFAULT_PASSWORD = "VelvetSweatshop"
#: What the library raises for an encryption that is not written as it should be.
_DAMAGE = (OSError, ValueError, LookupError, AttributeError, TypeError, AssertionError, struct.error, ExpatError)
_FILE_PASS, _BOUND_SHEET = 0x2F, 0x85
_FIRST_RECORDS = 20


def with_default_password(data: bytes) -> bytes:
    """The workbook in the clear. Raises Unreadable: encrypted when it has a password of its own, too_large."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    clear = io.BytesIO()
    try:
        office_file: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
        _check_rounds(office_file)
        office_file.load_key(password=DEFAULT_PASSWORD)
        office_file.decrypt(clear)
    except (DecryptionError, FileFormatError, InvalidKeyError, ParseError) as cause:
        raise Unreadable("encrypted", "workbook with a password") from cause
    except _DAMAGE as cause:
        raise Unreadable("corrupt", f"encryption: {type(cause).__name__}") from cause
    return clear.getvalue()


@contextmanager
def decrypted(path: Path) -> Iterator[Path]:
    """A copy of an encrypted .xlsx or .xlsb in the clear, in a temporary folder, for as long as it is needed.

    Raises Unreadable: encrypted when it has a password of its own, corrupt or too_large.
    """
    if path.stat().st_size > limits.MAX_ENCRYPTED_BYTES:
        raise Unreadable("too_large", "an encrypted workbook of this size is not decrypted")
    with TemporaryDirectory(prefix="gongkai-") as folder:
        copy = Path(folder) / "clear"
        copy.write_bytes(with_default_password(path.read_bytes()))
        yield copy


def opened_with_default_password(path: Path, kind: str) -> bool:
    """Whether a workbook that could be read was encrypted; `kind` is what `sniff` said of it."""
    if kind != "xls":
        return kind == "encrypted"
    try:
        with olefile.OleFileIO(str(path)) as container:
            name = next((each for each in container.listdir() if each[0].lower() in ("workbook", "book")), None)
            return name is not None and _has_password(container.openstream(name))
    except (OSError, ValueError, LookupError, struct.error):
        return False  # no container: such old files are never encrypted this way


def _has_password(stream: IO[bytes]) -> bool:
    """Whether the record that states the encryption is among the first ones."""
    for _ in range(_FIRST_RECORDS):
        head = stream.read(4)
        if len(head) < 4:
            return False
        record, size = struct.unpack("<HH", head)
        if record in (_FILE_PASS, _BOUND_SHEET):
            return bool(record == _FILE_PASS)
        stream.seek(size, io.SEEK_CUR)
    return False


def _check_rounds(office_file: Any) -> None:
    rounds = getattr(office_file, "info", {}).get("spinValue", 0)
    if rounds > limits.MAX_KEY_ROUNDS:
        raise Unreadable("too_large", f"a password of {rounds} rounds")
