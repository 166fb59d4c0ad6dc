"""What the pages are made from, read once: releases, manifests, submissions, decisions, verdicts, findings, clocks.

Here belongs reading. What a page says of it belongs to the module of that page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongkai.contract import Contract
from gongkai.decision import Reason, ReleaseDecision
from gongkai.findings import Finding
from gongkai.home import Home
from gongkai.journal.releases import Release
from gongkai.registers import Organisation
from publish.manifest import read_manifest

#: An organisation's code becomes a file name only in this form.
PAGE_CODE = re.compile(r"(?!(?:index|other)$)[0-9A-Za-z][0-9A-Za-z_-]*")


@dataclass(frozen=True)
class Delivered:
    """What of a slot the pages need; `content` and `files` (SHA-256) are of its submission, None and () without one."""

    dataset: str
    period: int
    entity: str
    content: str | None
    files: tuple[str, ...]
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
    verdicts: tuple[Mapping[str, Any], ...]
    assessment: Mapping[str, Any] | None

    @cached_property
    def periods(self) -> list[int]:
        """The periods there is something to say about, newest first."""
        return sorted({*self.releases, *(slot.period for slot in self.slots)}, reverse=True)


@dataclass(frozen=True)
class Facts:
    """Everything about one home."""

    home: Home
    datasets: tuple[DatasetFacts, ...]
    decisions: Mapping[tuple[str, int, str], ReleaseDecision]
    findings: tuple[Finding, ...]

    def organisation(self, name: str | None) -> Organisation | None:
        """The organisation that a code or an inbox folder names."""
        registers = self.home.registers
        return registers.by_code.get(name or "") or registers.by_inbox.get(name or "")

    def entity_name(self, code: str) -> str:
        """The department's name, or its code when the register does not know it."""
        known = self.organisation(code)
        return known.name if known else code

    def findings_page(self, name: str | None) -> str:
        """The page below `findings/` that shows a department's findings, without its ending."""
        known = self.organisation(name)
        return known.code if known and PAGE_CODE.fullmatch(known.code) else "other"


def read_facts(home: Home) -> Facts:
    """Read the journal and the manifests."""
    published = home.journal.releases.published()
    assessed = {entry.result["dataset"]: entry.result for entry in home.journal.work.stage("assess").values()}
    datasets = [_dataset(home, contract, published, assessed.get(contract.id)) for contract in home.contracts.values()]
    return Facts(home, tuple(datasets), home.journal.reviews.decisions(), tuple(home.journal.work.findings()))


def _dataset(
    home: Home,
    contract: Contract,
    published: Mapping[tuple[str, int], list[Release]],
    assessment: Mapping[str, Any] | None,
) -> DatasetFacts:
    work = home.journal.work
    slots = [_delivered(e.result) for e in work.stage(f"standardise:{contract.id}").values() if e.result]
    return DatasetFacts(
        contract=contract,
        releases={period: found for (dataset, period), found in published.items() if dataset == contract.id},
        manifest=read_manifest(home.public, contract)["periods"],
        slots=tuple(sorted(slots, key=lambda slot: (-slot.period, slot.entity))),
        verdicts=tuple(entry.result for entry in work.stage(f"validate:{contract.id}").values()),
        assessment=assessment,
    )


def _delivered(slot: Mapping[str, Any]) -> Delivered:
    submission = slot["submission"] or {"content": None, "tables": ()}
    files = tuple(dict.fromkeys(table["sha256"] for table in submission["tables"]))
    blockers = tuple(Reason.model_validate(blocker) for blocker in slot["blockers"])
    where = (slot["dataset"], slot["period"], slot["entity"])
    return Delivered(*where, submission["content"], files, blockers)
