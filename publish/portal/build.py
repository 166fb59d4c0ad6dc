"""Writes the site: only the sections that changed, each page whole, and nothing at all when nothing it is made from has
changed.

Everything of the public tree belongs to this module but `db/` and, below `d/<slug>/`, the manifest and the folders of
the periods, which belong to `publish.release` and are never touched.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.files import write_many
from gongkai.home import Home
from gongkai.journal.work import Entry
from publish.portal.context import Context
from publish.portal.databases import build_databases
from publish.portal.pages import sections
from publish.portal.sections import Page, Section

STAGE = "site"
#: So many pages reach the disk together.
BATCH = 1000


@dataclass(frozen=True)
class Site:
    """How many files a build wrote, found as they should be, and removed; `pages` is all that the site has now."""

    written: int
    unchanged: int
    removed: int
    pages: int


def build_site(home: Home) -> Site:
    """Bring the site below `home.public` up to date. The same journal and settings give the same bytes."""
    if home.city.portal.databases:
        build_databases(home)
    context = Context(home)
    known = home.journal.work.stage(STAGE)
    master = known.get(STAGE)
    if master and master.key == context.inputs.everything and all(_stands(home, each) for each in known.values()):
        return Site(0, master.result, 0, master.result)
    before = {scope: entry for scope, entry in known.items() if scope != STAGE}
    now, written = _built(context, before)
    paths = {path for entry in now.values() for path in entry.result}
    removed = _remove(home.public, paths)
    home.journal.work.forget(sorted(before.keys() - now.keys()))
    changed = [entry for scope, entry in now.items() if before.get(scope) != entry]
    home.journal.work.keep([*changed, Entry(STAGE, STAGE, context.inputs.everything, len(paths))])
    return Site(written, len(paths) - written, removed, len(paths))


class Disk:
    """Files on their way to the disk, so many together: each time the system is asked to write takes its time."""

    def __init__(self, public: Path) -> None:
        self._public = public
        self._waiting: dict[Path, str | bytes] = {}
        self.written = 0

    def add(self, page: Page) -> None:
        """Take a page."""
        self._waiting[self._public / page.path] = page.make()
        if len(self._waiting) == BATCH:
            self.flush()

    def flush(self) -> None:
        """Put all that wait in their places; what stands there already with these bytes is left alone."""
        self.written += write_many(self._waiting)
        self._waiting.clear()


def _built(context: Context, before: Mapping[str, Entry]) -> tuple[dict[str, Entry], int]:
    """The entry of every section by scope, and how many files were written."""
    entries: dict[str, Entry] = {}
    disk = Disk(context.home.public)
    for section in sections(context):
        scope = f"{STAGE}:{section.name}"
        last = before.get(scope)
        if last and last.key == section.key and _stands(context.home, last):
            entries[scope] = last
        else:
            keys = _made(context.home, section, last.result if last else {}, disk)
            entries[scope] = Entry(scope, STAGE, section.key, keys)
        context.paths.extend(entries[scope].result)
    disk.flush()
    return entries, disk.written


def _made(home: Home, section: Section, before: Mapping[str, str], disk: Disk) -> dict[str, str]:
    """The pages of a section, path -> key; those that are to be made go to the disk."""
    keys: dict[str, str] = {}
    for page in section.pages():
        keys[page.path] = page.key
        if not (page.key and before.get(page.path) == page.key and _is(home, page.path)):
            disk.add(page)
    return keys


def _stands(home: Home, entry: Entry) -> bool:
    return entry.scope == STAGE or all(_is(home, path) for path in entry.result)


def _is(home: Home, path: str) -> bool:
    return (home.public / path).is_file()


def _remove(public: Path, wanted: set[str]) -> int:
    """Remove the files of this builder that no section has any more, leftovers of a killed build included."""
    stale = [path for path in _own(public) if path not in wanted]
    for path in stale:
        (public / path).unlink()
    return len(stale)


def _own(public: Path) -> Iterator[str]:
    for folder, below, files in os.walk(public):
        place = Path(folder).relative_to(public)
        if place == Path():
            below[:] = [name for name in below if name != "db"]
        elif len(place.parts) == 2 and place.parts[0] == "d":
            below[:] = [name for name in below if not name.isdigit()]
            files = [name for name in files if name not in ("manifest.json", ".manifest.json.part")]
        yield from ((place / name).as_posix() for name in files)
