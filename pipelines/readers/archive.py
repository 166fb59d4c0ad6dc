"""Zip containers opened without trusting them: what they declare is checked before anything is unpacked.

Does not belong here: what the members mean.
"""

import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path

from pipelines.readers import limits
from pipelines.readers.unreadable import Unreadable

END_OF_DIRECTORY = b"PK\x05\x06"
LONGEST_END = 22 + 65_535
_ENCRYPTED_FLAG = 1
#: What the library raises for archives that are not what they say; RuntimeError is a member that wants a password.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, LZMAError, struct.error, EOFError),
    *(ValueError, NotImplementedError, RuntimeError),
)


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, within the limits by its own declaration.

    Raises Unreadable: truncated, corrupt, encrypted or too_large, also for damage met while the caller reads.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive.infolist(), path.stat().st_size)
            yield archive
    except DAMAGE as cause:
        if not _has_end(path):
            raise Unreadable("truncated", "the archive ends before its directory") from cause
        raise Unreadable("corrupt", f"archive: {type(cause).__name__}") from cause


def read_through(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo) -> Generator[bytes, None, None]:
    """The member's bytes in chunks; never more than it declares, and its checksum is verified at the end."""
    with archive.open(member) as stream:
        while chunk := stream.read(limits.CHUNK_BYTES):
            yield chunk


def _check(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > limits.MAX_MEMBERS:
        raise Unreadable("too_large", f"{len(members)} files in one archive")
    unpacked = sum(member.file_size for member in members)
    # Members may share packed bytes, so their own ratios do not tell that of the whole.
    too_well = unpacked > limits.RATIO_FROM_BYTES and unpacked > limits.MAX_RATIO * packed
    if unpacked > limits.MAX_ARCHIVE_BYTES or too_well:
        raise Unreadable("too_large", f"the archive unpacks from {packed} to {unpacked} bytes")
    for member in members:
        _check_member(member)


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise Unreadable("encrypted", "the archive has a password")
    if member.header_offset < 0:
        raise Unreadable("corrupt", "the directory of the archive points before its beginning")
    packed_too_well = member.file_size > limits.RATIO_FROM_BYTES and (
        member.file_size > limits.MAX_RATIO * member.compress_size
    )
    if member.file_size > limits.MAX_MEMBER_BYTES or packed_too_well:
        raise Unreadable("too_large", f"a member unpacks from {member.compress_size} to {member.file_size} bytes")


def _has_end(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - LONGEST_END))
        return END_OF_DIRECTORY in file.read()
