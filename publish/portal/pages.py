"""Which sections the site has, in the order in which they are built."""

from collections.abc import Iterator

from publish.portal import (
    about,
    budget,
    chains,
    dataset_page,
    datasets_list,
    findings,
    overview,
    parity,
    procurement,
    projects,
    quality_pages,
    rules,
    sql_page,
    static_files,
)
from publish.portal.context import Context
from publish.portal.machine import address_page, catalog, checksums, feeds, lost, sitemap
from publish.portal.search import rooms as search
from publish.portal.sections import Section

ROOMS = (
    static_files,
    dataset_page,
    overview,
    findings,
    quality_pages,
    chains,
    budget,
    procurement,
    projects,
    rules,
    sql_page,
    about,
    datasets_list,
    catalog,
    feeds,
    checksums,
    address_page,
    lost,
)
#: These tell of the pages of all others.
LAST = (search, parity, sitemap)


def sections(context: Context) -> Iterator[Section]:
    """Every section of the site."""
    for room in (*ROOMS, *LAST):
        yield from room.sections(context)
