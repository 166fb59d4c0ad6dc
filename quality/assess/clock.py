"""The clock of a disclosure item (公开时限): from the event or date that starts it to the day the public could read
the data.
"""

from collections.abc import Iterator
from datetime import date, datetime

from gongkai.calendar import Limit, UncoveredYear
from gongkai.contract import Contract
from gongkai.findings import Finding, Place, finding
from gongkai.home import Home
from gongkai.journal.releases import Part, Release
from gongkai.registers import Deadline
from quality.assess.model import Assessment, Timeliness, Timing
from quality.assess.rows import by_rows

UNITS = {"d": ("日", "days"), "wd": ("个工作日", "working days")}


def assess_dataset(home: Home, contract: Contract, as_of: datetime) -> tuple[Assessment, list[Finding]]:
    """Whether each department published each period in time, as of a moment; lateness is a finding `TIM-<deadline>`.
    What is derived is nobody's duty to publish: its sources are.
    """
    deadline = home.registers.deadlines[contract.dataset.disclosure.deadline]
    published = home.journal.releases.published()
    newest = {period: releases[-1] for (dataset, period), releases in published.items() if dataset == contract.id}
    found: list[Timeliness] = []
    if contract.dataset.disclosure.starts.event and not contract.derived:
        found = list(_by_event(home, contract, deadline, newest, as_of.astimezone(home.city.zone).date()))
    elif not contract.derived:
        found = list(by_rows(home, contract, deadline, newest))
    assessment = Assessment(
        dataset=contract.id, deadline=deadline.code, basis=deadline.basis, tag=deadline.tag, timeliness=tuple(found)
    )
    return assessment, list(_findings(contract, deadline, found))


def _by_event(
    home: Home, contract: Contract, deadline: Deadline, newest: dict[int, Release], today: date
) -> Iterator[Timeliness]:
    """One standing for each department that has the event, was released, or delivered."""
    kind = str(contract.dataset.disclosure.starts.event)
    for period in contract.dataset.periods:
        parts = {part.entity: part for part in newest[period].parts} if period in newest else {}
        told = {event.entity for event in home.registers.events if event.kind == kind and event.period == period}
        for entity in sorted((told | parts.keys() | _delivered(home, contract, period)) - {""}):
            yield _one(home, deadline, kind, period, entity, parts.get(entity), today)


def _delivered(home: Home, contract: Contract, period: int) -> set[str]:
    scopes = home.journal.work.stage(f"standardise:{contract.id}")
    names = (scope.removeprefix(f"standardise:{contract.id}/").split("/") for scope in scopes)
    return {name[1] for name in names if name[0] == str(period)}


def _one(
    home: Home, deadline: Deadline, kind: str, period: int, entity: str, part: Part | None, today: date
) -> Timeliness:
    event = home.registers.event(kind, entity, period)
    if event is None:
        zh, en = f"没有“{kind}”事件，时限尚未起算", f"there is no event {kind}; the clock has not started"
        return Timeliness(period=period, entity=entity, timing=Timing.NOT_STARTED, evidence_zh=zh, evidence_en=en)
    zh, en = f"{kind} {event.doc_no}，{event.date}", f"{kind} {event.doc_no}, {event.date}"
    try:
        due = home.registers.calendar.add(event.date, Limit(deadline.days, deadline.kind))
    except UncoveredYear as unknown:
        return Timeliness(
            period=period, entity=entity, timing=Timing.NOT_ASSESSABLE, evidence_zh=unknown.zh, evidence_en=unknown.en
        )
    published = datetime.fromisoformat(part.first_released).date() if part else None
    timing = _timing(due, published, today)
    return Timeliness(
        period=period, entity=entity, timing=timing, due=due, published=published, evidence_zh=zh, evidence_en=en
    )


def _timing(due: date, published: date | None, today: date) -> Timing:
    if published is None:
        return Timing.OVERDUE if today > due else Timing.DUE
    return Timing.LATE if published > due else Timing.ON_TIME


def _findings(contract: Contract, deadline: Deadline, found: list[Timeliness]) -> Iterator[Finding]:
    item = contract.dataset.disclosure.item
    unit_zh, unit_en = UNITS[deadline.kind]
    for one in found:
        if told := _code(deadline, one):
            code, template = told
            yield finding(
                code,
                Place(department=one.entity, dataset=contract.id, period=one.period),
                template=template,
                count=max(1, one.late),
                item=item.zh,
                item_en=item.en,
                due=one.due,
                published=one.published,
                late=one.late,
                evidence=one.evidence_zh,
                evidence_en=one.evidence_en,
                basis=deadline.basis,
                days=deadline.days,
                unit_zh=unit_zh,
                unit_en=unit_en,
            )


def _code(deadline: Deadline, one: Timeliness) -> tuple[str, str] | None:
    """The finding's code and the template it speaks by; lateness has a code for each deadline (TIM- and its T-code)."""
    if one.timing is Timing.LATE:
        return f"TIM-{deadline.code}", "TIM-LATE" if one.due else "TIM-LATE-ROWS"
    codes = {Timing.NOT_ASSESSABLE: "TIM-CALENDAR", Timing.OVERDUE: "TIM-OVERDUE"}
    code = codes.get(one.timing)
    return (code, code) if code else None
