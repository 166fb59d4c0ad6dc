"""`about/addresses/`: the scheme of addresses, for those who write programs."""

from collections.abc import Iterator
from functools import partial

from publish.portal.context import Context
from publish.portal.machine.addresses import in_group
from publish.portal.machine.patterns import GROUPS, PARTS
from publish.portal.sections import Page, Section

PATH = "about/addresses/index.html"


def sections(context: Context) -> Iterator[Section]:
    """The page."""
    yield Section("addresses", context.inputs.settings, partial(_pages, context))


def _pages(context: Context) -> Iterator[Page]:
    groups = [(name, title, tuple(in_group(name))) for name, title in GROUPS.items()]
    parts = {name: words for name, (_, words) in PARTS.items()}
    yield from context.renderer.pages(PATH, "addresses.html", groups=groups, parts=parts)
