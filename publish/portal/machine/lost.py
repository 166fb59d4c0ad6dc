"""`/404.html`: what a web server shows where there is nothing. It stands at every address, so its links begin at the
root of the site.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from publish.portal.context import Context
from publish.portal.sections import Page, Section

PATH = "404.html"


def sections(context: Context) -> Iterator[Section]:
    """The page in every language; servers show the one at the root."""
    yield Section("lost", context.inputs.settings, partial(_pages, context))


def _pages(context: Context) -> Iterator[Page]:
    top = urlsplit(context.home.city.base_url).path
    yield from context.renderer.pages(PATH, "404.html", top=top)
