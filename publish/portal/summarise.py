"""Puts the summary of a dataset together from all that is told of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.contract import Text
from gongkai.findings import Finding
from gongkai.journal.releases import Release
from publish.portal.departments import Departments
from publish.portal.facts import DatasetFacts
from publish.portal.figures import headline_amount
from publish.portal.search.pinyin import pinyin
from publish.portal.standing import Held, held
from publish.portal.summary import Current, HeldBack, Latest, PublishedFile, Summary, Timed
from publish.portal.tell import RUN_FAILED

LATEST = 10


def summarise(departments: Departments, facts: DatasetFacts, findings: Iterable[Finding]) -> Summary:
    """Put the summary together; `findings` are the dataset's own, as the public may read them."""
    dataset, told = facts.contract.dataset, list(findings)
    rules, used = _rules(facts)
    return Summary(
        id=dataset.id,
        slug=dataset.slug,
        domain=dataset.domain,
        title=dataset.title,
        pinyin=pinyin(dataset.title.zh),
        lead=dataset.lead,
        keywords=dataset.keywords,
        frequency=dataset.frequency,
        deadline=dataset.disclosure.deadline,
        current=tuple(_current(facts, period) for period in facts.periods if _standing(facts, period)),
        latest=_latest(facts),
        held=tuple(_held(each) for each in held(departments, facts)),
        delivered=len(facts.slots),
        set_aside=sum(slot.set_aside for slot in facts.slots),
        findings=dict(Counter(finding.severity.value for finding in told)),
        timeliness=tuple(_timed(item) for item in (facts.assessment or {"timeliness": ()})["timeliness"]),
        rules=rules,
        severities=used,
        submissions=len(facts.verdicts),
        broken=_broken(told),
    )


def _broken(told: Iterable[Finding]) -> tuple[Text, ...]:
    """Each cause once, however many periods broke off by it."""
    causes = {finding.message_zh: finding.message_en for finding in told if finding.rule == RUN_FAILED}
    return tuple(Text(zh=zh, en=en) for zh, en in causes.items())


def _standing(facts: DatasetFacts, period: int) -> bool:
    """Whether the manifest names the newest release of the period."""
    releases, entry = facts.releases.get(period), facts.manifest.get(str(period))
    return bool(releases and entry and entry["version"] == releases[-1].version)


def _current(facts: DatasetFacts, period: int) -> Current:
    release, entry = facts.releases[period][-1], facts.manifest[str(period)]
    amount = headline_amount(facts.contract, release)
    return Current(
        period=period,
        version=release.version,
        path=entry["path"],
        released_at=release.released_at,
        rows=release.rows,
        departments={part.entity: part.rows for part in release.parts},
        amount=None if amount is None else str(amount),
        files=tuple(PublishedFile.model_validate(file) for file in entry["files"]),
    )


def _latest(facts: DatasetFacts) -> tuple[Latest, ...]:
    every = [release for found in facts.releases.values() for release in found]
    every.sort(key=lambda release: (release.released_at, release.period, release.version), reverse=True)
    return tuple(_one(release) for release in every[:LATEST])


def _one(release: Release) -> Latest:
    changes: Iterable[Mapping[str, Any]] = release.changes["departments"].values()
    told = [each for each in changes if each["change"] != "kept"]
    counts = {name: sum(each[f"rows_{name}"] for each in told) for name in ("added", "removed", "changed")}
    return Latest(
        period=release.period,
        version=release.version,
        released_at=release.released_at,
        rows=release.rows,
        withdrawn=sum(each["change"] == "withdrawn" for each in told),
        **counts,
    )


def _held(one: Held) -> HeldBack:
    return HeldBack(period=one.period, entity=one.entity, reasons=one.reasons, stale=one.last and one.last.released)


def _timed(item: Mapping[str, Any]) -> Timed:
    return Timed.model_validate({name: item.get(name) for name in Timed.model_fields})


def _rules(facts: DatasetFacts) -> tuple[dict[str, dict[str, int]], dict[str, tuple[str, ...]]]:
    """How the checks came out by rule, and how severe each is here; constraints of a schema show in verdicts only."""
    counts: dict[str, Counter[str]] = {}
    severe: dict[str, set[str]] = {}
    for check in facts.contract.rules:
        severe.setdefault(check.code, set()).add(str(check.severity))
    for outcome in (outcome for verdict in facts.verdicts for outcome in verdict["outcomes"]):
        counts.setdefault(outcome["code"], Counter())[outcome["status"]] += 1
        severe.setdefault(outcome["code"], set()).add(outcome["severity"])
    return (
        {code: dict(found) for code, found in sorted(counts.items())},
        {code: tuple(sorted(found)) for code, found in sorted(severe.items())},
    )
