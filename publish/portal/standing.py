"""Where each submission stands: in the release, held back and why, in time or late.

Deciding belongs to `publish.review`, measuring to the assessment; here their words are put together for readers.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from gongkai.decision import Reason
from gongkai.journal.releases import Part
from publish.portal.facts import DatasetFacts, Delivered, Facts
from publish.portal.wording import OUTCOMES, TIMINGS, Word

PENDING = Reason(code="PENDING", zh="还没有审核或发布", en="not reviewed or not released yet")


@dataclass(frozen=True)
class Held:
    """A submission that the public does not see, and why; `last` is what stays up of that department."""

    period: int
    entity: str
    name: str
    word: Word
    reasons: tuple[Reason, ...]
    last: Part | None


@dataclass(frozen=True)
class Clock:
    """One department's standing against the time limit, with its evidence; `item` is the assessment's own entry."""

    name: str
    word: Word
    item: dict[str, Any]


def held(facts: Facts, dataset: DatasetFacts) -> list[Held]:
    """Every submission of the dataset that is held back, newest period first."""
    parts = {(period, part.entity): part for period, found in dataset.releases.items() for part in found[-1].parts}
    return [each for slot in dataset.slots if (each := _held(facts, slot, parts.get((slot.period, slot.entity))))]


def _held(facts: Facts, slot: Delivered, last: Part | None) -> Held | None:
    why = _why(facts, slot, last)
    if why is None:
        return None
    outcome, reasons = why
    return Held(slot.period, slot.entity, facts.entity_name(slot.entity), OUTCOMES[outcome], reasons, last)


def _why(facts: Facts, slot: Delivered, part: Part | None) -> tuple[str, tuple[Reason, ...]] | None:
    decision = facts.decisions.get((slot.dataset, slot.period, slot.entity))
    if slot.content is None:
        return ("blocked", slot.blockers or (PENDING,))
    if decision is None or decision.evidence.content != slot.content:
        return ("pending", (PENDING,))
    if not decision.cleared:
        return (decision.outcome.value, decision.blockers or (PENDING,))
    released = part is not None and part.content == slot.content
    return None if released else ("pending", (PENDING,))


def clocks(facts: Facts, dataset: DatasetFacts, period: int) -> list[Clock]:
    """The departments' standing in a period, in order of department."""
    items = dataset.assessment["timeliness"] if dataset.assessment else []
    chosen = sorted((item for item in items if item["period"] == period), key=lambda item: str(item["entity"]))
    return [Clock(facts.entity_name(item["entity"]), TIMINGS[item["timing"]], item) for item in chosen]


def timing_counts(dataset: DatasetFacts) -> list[tuple[Word, int]]:
    """How many departments stand how in the newest period, worst last."""
    if not dataset.periods or not dataset.assessment:
        return []
    counted = Counter(
        item["timing"] for item in dataset.assessment["timeliness"] if item["period"] == dataset.periods[0]
    )
    return [(word, counted[timing]) for timing, word in TIMINGS.items() if counted[timing]]
