"""The pages about the site itself: where the data come from, how to cite, licences."""

from collections.abc import Iterator
from functools import partial

from publish.portal.context import Context
from publish.portal.sections import Page, Section
from publish.standards.licences import licence


def sections(context: Context) -> Iterator[Section]:
    """The page about the site."""
    yield Section("about", context.inputs.settings, partial(_pages, context))


def _pages(context: Context) -> Iterator[Page]:
    home = context.home
    named = dict.fromkeys(contract.dataset.licence for contract in home.contracts.values())
    granted = [licence(home.registers, name) for name in named]
    yield from context.renderer.pages("about/index.html", "about.html", licences=granted)
