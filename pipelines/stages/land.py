"""Stage 1, land (接收): every new file of the inbox becomes content-addressed bytes with provenance. The inbox is
only read.

Here belongs what can be said of a file without opening it. What is inside it belongs to `extract`.
"""

import errno
import fcntl
import hashlib
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from gongkai.digests import digest_of
from gongkai.files import flush
from gongkai.findings import Finding, Place, finding
from gongkai.home import Home
from gongkai.journal.deliveries import InboxEntry
from gongkai.journal.work import Entry

STAGE = "land"
UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".partial")
IGNORED = ("~$", ".~", ".")
BLOCK = 1 << 20


@dataclass(frozen=True)
class Landing:
    """What one look at the inbox gave: paths seen, deliveries made, findings."""

    seen: int
    new: int
    resent: int
    findings: tuple[Finding, ...]


class StillWritten(Exception):
    """The file changed, or was open for writing, while it was read."""


class Refused(Exception):
    """The system does not let the file be read: no permission, or it is gone."""


def land(home: Home, as_of: datetime, *, rehash: bool = False) -> Landing:
    """Look at the whole inbox. A file whose size, times and inode are as last time is taken as unchanged unless
    `rehash`.
    """
    known = home.journal.deliveries.inbox()
    findings: dict[str, Finding] = {}
    resent: list[InboxEntry] = []
    new = seen = 0
    unlisted: list[str] = []
    for path in _files(home.inbox, unlisted):
        relative = path.relative_to(home.inbox).as_posix()
        seen += 1
        last = known.pop(relative, None)
        fault = _refused(home, path, relative)
        if fault:
            findings[relative] = fault
            continue
        if last and last.present and not rehash and _unchanged(path, last):
            continue
        try:
            same = _receive(home, path, relative, last, as_of)
        except StillWritten:
            findings[relative] = finding("LND-WRITING", _place(relative))
        except Refused as refusal:
            findings[relative] = finding("LND-UNREADABLE", _place(relative), cause=str(refusal))
        else:
            new += same is None
            resent += [same] if same else []
    for folder in unlisted:
        findings[folder] = finding("LND-UNREADABLE", _place(f"{folder}/"), cause="folder")
    hidden = tuple(f"{folder}/" for folder in unlisted)
    gone = [replace(e, present=False) for e in known.values() if e.present and not e.path.startswith(hidden)]
    home.journal.deliveries.seen([*resent, *gone])
    _keep(home, findings)
    return Landing(seen, new, len(resent), tuple(findings.values()))


def _files(inbox: Path, unlisted: list[str]) -> Iterator[Path]:
    """Every file below the inbox in order; folders that the system does not let be listed are named in `unlisted`."""

    def note(fault: OSError) -> None:
        unlisted.append(Path(str(fault.filename)).relative_to(inbox).as_posix())

    for folder, folders, names in os.walk(inbox, onerror=note):
        folders.sort()
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        yield from (Path(folder) / name for name in sorted([*names, *links]) if not name.startswith(IGNORED))


def _refused(home: Home, path: Path, relative: str) -> Finding | None:
    """Why a path is not taken at all, judged without reading it."""
    place = _place(relative)
    if shown(relative) != relative:
        return finding("LND-NAME", place)
    if path.is_symlink() or not path.is_file():
        return finding("LND-NOT-A-FILE", place)
    if "/" not in relative:
        return finding("LND-NO-DEPARTMENT", place)
    if path.name.lower().endswith(UNFINISHED):
        return finding("LND-WRITING", place)
    if relative.split("/")[0] not in home.registers.by_inbox:
        return finding("LND-DEPARTMENT", place, folder=relative.split("/")[0])
    return None


def _unchanged(path: Path, last: InboxEntry) -> bool:
    try:
        return last.stat == _stat(path)
    except FileNotFoundError:
        return False


def _receive(home: Home, path: Path, relative: str, last: InboxEntry | None, as_of: datetime) -> InboxEntry | None:
    """Copy the bytes into the lake; a delivery is made unless they are those of the path's last delivery, which is
    returned. Raises StillWritten, Refused.
    """
    try:
        stat = _stat(path)
        sha256 = _copy(home, path, stat)
    except OSError as fault:
        if fault.filename != str(path):
            raise
        raise Refused(fault.strerror) from fault
    if last:
        delivery = home.journal.deliveries.by_id([last.delivery])[last.delivery]
        if delivery.sha256 == sha256:
            return InboxEntry(relative, *stat, delivery.id, present=True)
    department = home.registers.by_inbox[relative.split("/")[0]].code
    home.journal.deliveries.received(department, relative, sha256, stat[0], as_of.isoformat(), stat)
    return None


def _copy(home: Home, path: Path, stat: tuple[int, int, int, int]) -> str:
    """The SHA-256 of the bytes that now stand in the lake. Raises StillWritten."""
    work = home.lake.root / ".landing.part"
    work.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("rb") as source, work.open("wb") as target:
        _insist_nobody_writes(source.fileno())
        while block := source.read(BLOCK):
            digest.update(block)
            target.write(block)
    if _stat(path) != stat:
        raise StillWritten(path.name)
    landed = home.lake.landed(digest.hexdigest())
    if not landed.exists():
        flush(work)
        landed.parent.mkdir(parents=True, exist_ok=True)
        work.replace(landed)
    else:
        work.unlink()
    return digest.hexdigest()


def _insist_nobody_writes(handle: int) -> None:
    """A read lease is granted only while no process has the file open for writing; systems without leases skip the
    question.

    A writer that comes during the lease would end this process by SIGIO; SIGURG, which is ignored, is asked for
    instead.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return
    try:
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as fault:
        if fault.errno == errno.EAGAIN:
            raise StillWritten from None
        if fault.errno not in (errno.EACCES, errno.EINVAL, errno.EPERM, errno.ENOLCK, errno.EOPNOTSUPP):
            raise


def _stat(path: Path) -> tuple[int, int, int, int]:
    stat = path.stat()
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def shown(name: str) -> str:
    """A file name as it can be written down: bytes that are no UTF-8 (archives from GBK systems) are spelt out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _place(relative: str) -> Place:
    folder, _, name = shown(relative).rpartition("/")
    return Place(department=folder.split("/")[0] or None, file=name)


def _keep(home: Home, findings: dict[str, Finding]) -> None:
    """The findings of this look replace those of the last one."""
    work = home.journal.work
    before = work.stage(STAGE)
    now = {f"land:{shown(path)}": found for path, found in findings.items()}
    work.forget([scope for scope in before if scope not in now])
    entries = [Entry(scope, STAGE, digest_of(found.shown()), None, [found]) for scope, found in now.items()]
    work.keep([entry for entry in entries if entry.scope not in before or before[entry.scope].key != entry.key])
