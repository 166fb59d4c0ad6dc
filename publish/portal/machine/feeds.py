"""Atom feeds (RFC 4287): the newest releases and withdrawals of the city, and of each dataset.

An entry's id is the permanent address of its version, its time that of the release: the same journal gives the same
bytes, and a reader never sees an entry twice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from publish.portal.context import Context
from publish.portal.render import Renderer
from publish.portal.sections import Page, Section
from publish.portal.summary import Latest, Summary

MOST = 50
#: The time of a feed of which nothing has been released yet: RFC 4287 asks for one.
NEVER = "1970-01-01T00:00:00+00:00"
#: Signs that XML 1.0 does not allow.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(NamedTuple):
    """One version of a dataset."""

    summary: Summary
    release: Latest

    @property
    def folder(self) -> str:
        """Its folder, below the root."""
        return f"d/{self.summary.slug}/{self.release.period}/v{self.release.version}/"


def sections(context: Context) -> Iterator[Section]:
    """That of the city, and one for each dataset; of these only the ones with a new release are made again."""
    yield Section("feeds", context.inputs.released(context.home.contracts), partial(_pages, context))


def _pages(context: Context) -> Iterator[Page]:
    summaries, show = context.summaries, context.renderer
    yield from _feed(show, "feed.xml", "", newest(summaries))
    for name, summary in summaries.items():
        key = context.inputs.released([name])
        yield from _feed(show, f"d/{summary.slug}/feed.xml", key, newest({name: summary}), summary)


def newest(summaries: Mapping[str, Summary]) -> list[Entry]:
    """The newest versions, newest first."""
    every = [Entry(summary, release) for summary in summaries.values() for release in summary.latest]
    every.sort(key=lambda each: (each.release.released_at, each.summary.slug, *_number(each.release)), reverse=True)
    return every[:MOST]


def _number(release: Latest) -> tuple[int, int]:
    return release.period, release.version


def _feed(
    renderer: Renderer, path: str, key: str, entries: Sequence[Entry], summary: Summary | None = None
) -> Iterator[Page]:
    updated = max((each.release.released_at for each in entries), default=NEVER)
    for page in renderer.pages(path, "feed.xml", key, entries=entries, updated=updated, summary=summary):
        yield Page(page.path, partial(_clean, page), page.key)


def _clean(page: Page) -> str:
    return FORBIDDEN.sub("", str(page.make()))
