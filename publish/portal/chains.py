"""The pages of purchases (采购项目) and projects (投资项目): all stages in order, what links them, what is missing.

Following the links belongs to `publish.chains`. As long as neither the links nor the linked rows have changed, nothing
of it is read again.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from gongkai.digests import digest_of
from publish.chains import Chain, Node, Place
from publish.chains.listing import Kind, Listed, Listing, listings
from publish.chains.released import link_tables
from publish.portal.facts import Facts
from publish.portal.inputs import chains_digest, settings_digest
from publish.portal.render import Page, Renderer

INDEX, SCRIPT = "chains/index.html", "static/search.js"
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


def chain_pages(renderer: Renderer, facts: Facts, before: Mapping[str, str]) -> Iterator[Page]:
    """The index and a page each, none where the city publishes no links; `before` has the keys of the last build."""
    if not link_tables(facts.home):
        return
    key = chains_digest(facts.home)
    yield Page(SCRIPT, partial((Path(__file__).parent / SCRIPT).read_text, encoding="utf-8"))
    if before.get(INDEX) != key:
        yield from _made(renderer, facts, key)
        return
    # Asked only for a page that was lost.
    again = cache(lambda: {page.path: page.make for page in _made(renderer, facts, key)})
    for path in before:
        if path.startswith("chains/"):
            yield Page(path, partial(_once_more, again, path), before[path])


def _once_more(again: Callable[[], Mapping[str, Callable[[], str]]], path: str) -> str:
    return again()[path]()


def _made(renderer: Renderer, facts: Facts, key: str) -> Iterator[Page]:
    found = listings(facts.home, facts.home.city.portal.chain_pages)
    every = [listed for listing in found.values() for listed in listing.listed]
    addresses = {(listed.kind, listed.key): address(listed.kind, listed.key) for listed in every}
    yield renderer.page(INDEX, "chains.html", key, listings=found, addresses=addresses, tables=_tables(facts, found))
    settings = settings_digest(facts.home)
    for listed in every:
        page = _page(listed, addresses)
        own = digest_of(settings, listed, page.others)
        yield renderer.page(f"chains/{addresses[listed.kind, listed.key]}", "chain.html", own, page=page)


def address(kind: Kind, number: str) -> str:
    """The page of a purchase or project, below `chains/`."""
    name = number if NAME.fullmatch(number) else f"x{digest_of(number)[:16]}"
    return f"{FOLDERS[kind]}/{name}.html"


def _tables(facts: Facts, found: Mapping[Kind, Listing]) -> list[str]:
    """The datasets in which those stand that have no page."""
    left_out = any(listing.left_out for listing in found.values())
    return [contract.id for contract in link_tables(facts.home)] if left_out else []


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
