""".gz files: one file packed, unpacked as a stream within limits. Archives of several files do not belong here."""

from gzip import BadGzipFile
from pathlib import Path

from isal import igzip
from isal.igzip_lib import IsalError

from pipelines.readers import limits
from pipelines.readers.member_names import decoded_name
from pipelines.readers.unreadable import Unreadable

_HEADER = 10
_EXTRA, _NAME = 4, 8
_LONGEST_HEADER = 64 * 1024


def unpack(path: Path, target: Path) -> str:
    """Write the unpacked bytes to `target`; the name that the file states for itself, or ''.

    The size that it states in its last bytes is not asked: in a file cut off, these are any bytes. The stream is
    counted and broken off at the limits. Raises Unreadable: too_large, truncated or corrupt.
    """
    with path.open("rb") as file:
        name = _stated_name(file.read(_LONGEST_HEADER))
    try:
        _stream(path, target, path.stat().st_size)
    except EOFError as cause:
        raise Unreadable("truncated", "the packed file ends too early") from cause
    except (BadGzipFile, IsalError, ValueError) as cause:  # type: ignore[misc]
        raise Unreadable("corrupt", f"gzip: {type(cause).__name__}") from cause
    return name


def _stream(path: Path, target: Path, packed: int) -> None:
    unpacked = 0
    with igzip.open(path, "rb") as source, target.open("wb") as copy:  # type: ignore[no-untyped-call]
        while chunk := source.read(limits.CHUNK_BYTES):
            unpacked += len(chunk)
            _check(unpacked, packed)
            copy.write(chunk)


def _check(unpacked: int, packed: int) -> None:
    too_well = unpacked > limits.RATIO_FROM_BYTES and unpacked > limits.MAX_RATIO * packed
    if unpacked > limits.MAX_MEMBER_BYTES or too_well:
        raise Unreadable("too_large", f"it unpacks from {packed} to {unpacked} bytes or more")


def _stated_name(head: bytes) -> str:
    flags = head[3] if len(head) > _HEADER else 0
    start = _HEADER
    if flags & _EXTRA:
        start += 2 + int.from_bytes(head[start : start + 2], "little")
    end = head.find(b"\0", start)
    return decoded_name(head[start:end]) if flags & _NAME and end > start else ""
