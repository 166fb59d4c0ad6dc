"""The bytes of one file of the inbox into the lake, in one state: no link, no pipe, nothing half written.

Does not belong here: which files are taken, and what is said of those that are not (`land`).
"""

import errno
import fcntl
import hashlib
import os
import signal
import stat as stat_of
from pathlib import Path

from gongkai.files import flush
from gongkai.lake import Lake

BLOCK = 1 << 20

Stat = tuple[int, int, int, int]
"""Size, modification and change in nanoseconds, inode."""


class StillWritten(Exception):
    """The file changed, or was open for writing, while it was read."""


class NotAFile(Exception):
    """A link or a special file has taken the place of the file."""


class Refused(Exception):
    """The system does not let the file be read: no permission, or it is gone."""


def receive(lake: Lake, path: Path, *, again: bool = True) -> tuple[Stat, str]:
    """The file's state and the SHA-256 of its bytes in it, which the lake now keeps. A file that was replaced while it
    was read is read once more.

    Raises StillWritten, NotAFile, Refused.
    """
    try:
        stat = state(path)
        sha256 = _copy(lake, path)
        same = state(path) == stat
    except OSError as fault:
        if fault.filename != str(path):
            raise
        raise Refused(fault.strerror) from fault
    if same:
        _keep(lake, sha256)
        return stat, sha256
    if not again:
        raise StillWritten(path.name)
    return receive(lake, path, again=False)


def state(path: Path) -> Stat:
    """What tells that a file was changed or replaced."""
    stat = path.stat(follow_symlinks=False)
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def _copy(lake: Lake, path: Path) -> str:
    """The SHA-256 of the bytes that now stand in the work file. Raises StillWritten, NotAFile."""
    work = _work_file(lake)
    work.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(_opened(path), "rb") as source, work.open("wb") as target:
        _insist_nobody_writes(source.fileno())
        while block := source.read(BLOCK):
            digest.update(block)
            target.write(block)
    return digest.hexdigest()


def _opened(path: Path) -> int:
    """A handle on the file itself: a link is not followed, and a pipe is not waited for, whatever was there before."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as fault:
        if fault.errno in (errno.ELOOP, errno.ENXIO):
            raise NotAFile from fault
        raise
    if not stat_of.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotAFile
    return handle


def _keep(lake: Lake, sha256: str) -> None:
    work, landed = _work_file(lake), lake.landed(sha256)
    if not landed.exists():
        flush(work)
        landed.parent.mkdir(parents=True, exist_ok=True)
        work.replace(landed)
    else:
        work.unlink()


def _work_file(lake: Lake) -> Path:
    return lake.root / ".landing.part"


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
