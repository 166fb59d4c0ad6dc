"""The history of a dataset: every version of a period, what it changed, for which department, from which file."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongkai.contract import Contract
from gongkai.decision import Reason
from gongkai.journal.releases import Release
from publish.portal.facts import Facts

LISTED = 50
COUNTS = ("rows_added", "rows_removed", "rows_changed")


@dataclass(frozen=True)
class Change:
    """One department's change; the amounts are sums of the first amount column in 元, None where there is none. The
    reasons are of a withdrawal.
    """

    name: str
    detail: dict[str, Any]
    before: Decimal | None
    after: Decimal | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Version:
    """One version; `kinds` counts departments by kind of change, `counts` rows; `changes` lists the first."""

    release: Release
    kinds: Counter[str]
    counts: dict[str, int]
    changes: tuple[Change, ...]
    unlisted: int


def versions(facts: Facts, contract: Contract, releases: list[Release]) -> list[Version]:
    """The versions of one period, newest first."""
    return [_version(facts, contract, release) for release in reversed(releases)]


def _version(facts: Facts, contract: Contract, release: Release) -> Version:
    departments: dict[str, dict[str, Any]] = release.changes["departments"]
    changed = {entity: detail for entity, detail in sorted(departments.items()) if detail["change"] != "kept"}
    amounts = contract.table.with_role("amount")
    column = amounts[0].name if amounts else ""
    listed = [_change(facts.entity_name(e), detail, column) for e, detail in list(changed.items())[:LISTED]]
    return Version(
        release=release,
        kinds=Counter(detail["change"] for detail in departments.values()),
        counts={name: sum(detail[name] for detail in changed.values()) for name in COUNTS},
        changes=tuple(listed),
        unlisted=len(changed) - len(listed),
    )


def _change(name: str, detail: dict[str, Any], column: str) -> Change:
    before, after = (detail[side].get(column) for side in ("amounts_before", "amounts_after"))
    reasons = tuple(Reason.model_validate(each) for each in detail.get("reasons", ()))
    return Change(name, detail, Decimal(before) if before else None, Decimal(after) if after else None, reasons)
