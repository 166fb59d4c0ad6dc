"""What the first page says: the city's data in figures, its datasets, what is held back, the latest releases."""

from collections import Counter
from dataclasses import dataclass

from gongkai.findings import Finding
from gongkai.journal.releases import Release
from publish.portal.by_department import severities
from publish.portal.facts import DatasetFacts, Facts
from publish.portal.standing import Held, held, timing_counts
from publish.portal.tell import RUN_FAILED
from publish.portal.wording import Word

LATEST = 10


@dataclass(frozen=True)
class Row:
    """One dataset; `current` are the newest releases, newest period first; `broken` says why its run broke off."""

    facts: DatasetFacts
    current: tuple[Release, ...]
    held: tuple[Held, ...]
    findings: Counter[str]
    timings: tuple[tuple[Word, int], ...]
    broken: tuple[Finding, ...]


@dataclass(frozen=True)
class Overview:
    """The first page; `departments` counts those with released rows, `delivered` and `held` submissions."""

    rows: tuple[Row, ...]
    released_rows: int
    departments: int
    delivered: int
    held: int
    latest: tuple[tuple[DatasetFacts, Release], ...]


def overview(facts: Facts, findings: list[Finding]) -> Overview:
    """Put the first page together; `findings` are as the public may read them."""
    rows = [_row(facts, dataset, findings) for dataset in facts.datasets]
    current = [release for row in rows for release in row.current]
    every = [(row.facts, release) for row in rows for found in row.facts.releases.values() for release in found]
    every.sort(key=lambda each: (each[1].released_at, each[1].period, each[1].version), reverse=True)
    return Overview(
        rows=tuple(rows),
        released_rows=sum(release.rows for release in current),
        departments=len({part.entity for release in current for part in release.parts}),
        delivered=sum(len(row.facts.slots) for row in rows),
        held=sum(len(row.held) for row in rows),
        latest=tuple(every[:LATEST]),
    )


def _row(facts: Facts, dataset: DatasetFacts, findings: list[Finding]) -> Row:
    own = [finding for finding in findings if finding.dataset == dataset.contract.id]
    return Row(
        facts=dataset,
        current=tuple(dataset.releases[period][-1] for period in dataset.periods if period in dataset.releases),
        held=tuple(held(facts, dataset)),
        findings=severities(own),
        timings=tuple(timing_counts(dataset)),
        broken=tuple(finding for finding in own if finding.rule == RUN_FAILED),
    )
