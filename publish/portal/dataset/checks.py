"""The outcomes of the checks of one dataset and period, added up over its departments."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.verdict import CheckOutcome, Status

#: A check that failed somewhere has failed; one that could not be carried out never counts as a pass.
ORDER = (Status.FAIL, Status.ERROR, Status.PASS, Status.NOT_APPLICABLE)


Who = tuple[str, str, tuple[str, ...]]


@dataclass
class CheckSum:
    """One check over all departments; `first` is the outcome that names it, `failing` the departments it failed for."""

    first: CheckOutcome
    statuses: Counter[str] = field(default_factory=Counter)
    checked: int = 0
    failed: int = 0
    failing: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, entity: str, outcome: Mapping[str, Any]) -> None:
        """Count one department's outcome."""
        self.statuses[outcome["status"]] += 1
        self.checked += outcome["checked"]
        self.failed += outcome["failed"]
        if outcome["status"] in (Status.FAIL, Status.ERROR):
            self.failing.append(entity)
        # Why a check could not be carried out is told in the engine's words, which may quote a cell.
        if outcome["reason"] and outcome["status"] != Status.ERROR:
            self.reasons[outcome["reason"]] += 1

    @property
    def who(self) -> "Who":
        """What makes it the same check in another period."""
        return self.first.code, self.first.kind, self.first.columns

    @property
    def status(self) -> Status:
        """The worst status."""
        return next(status for status in ORDER if self.statuses[status])


def check_sums(verdicts: Iterable[Mapping[str, Any]], period: int) -> list[CheckSum]:
    """Every check in the order of the declaration, those that failed first; `verdicts` are plain JSON."""
    sums: dict[Who, CheckSum] = {}
    for verdict in sorted((v for v in verdicts if v["period"] == period), key=lambda v: str(v["entity"])):
        for outcome in verdict["outcomes"]:
            who = (outcome["code"], outcome["kind"], tuple(outcome["columns"]))
            if who not in sums:
                sums[who] = CheckSum(CheckOutcome.model_validate(outcome))
            sums[who].add(verdict["entity"], outcome)
    return sorted(sums.values(), key=lambda each: ORDER.index(each.status))


def over_periods(periods: Iterable[tuple[int, Sequence[CheckSum]]]) -> dict[Who, dict[int, Status]]:
    """How each check came out by period."""
    found: dict[Who, dict[int, Status]] = {}
    for period, checks in periods:
        for check in checks:
            found.setdefault(check.who, {})[period] = check.status
    return found
