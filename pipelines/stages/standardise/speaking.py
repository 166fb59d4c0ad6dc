"""Which tables speak for a department in a period: those still in the inbox before those gone from it, each once, and
no two that say the same.

Whether a table can be taken belongs to `accept`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from gongkai.findings import Finding, finding
from pipelines.stages.standardise.accept import Offer, period_faults

Where = tuple[int, str]


def by_slot(offers: Iterable[Offer]) -> tuple[dict[Where, list[Offer]], list[Offer]]:
    """Those that speak, by (period, department), and those that belong to no period."""
    groups: dict[Where, list[Offer]] = defaultdict(list)
    refused = []
    for offer in offers:
        if period_faults(offer):
            refused.append(offer)
        else:
            groups[int(str(offer.table.fiscal_year)), offer.delivery.department].append(offer)
    return {slot: _speaking(group) for slot, group in sorted(groups.items())}, refused


def _speaking(group: list[Offer]) -> list[Offer]:
    """Files gone from the inbox yield to those still there, but for parts of a table that no file there states."""
    present = [offer for offer in group if offer.present]
    if not present:
        newest = max(offer.delivery.id for offer in group)
        present = [offer for offer in group if offer.delivery.id == newest]
    return sorted({offer.identity: offer for offer in [*present, *_left(group, present)]}.values(), key=_order)


def _left(group: list[Offer], present: list[Offer]) -> list[Offer]:
    """The newest of the tables that are gone whose part is missing beside other parts of the same layout."""
    layouts, said = {offer.table.layout for offer in present}, {_kind(offer) for offer in present}
    gone = (offer for offer in group if offer.table.part and offer.table.layout in layouts)
    return list({_kind(o): o for o in sorted(gone, key=lambda o: o.delivery.id) if _kind(o) not in said}.values())


def _order(offer: Offer) -> str:
    # Within one file the tables keep their order.
    return offer.delivery.path


def _source(offer: Offer) -> object:
    """What states it: a table of its own, or for sentences the whole file, whose pages make one statement."""
    return (offer.delivery.id, offer.table.member) if offer.table.one_cell else offer.identity


def _kind(offer: Offer) -> tuple[str | None, str | None]:
    return offer.table.layout, offer.table.part


def conflicts(group: Sequence[Offer]) -> list[Finding]:
    """STD-TWO-FILES where two tables say the same, unless their layout allows several: one finding for each file, so
    that whoever sent one of them is told; none where no two do.
    """
    counts = Counter(kind for kind, _ in {(_kind(offer), _source(offer)) for offer in group})
    alike = [offer for offer in group if counts[_kind(offer)] > 1 and not (offer.table.layout and offer.layout.several)]
    files = "、".join(sorted({offer.name for offer in alike}))
    places = {offer.delivery.id: offer.place for offer in reversed(alike)}
    return [finding("STD-TWO-FILES", places[number], files=files) for number in sorted(places)]
