"""Writes the site: only what changed, each page whole, and nothing at all when nothing it is made from has changed.

`index.html`, `about/`, `chains/`, `findings/`, `rules/`, `static/` and each `d/<slug>/index.html` of the public tree
belong to this module; everything else below `d/` belongs to `publish.release` and is never touched.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gongkai.files import write_whole
from gongkai.home import Home
from gongkai.journal.work import Entry
from publish.portal.facts import read_facts
from publish.portal.inputs import inputs_digest
from publish.portal.pages import pages
from publish.portal.render import Page

SCOPE = "site"
FOLDERS = ("about", "chains", "chains/purchases", "chains/projects", "findings", "rules", "static")
#: Most of the time goes into waiting for the disk.
WRITERS = 8
KINDS = {".html", ".json", ".csv", ".css", ".js", ".part"}


@dataclass(frozen=True)
class Site:
    """How many files a build wrote, found as they should be, and removed; `pages` is all that the site has now."""

    written: int
    unchanged: int
    removed: int
    pages: int


def build_site(home: Home) -> Site:
    """Bring the site below `home.public` up to date. The same journal and settings give the same bytes."""
    key = inputs_digest(home)
    known = home.journal.work.entry(SCOPE)
    if known and known.key == key and all((home.public / path).is_file() for path in known.result):
        return Site(0, len(known.result), 0, len(known.result))
    before = known.result if known else {}
    built = list(pages(read_facts(home), before))
    todo = [page for page in built if not _stands(home, page, before)]
    with ThreadPoolExecutor(WRITERS) as writers:
        written = sum(writers.map(partial(_write, home.public), todo))
    now = {page.path: page.key for page in built}
    stale = {path.relative_to(home.public).as_posix() for path in _own(home.public)} - now.keys()
    for name in stale:
        (home.public / name).unlink()
    home.journal.work.keep([Entry(SCOPE, SCOPE, key, now)])
    return Site(written, len(built) - written, len(stale), len(built))


def _stands(home: Home, page: Page, before: Mapping[str, str]) -> bool:
    return page.key != "" and before.get(page.path) == page.key and (home.public / page.path).is_file()


def _write(public: Path, page: Page) -> bool:
    return write_whole(public / page.path, page.make())


def _own(public: Path) -> Iterator[Path]:
    """The files of this builder, leftovers of a killed build included."""
    yield from (path for path in (public / "index.html", public / ".index.html.part") if path.is_file())
    for folder in FOLDERS:
        yield from sorted(path for path in (public / folder).glob("*") if path.suffix in KINDS)
    yield from sorted((public / "d").glob("*/index.html"))
    yield from sorted((public / "d").glob("*/.index.html.part"))
