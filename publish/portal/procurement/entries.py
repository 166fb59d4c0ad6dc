"""How the search finds suppliers: by name, former names and credit code."""

from collections.abc import Iterable, Iterator

from gongkai.contract import Text
from publish.portal.procurement.deals import SUPPLIERS, page_name
from publish.portal.procurement.parties import Party
from publish.portal.search.entries import SearchEntry
from publish.portal.wording import amount_en, amount_zh


def entries(suppliers: Iterable[Party]) -> Iterator[SearchEntry]:
    """One for each supplier with a page."""
    for party in suppliers:
        number, amount = party.whole.number, party.whole.amount
        yield SearchEntry(
            kind="supplier",
            address=f"{SUPPLIERS}/{page_name(party.key)}.html",
            title=Text(zh=party.name, en=party.name),
            about=Text(zh=f"{number:,} 份合同，{amount_zh(amount)}", en=f"{number:,} contracts, {amount_en(amount)}"),
            words=tuple(each for each in (party.code, *party.names[1:]) if each),
            theme="procurement",
            years=tuple(sorted(int(each.key) for each in party.years)),
        )
