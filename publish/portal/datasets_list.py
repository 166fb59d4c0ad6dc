"""The list of all datasets by theme (数据集目录): complete without scripts, narrowed by facets with them.

A city with more datasets than one page should hold has a page for each theme, and the first page leads to them.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from gongkai.contract import Text
from gongkai.digests import digest_of
from publish.portal.context import Context
from publish.portal.search.facets import facets
from publish.portal.sections import Page, Section
from publish.portal.summary import FORMATS, Summary
from publish.portal.topics import theme

#: So many datasets on one page are about 50 KB compressed.
MOST = 1000


class Theme(NamedTuple):
    """The datasets of one folder, in the city's order."""

    name: str
    title: Text
    summaries: tuple[Summary, ...]


def sections(context: Context) -> Iterator[Section]:
    """The list as one page, or one page for each theme."""
    yield Section("datasets", context.inputs.datasets(), partial(_pages, context))


def themes(summaries: Mapping[str, Summary]) -> tuple[Theme, ...]:
    """The datasets by the folder they stand in, in the city's order."""
    every = tuple(summaries.values())
    names = dict.fromkeys(each.domain for each in every)
    return tuple(Theme(name, theme(name), tuple(each for each in every if each.domain == name)) for name in names)


def _pages(context: Context) -> Iterator[Page]:
    found, every = themes(context.summaries), tuple(context.summaries.values())
    apart = len(every) > MOST
    show = partial(_list, context, paged=apart)
    yield from show("datasets/index.html", found, every, listed=not apart)
    for each in found if apart else ():
        yield from show(f"datasets/{each.name}/index.html", (each,), each.summaries, listed=True)


def _list(
    context: Context, path: str, found: tuple[Theme, ...], every: tuple[Summary, ...], *, listed: bool, paged: bool
) -> Iterator[Page]:
    key = digest_of(len(found), [context.inputs.dataset(each.id) for each in every])
    chosen = [each for each in facets(context.departments, every) if not (paged and each.name == "theme")]
    told: dict[str, Any] = {
        "themes": found,
        "facets": chosen,
        "listed": listed,
        "number": len(every),
        "formats": FORMATS,
    }
    yield from context.renderer.pages(path, "datasets.html", key, departments=context.departments, **told)
