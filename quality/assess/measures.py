"""The measure of a dataset, counted from what the journal says of it: standings, findings, checks; and the figures of a
night that the history keeps.

Pure. What is read from files (`quality.assess.fill`), and when to measure, do not belong here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from gongkai.decision import ReleaseDecision
from gongkai.journal.nights import Counts
from gongkai.journal.releases import Part, Release
from gongkai.measure import CheckCounts, Measure, Severe, Standing, State
from gongkai.verdict import Status

Json = Mapping[str, Any]
Who = tuple[int, str]
COUNTED = {
    Status.PASS: "passed",
    Status.ERROR: "broken",
    Status.NOT_APPLICABLE: "not_applicable",
}


@dataclass(frozen=True)
class Known:
    """What the journal says of a dataset: slots, verdicts and the assessment as plain JSON, its published releases by
    period, oldest first, its decisions, and its findings by (department, severity).
    """

    dataset: str
    slots: Iterable[Json]
    verdicts: Iterable[Json]
    releases: Mapping[int, list[Release]]
    decisions: Mapping[Who, ReleaseDecision]
    assessment: Json | None
    findings: Mapping[tuple[str, str], int]


def measure_of(known: Known) -> Measure:
    """Count what is known of a dataset; how its columns are filled is not known here."""
    every = [release for history in known.releases.values() for release in history]
    return Measure(
        dataset=known.dataset,
        standings=tuple(_standings(known)),
        findings=_findings(known.findings),
        checks=_checks(known.verdicts),
        versions=len(every),
        released_at=max((release.released_at for release in every), default=None),
    )


def family_of(code: str) -> str:
    """The family of a rule: the letters before its number."""
    return code.partition("-")[0]


def counts_of(measure: Measure) -> Counts:
    """The figures of a night."""
    states = Counter(one.state for one in measure.standings)
    timings = Counter(one.timing for one in measure.standings)
    times = ("on_time", "late", "due", "overdue", "not_started", "not_assessable")
    return Counts(
        **_sums(Severe, measure.findings.values()),
        **_sums(CheckCounts, measure.checks.values()),
        **{timing: timings[timing] for timing in times},
        rows=sum(one.rows for one in measure.standings),
        set_aside=sum(one.set_aside for one in measure.standings),
        delivered=sum(states.values()) - states[State.MISSING],
        held=states[State.HELD] + states[State.KEPT],
        versions=measure.versions,
    )


def by_department(measure: Measure) -> dict[str, tuple[int, int]]:
    """(errors, warnings) by department, of those that have any."""
    found = {department: (severe.errors, severe.warnings) for department, severe in measure.findings.items()}
    return {department: pair for department, pair in found.items() if any(pair)}


def _sums(model: type[Severe | CheckCounts], parts: Iterable[Severe | CheckCounts]) -> dict[str, int]:
    listed = list(parts)
    return {each.name: sum(getattr(part, each.name) for part in listed) for each in fields(model)}


def _standings(known: Known) -> Iterator[Standing]:
    """One for each department and period that delivered, is released, or is due; newest period first."""
    slots = {(slot["period"], slot["entity"]): slot for slot in known.slots}
    parts = {(period, part.entity): part for period, history in known.releases.items() for part in history[-1].parts}
    clocks = {(one["period"], one["entity"]): one for one in (known.assessment or {"timeliness": ()})["timeliness"]}
    for who in sorted({*slots, *parts, *clocks}, key=lambda who: (-who[0], who[1])):
        slot, part = slots.get(who), parts.get(who)
        yield Standing(
            period=who[0],
            entity=who[1],
            state=_state(slot, part, known.decisions.get(who)),
            set_aside=slot["submission"]["set_aside"] if slot and slot["submission"] else 0,
            rows=part.rows if part else 0,
            released=part.released if part else None,
            first_released=part.first_released if part else None,
            **_clock(clocks.get(who)),
        )


def _state(slot: Json | None, part: Part | None, decision: ReleaseDecision | None) -> State:
    """As the pages of a dataset tell it: released is only what is cleared and stands in the release as delivered."""
    if slot is None:
        return State.RELEASED if part else State.MISSING
    content = slot["submission"]["content"] if slot["submission"] else None
    cleared = decision is not None and decision.cleared and decision.evidence.content == content
    if part and cleared and part.content == content:
        return State.RELEASED
    return State.KEPT if part else State.HELD


def _clock(clock: Json | None) -> dict[str, Any]:
    if clock is None:
        return {}
    told = {name: clock[name] for name in ("timing", "due", "published")}
    return {**told, "on_time_rows": clock["on_time"], "late_rows": clock["late"]}


def _findings(counted: Mapping[tuple[str, str], int]) -> dict[str, Severe]:
    found: dict[str, dict[str, int]] = {}
    for (department, severity), number in sorted(counted.items()):
        found.setdefault(department, {})[f"{severity}s"] = number
    return {department: Severe(**numbers) for department, numbers in found.items()}


def _checks(verdicts: Iterable[Json]) -> dict[str, CheckCounts]:
    found: dict[str, Counter[str]] = {}
    for outcome in (outcome for verdict in verdicts for outcome in verdict["outcomes"]):
        failed = "failed" if outcome["severity"] == "error" else "warned"
        found.setdefault(family_of(outcome["code"]), Counter())[COUNTED.get(outcome["status"], failed)] += 1
    return {family: CheckCounts(**counted) for family, counted in sorted(found.items())}
