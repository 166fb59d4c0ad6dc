"""The files inside a container, a .zip of files or a .gz, unpacked one at a time into a folder of the caller.

Does not belong here: what the files mean. A workbook is a zip too, but not a container of files.
"""

import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import ZipFile, ZipInfo

from pipelines.readers import gz
from pipelines.readers.archive import DAMAGE, open_archive, read_through
from pipelines.readers.member_names import decoded_name, is_passed_over, is_trick, shown_name
from pipelines.readers.sniff import sniff
from pipelines.readers.unreadable import Unreadable

_UTF8_FLAG = 0x800
_UNPACKED = "member"
_MADE_BY_UNIX = 3
_CONTAINERS = ("zip", "gz")


@dataclass(frozen=True)
class Member:
    """One file of a container: its name for people (never a path; '' in a .gz that states none) and its bytes in
    `path`, or why it was not unpacked in `fault`. `tricky` says that the name would have led out of a folder, or hides
    characters; the name is then shown without these, and the file is read like any other.
    """

    name: str
    path: Path | None = None
    fault: Unreadable | None = None
    tricky: bool = False


def members(path: Path, kind: Literal["zip", "gz"] | str, folder: Path) -> Iterator[Member]:
    """The members in the order of the container; each is removed from `folder` when the next one is asked for.

    What the container declares is checked against `limits` before anything is unpacked. Folders, lock files and files
    of operating systems are passed over. A link, a container within it, and a name that stands twice are faults.
    Raises Unreadable: encrypted, too_large, truncated or corrupt, and nothing more can be read then.
    """
    target = folder / _UNPACKED
    try:
        if kind == "gz":
            name = gz.unpack(path, target)
            yield _checked(Member(shown_name(name), target, tricky=is_trick(name) if name else False))
            return
        with open_archive(path) as archive:
            yield from _members(archive, target)
    finally:
        target.unlink(missing_ok=True)


def _members(archive: ZipFile, target: Path) -> Iterator[Member]:
    named = [(_name(info), info) for info in archive.infolist()]
    named = [(name, info) for name, info in named if not (info.is_dir() or is_passed_over(name))]
    times = Counter(shown_name(name).casefold() for name, _ in named)
    for name, info in named:
        shown, tricky = shown_name(name), is_trick(name)
        if times[shown.casefold()] > 1:
            yield Member(shown, None, Unreadable("corrupt", "several members have this name"), tricky)
        elif _is_link(info):
            yield Member(shown, None, Unreadable("unsupported", "链接 link"), tricky)
        else:
            yield _checked(_unpacked(archive, info, Member(shown, target, tricky=tricky)))


def _unpacked(archive: ZipFile, info: ZipInfo, member: Member) -> Member:
    assert member.path is not None
    try:
        with member.path.open("wb") as copy:
            copy.writelines(read_through(archive, info))
    except DAMAGE as cause:
        fault = Unreadable("corrupt", f"archive: {type(cause).__name__}")
        return Member(member.name, None, fault, member.tricky)
    return member


def _checked(member: Member) -> Member:
    if member.path and sniff(member.path).kind in _CONTAINERS:
        return Member(
            member.name, None, Unreadable("unsupported", "压缩包里的压缩包 archive within an archive"), member.tricky
        )
    return member


def _name(info: ZipInfo) -> str:
    # zipfile reads names without the flag in the code page of DOS, from which the bytes come back unchanged.
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    with suppress(UnicodeEncodeError):
        return decoded_name(info.orig_filename.encode("cp437"))
    return info.orig_filename


def _is_link(info: ZipInfo) -> bool:
    return info.create_system == _MADE_BY_UNIX and stat.S_ISLNK(info.external_attr >> 16)
