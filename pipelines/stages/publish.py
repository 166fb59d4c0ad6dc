"""Stage 6, publish (发布): what the gate cleared becomes a release of its dataset and period; the rest keeps its last
good one.

Here belongs what is published when. How a release is made belongs to `publish`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gongkai.contract import Contract
from gongkai.decision import ReleaseDecision
from gongkai.home import Home
from gongkai.journal.releases import Release
from gongkai.submission import Slot
from pipelines.stages.standardise import slots
from publish.release import last_release, release


@dataclass(frozen=True)
class Published:
    """What happened to one dataset and period.

    `state`: `released` (a new version), `unchanged`, `kept_last_good` (a department's newer content is held; what was
    last released of it stays), `held` (something is held and nothing was ever released), `empty` (nothing was
    delivered).
    """

    dataset: str
    period: int
    state: str
    release: Release | None
    held: tuple[ReleaseDecision, ...]


def publish(home: Home, contract: Contract, periods: Iterable[int], as_of: datetime) -> list[Published]:
    """Publish every period of the dataset; what is cleared is read again from the journal, for exactly this content."""
    decisions = home.journal.reviews.decisions()
    by_period: dict[int, list[Slot]] = {period: [] for period in periods}
    for slot in slots(home, contract, by_period):
        by_period[slot.period].append(slot)
    return [_publish(home, contract, period, group, decisions, as_of) for period, group in by_period.items()]


def _publish(
    home: Home,
    contract: Contract,
    period: int,
    group: list[Slot],
    decisions: dict[tuple[str, int, str], ReleaseDecision],
    as_of: datetime,
) -> Published:
    decided = [(slot, decisions[contract.id, period, slot.entity]) for slot in group]
    cleared = [
        (slot.submission, decision)
        for slot, decision in decided
        if slot.submission and decision.cleared and decision.evidence.content == slot.submission.content
    ]
    held = tuple(decision for _, decision in decided if not decision.cleared)
    new = release(home, contract, period, cleared, as_of, held)
    current = new or last_release(home, contract, period)
    return Published(contract.id, period, _state(new, current, held, group), current, held)


def _state(new: Release | None, current: Release | None, held: tuple[ReleaseDecision, ...], group: list[Slot]) -> str:
    if new:
        return "released"
    if current is None:
        return "held" if group else "empty"
    released = {part.entity for part in current.parts}
    return "kept_last_good" if any(decision.entity in released for decision in held) else "unchanged"
