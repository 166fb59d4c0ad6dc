"""The pages of purchases (采购项目) and projects (投资项目): all stages in order, what links them, what is missing.

Following the links belongs to `publish.chains`. As long as neither the links nor the linked rows have changed, nothing
of it is read again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from gongkai.contract import Text
from gongkai.digests import digest_of
from gongkai.home import Home
from publish.chains import Chain, Node, Place
from publish.chains.listing import Kind, Listed, Listing, listings, told_numbers
from publish.chains.released import chained, link_tables, numbered
from publish.portal.context import Context
from publish.portal.search.entries import SearchEntry, shard
from publish.portal.sections import Page, Section

INDEX = "chains/index.html"
FOLDERS: dict[Kind, str] = {"purchase": "purchases", "project": "projects"}
#: A number becomes a file name only in this form; any other becomes a digest, which has small letters.
NAME = re.compile(r"[0-9A-Z][0-9A-Z-]{0,79}")
Addresses = Mapping[tuple[Kind, str], str]


@dataclass(frozen=True)
class ChainPage:
    """A purchase or project; `stages` are the rows by dataset without the corrections, which are `histories` of theirs;
    `others` are the numbers it names of the other kind, each with the page it has, '' for none.
    """

    listed: Listed
    stages: tuple[tuple[Node, tuple[Node, ...]], ...]
    histories: Mapping[Place, tuple[Node, ...]]
    others: tuple[tuple[str, str], ...]
    anchors: Mapping[Place, str]

    @property
    def chain(self) -> Chain:
        """The chain."""
        return self.listed.chain


def sections(context: Context) -> Iterator[Section]:
    """The index and a page each, none where the city publishes no links."""
    if link_tables(context.home):
        yield Section("chains", context.inputs.released(made_of(context.home)), partial(_pages, context))


def made_of(home: Home) -> list[str]:
    """The datasets that the pages are made from: the links, and those that are linked or name a number."""
    return [contract.id for contract in (*link_tables(home), *chained(home), *numbered(home))]


def pages_of(context: Context, kind: Kind) -> Mapping[str, str]:
    """The page of every purchase or project that has one, below the root, by its number as compared."""
    if not link_tables(context.home):
        return {}
    numbers = told_numbers(context.home, kind, context.home.city.portal.chain_pages)
    return {number: f"chains/{address(kind, number)}" for number in sorted(numbers)}


def _pages(context: Context) -> Iterator[Page]:
    found = listings(context.home, context.home.city.portal.chain_pages)
    every = [listed for listing in found.values() for listed in listing.listed]
    addresses = {(listed.kind, listed.key): address(listed.kind, listed.key) for listed in every}
    tables, pages = _tables(context.home, found), context.renderer.pages
    yield from pages(INDEX, "chains.html", listings=found, addresses=addresses, tables=tables)
    codes = {each.name: each.code for each in context.home.registers.organisations}
    yield shard("chains", [_entry(listed, addresses[listed.kind, listed.key], codes) for listed in every])
    for listed in every:
        page = _page(listed, addresses)
        own = digest_of(context.inputs.settings, listed, page.others)
        yield from pages(f"chains/{addresses[listed.kind, listed.key]}", "chain.html", own, page=page)


def _entry(listed: Listed, page: str, codes: Mapping[str, str]) -> SearchEntry:
    """How it is found: by its name, its number, and the bodies it names; `codes` are the departments by name."""
    name, bodies = listed.title or listed.number, "、".join(listed.bodies)
    named = {codes[body] for body in listed.bodies if body in codes}
    about = " · ".join(filter(None, (listed.number, bodies, listed.day)))
    return SearchEntry(
        kind=listed.kind,
        address=f"chains/{page}",
        title=Text(zh=name, en=name),
        about=Text(zh=about, en=about),
        theme={"purchase": "procurement", "project": "projects"}[listed.kind],
        departments=tuple(sorted(named.union(node.place.entity for node in listed.chain.nodes))),
        years=tuple(sorted({node.place.period for node in listed.chain.nodes})),
    )


def address(kind: Kind, number: str) -> str:
    """The page of a purchase or project, below `chains/`."""
    name = number if NAME.fullmatch(number) else f"x{digest_of(number)[:16]}"
    return f"{FOLDERS[kind]}/{name}.html"


def _tables(home: Home, found: Mapping[Kind, Listing]) -> list[str]:
    """The datasets in which those stand that have no page."""
    left_out = any(listing.left_out for listing in found.values())
    return [contract.id for contract in link_tables(home)] if left_out else []


def _page(listed: Listed, addresses: Addresses) -> ChainPage:
    chain = listed.chain
    histories = chain.histories()
    told = {node.place for nodes in histories.values() for node in nodes}
    shown = [node for node in chain.nodes if node.place not in told]
    groups = [tuple(nodes) for _, nodes in groupby(shown, key=lambda node: node.place.dataset)]
    other: Kind = "project" if listed.kind == "purchase" else "purchase"
    numbers = dict.fromkeys(node.project if other == "project" else node.purchase for node in chain.nodes)
    return ChainPage(
        listed=listed,
        stages=tuple((nodes[0], nodes) for nodes in groups),
        histories=histories,
        others=tuple((number, addresses.get((other, number), "")) for number in sorted(numbers) if number),
        anchors={node.place: f"r{number}" for number, node in enumerate(chain.nodes, start=1)},
    )
