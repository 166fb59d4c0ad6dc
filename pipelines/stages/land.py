"""Stage 1, land (接收): every new file of the inbox becomes content-addressed bytes with provenance. The inbox is
only read.

Here belongs what can be said of a file without opening it. What is inside it belongs to `extract`.
"""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from gongkai.digests import digest_of
from gongkai.findings import Finding, Place, finding
from gongkai.home import Home
from gongkai.journal.deliveries import InboxEntry
from gongkai.journal.work import Entry
from pipelines.stages.receive import NotAFile, Refused, StillWritten, receive, state

STAGE = "land"
UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".partial")
IGNORED = ("~$", ".~", ".")
#: Categories of characters that no name needs: control, format (among them those that turn the direction), line ends.
HIDDEN = ("Cc", "Cf", "Zl", "Zp")


@dataclass(frozen=True)
class Landing:
    """What one look at the inbox gave: paths seen, deliveries made, findings."""

    seen: int
    new: int
    resent: int
    findings: tuple[Finding, ...]


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
        except NotAFile:
            findings[relative] = finding("LND-NOT-A-FILE", _place(relative))
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
    if spelt_out(relative) != relative:
        return finding("LND-NAME", place)
    if shown(relative) != relative:
        return finding("LND-NAME-SIGNS", place)
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
        return last.stat == state(path)
    except FileNotFoundError:
        return False


def _receive(home: Home, path: Path, relative: str, last: InboxEntry | None, as_of: datetime) -> InboxEntry | None:
    """Copy the bytes into the lake; a delivery is made unless they are those of the path's last delivery, which is
    returned. Raises StillWritten, NotAFile, Refused.
    """
    stat, sha256 = receive(home.lake, path)
    if last:
        delivery = home.journal.deliveries.by_id([last.delivery])[last.delivery]
        if delivery.sha256 == sha256:
            return InboxEntry(relative, *stat, delivery.id, present=True)
    department = home.registers.by_inbox[relative.split("/")[0]].code
    home.journal.deliveries.received(department, relative, sha256, stat[0], as_of.isoformat(), stat)
    return None


def spelt_out(name: str) -> str:
    """A file name whose bytes that are no UTF-8 (from archives of GBK systems) are spelt out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def shown(name: str) -> str:
    """A file name as it can be written down on one line: what is no UTF-8, breaks lines or hides is spelt out."""
    return "".join(
        character.encode("unicode_escape").decode("ascii") if unicodedata.category(character) in HIDDEN else character
        for character in spelt_out(name)
    )


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
