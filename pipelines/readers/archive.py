"""Zip containers opened without trusting them: what they declare is checked before anything is unpacked.

Does not belong here: what the members mean.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.readers import limits
from pipelines.readers.unreadable import Unreadable

END_OF_DIRECTORY = b"PK\x05\x06"
LONGEST_END = 22 + 65_535
_ENCRYPTED_FLAG = 1


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, within the limits by its own declaration.

    Raises Unreadable: truncated, corrupt, encrypted or too_large, also for damage met while the caller reads.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive.infolist())
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as cause:
        if not _has_end(path):
            raise Unreadable("truncated", "the archive ends before its directory") from cause
        raise Unreadable("corrupt", f"archive: {type(cause).__name__}") from cause


def read_through(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """The member's bytes in chunks; never more than it declares, and its checksum is verified at the end."""
    with archive.open(member) as stream:
        while chunk := stream.read(limits.CHUNK_BYTES):
            yield chunk


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.MAX_MEMBERS:
        raise Unreadable("too_large", f"{len(members)} files in one archive")
    if sum(member.file_size for member in members) > limits.MAX_ARCHIVE_BYTES:
        raise Unreadable("too_large", "the archive unpacks beyond the limit")
    for member in members:
        _check_member(member)


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise Unreadable("encrypted", "the archive has a password")
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
