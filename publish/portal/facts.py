"""What the pages of one dataset are made from: its releases, manifest, submissions, decisions, verdicts, clock.

Here belongs reading. What a page says of it belongs to the module of that page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongkai.contract import Contract
from gongkai.decision import Reason, ReleaseDecision
from gongkai.home import Home
from gongkai.journal.releases import Release
from publish.manifest import read_manifest

Releases = Mapping[tuple[str, int], list[Release]]
Decisions = Mapping[tuple[str, int, str], ReleaseDecision]


@dataclass(frozen=True)
class Delivered:
    """What of a slot the pages need; `content` and `files` (SHA-256) are of its submission, None and () without one."""

    dataset: str
    period: int
    entity: str
    content: str | None
    files: tuple[str, ...]
    rows: int
    set_aside: int
    blockers: tuple[Reason, ...]


@dataclass(frozen=True)
class DatasetFacts:
    """One dataset; `releases` by period, oldest first; `manifest` by period; verdicts and assessment are plain JSON, as
    stored: a city has thousands of them, and building their models takes longer than all the pages.
    """

    contract: Contract
    releases: Mapping[int, list[Release]]
    manifest: Mapping[str, Any]
    slots: tuple[Delivered, ...]
    decisions: Decisions
    verdicts: tuple[Mapping[str, Any], ...]
    assessment: Mapping[str, Any] | None

    @cached_property
    def periods(self) -> list[int]:
        """The periods there is something to say about, newest first."""
        return sorted({*self.releases, *(slot.period for slot in self.slots)}, reverse=True)


def read_dataset(home: Home, contract: Contract, published: Releases, decisions: Decisions) -> DatasetFacts:
    """Read what the journal and the manifest say of a dataset; `published` and `decisions` are of all."""
    work = home.journal.work
    slots = [_delivered(e.result) for e in work.stage(f"standardise:{contract.id}").values() if e.result]
    assessed = work.entry(f"assess:{contract.id}")
    return DatasetFacts(
        contract=contract,
        releases={period: found for (dataset, period), found in published.items() if dataset == contract.id},
        manifest=read_manifest(home.public, contract)["periods"],
        slots=tuple(sorted(slots, key=lambda slot: (-slot.period, slot.entity))),
        decisions=decisions,
        verdicts=tuple(entry.result for entry in work.stage(f"validate:{contract.id}").values()),
        assessment=assessed.result if assessed else None,
    )


def _delivered(slot: Mapping[str, Any]) -> Delivered:
    submission = slot["submission"] or {"content": None, "tables": (), "rows": 0, "set_aside": 0}
    return Delivered(
        dataset=slot["dataset"],
        period=slot["period"],
        entity=slot["entity"],
        content=submission["content"],
        files=tuple(dict.fromkeys(table["sha256"] for table in submission["tables"])),
        rows=submission["rows"],
        set_aside=submission["set_aside"],
        blockers=tuple(Reason.model_validate(blocker) for blocker in slot["blockers"]),
    )
