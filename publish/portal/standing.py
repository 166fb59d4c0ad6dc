"""Where each submission stands: in the release, held back and why, in time or late.

Deciding belongs to `publish.review`, measuring to the assessment; here their words are put together for readers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.decision import Reason
from gongkai.journal.releases import Part, Release
from publish.portal.departments import Departments
from publish.portal.facts import DatasetFacts, Delivered
from publish.portal.wording import OUTCOMES, TIMINGS, Word
from publish.review.public import public_reason

PENDING = Reason(code="PENDING", zh="还没有审核或发布", en="not reviewed or not released yet")


@dataclass(frozen=True)
class Held:
    """A submission that the public does not see, and why, as the public may read it; `last` is what stays up of that
    department, `withdrawn` the number of the version as of which its rows were taken out.
    """

    period: int
    entity: str
    name: str
    word: Word
    reasons: tuple[Reason, ...]
    last: Part | None
    withdrawn: int | None


@dataclass(frozen=True)
class Clock:
    """One department's standing against the time limit, with its evidence; `item` is the assessment's own entry."""

    name: str
    word: Word
    item: dict[str, Any]


def held(departments: Departments, dataset: DatasetFacts) -> list[Held]:
    """Every submission of the dataset that is held back, newest period first."""
    parts = {(period, part.entity): part for period, found in dataset.releases.items() for part in found[-1].parts}
    found = []
    for slot in dataset.slots:
        withdrawn = _withdrawn(dataset.releases.get(slot.period, ()), slot.entity)
        found.append(_held(departments, dataset, slot, parts.get((slot.period, slot.entity)), withdrawn))
    return [each for each in found if each]


def _withdrawn(releases: Sequence[Release], entity: str) -> int | None:
    told = [release for release in releases if entity in release.changes["departments"]]
    gone = told and told[-1].changes["departments"][entity]["change"] == "withdrawn"
    return told[-1].version if gone else None


def _held(
    departments: Departments, dataset: DatasetFacts, slot: Delivered, last: Part | None, withdrawn: int | None
) -> Held | None:
    why = _why(dataset, slot, last)
    if why is None:
        return None
    outcome, reasons = why
    told = tuple(public_reason(reason) for reason in reasons)
    return Held(slot.period, slot.entity, departments.name(slot.entity), OUTCOMES[outcome], told, last, withdrawn)


def _why(facts: DatasetFacts, slot: Delivered, part: Part | None) -> tuple[str, tuple[Reason, ...]] | None:
    decision = facts.decisions.get((slot.dataset, slot.period, slot.entity))
    if slot.content is None:
        return ("blocked", slot.blockers or (PENDING,))
    if decision is None or decision.evidence.content != slot.content:
        return ("pending", (PENDING,))
    if not decision.cleared:
        return (decision.outcome.value, decision.blockers or (PENDING,))
    released = part is not None and part.content == slot.content
    return None if released else ("pending", (PENDING,))


def clocks(departments: Departments, dataset: DatasetFacts, period: int) -> list[Clock]:
    """The departments' standing in a period, in order of department."""
    items = dataset.assessment["timeliness"] if dataset.assessment else []
    chosen = sorted((item for item in items if item["period"] == period), key=lambda item: str(item["entity"]))
    return [Clock(departments.name(item["entity"]), TIMINGS[item["timing"]], item) for item in chosen]
