"""The sections and pages on procurement, and what each is made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from gongkai.digests import digest_of, sha256_file
from publish.portal import chains
from publish.portal.coded import Coded, coded, word_of
from publish.portal.context import Context
from publish.portal.procurement.clock import clocked
from publish.portal.procurement.deals import AWARDS, BUYERS, CONTRACTS, METHODS, SUPPLIERS, deals, page_name
from publish.portal.procurement.entries import entries
from publish.portal.procurement.figures import LARGEST, Deal, Year, years
from publish.portal.procurement.late import Timing, timings
from publish.portal.procurement.notices import NUMBERED, Notices, notices
from publish.portal.procurement.parties import OTHER, Party, Side, as_deals, parties
from publish.portal.released import Reader
from publish.portal.search.entries import shard
from publish.portal.sections import Page, Section
from publish.portal.share import percent
from publish.portal.topics import PROCUREMENT, has

FOLDERS: Mapping[Side, str] = {"buyer": BUYERS, "supplier": SUPPLIERS}


@dataclass(frozen=True)
class Told:
    """All that the pages say. `purchases` leads from the number of a purchase to its page, `pages` from a side and a
    party to its page, both below the root.
    """

    years: Mapping[int, Year]
    timings: Mapping[int, Timing]
    notices: Mapping[int, tuple[Notices, ...]]
    largest: Mapping[int, tuple[Deal, ...]]
    parties: Mapping[Side, list[Party]]
    purchases: Mapping[str, str]
    pages: Mapping[tuple[Side, str], str]
    words: Mapping[str, Coded]

    def word(self, code: str) -> Coded:
        """A method of procurement in words."""
        return word_of(self.words, code)


def sections(context: Context) -> Iterator[Section]:
    """All of procurement, none in a city without contracts."""
    if has(context.home, PROCUREMENT):
        days = context.home.registers.shared / "working_days.csv"
        key = digest_of(context.inputs.released(made_of(context)), sha256_file(days) if days.is_file() else "")
        yield Section("procurement", key, partial(_pages, context))


def made_of(context: Context) -> list[str]:
    """The datasets that the pages are made from, those included that decide which purchases have pages."""
    own = {CONTRACTS, AWARDS, *NUMBERED, *(contract.id for contract in clocked(context))}
    return sorted(own | set(chains.made_of(context.home)))


def _pages(context: Context) -> Iterator[Page]:
    with deals(context) as asked:
        told = _told(context, asked)
    render = partial(context.renderer.pages, told=told, percent=percent)
    newest = next(iter(told.years), None)
    yield from render("procurement/index.html", "procurement.html", year=newest, first=True)
    for year in told.years:
        yield from render(f"procurement/{year}/index.html", "procurement.html", year=year, first=False)
    for side, listed in told.parties.items():
        folder = FOLDERS[side]
        yield from render(f"{folder}/index.html", "procurement_parties.html", side=side, listed=listed)
        for party in listed:
            key = _key(context, told, party)
            path = told.pages[side, party.key]
            yield from render(path, "procurement_party.html", key, party=party)
    yield shard("suppliers", entries(told.parties["supplier"]))


def _told(context: Context, asked: Reader) -> Told:
    most = context.home.city.portal.supplier_pages
    found: dict[Side, list[Party]] = {side: parties(context, asked, side, most) for side in FOLDERS}
    return Told(
        years=years(asked),
        timings=timings(context, asked),
        notices=notices(context, asked),
        largest=_largest(context, asked),
        parties=found,
        purchases=chains.pages_of(context, "purchase"),
        pages={
            (side, party.key): f"{folder}/{page_name(party.key)}.html"
            for side, folder in FOLDERS.items()
            for party in found[side]
        },
        words=coded(context.home.registers, METHODS),
    )


def _largest(context: Context, asked: Reader) -> Mapping[int, tuple[Deal, ...]]:
    rows = asked.ask(
        "SELECT * FROM deals QUALIFY row_number() OVER (PARTITION BY fiscal_year ORDER BY amount DESC NULLS LAST, "
        f"contract_no) <= {LARGEST} ORDER BY fiscal_year, amount DESC NULLS LAST, contract_no"
    )
    found: dict[int, tuple[Deal, ...]] = {}
    for row, deal in zip(rows, as_deals(context, rows), strict=True):
        found[row["fiscal_year"]] = (*found.get(row["fiscal_year"], ()), deal)
    return found


def _key(context: Context, told: Told, party: Party) -> str:
    """The digest of what the page of a party is made from: what it says, and which of its links lead somewhere."""
    other = OTHER[party.side]
    met = {getattr(deal, other) for deal in party.contracts} | {each.key for each in party.partners}
    linked = sorted(key for key in met if (other, key) in told.pages)
    known = sorted({deal.purchase for deal in party.contracts} & told.purchases.keys())
    return digest_of(context.inputs.settings, _plain(party), linked, known)


def _plain(party: Party) -> list[Any]:
    return [getattr(party, each.name) for each in fields(party)]
