"""Where every submission stands: decision, who must sign next, version, deadline. Nothing is run, nothing is written.

Here belongs one line a submission. What a night did belongs to `pipelines.summary`.
"""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract
from gongkai.decision import Outcome, Reason, ReleaseDecision
from gongkai.home import Home
from gongkai.journal.releases import Part, Release
from gongkai.journal.reviews import SignOff
from gongkai.submission import Slot, Submission
from pipelines.stages.assess import STAGE as ASSESS
from pipelines.stages.standardise import slots
from publish.review.signing import evidence_of
from quality.assess import Assessment, Timeliness
from quality.assess.model import Timing

Parts = dict[tuple[str, int, str], tuple[Release, Part]]
SignOffs = dict[tuple[str, int, str], list[SignOff]]


class Deadline(BaseModel):
    """How the submission stands with its statutory time limit, and the evidence."""

    model_config = ConfigDict(frozen=True)

    timing: Timing
    due: date | None
    evidence_zh: str
    evidence_en: str


class Standing(BaseModel):
    """One dataset, period and department.

    `state`: `cleared`, `waiting`, `blocked`, or `missing` (the clock runs and nothing was delivered). `waiting_for`
    names the roles that have not signed exactly this content. `version` is the release it stands in, with whichever
    content; `current` says whether that is the content delivered last.
    """

    model_config = ConfigDict(frozen=True)

    dataset: str
    period: int
    department: str
    name: str
    state: str
    rows: int | None = None
    version: int | None = None
    current: bool = False
    reasons: tuple[Reason, ...] = ()
    cautions: tuple[Reason, ...] = ()
    waiting_for: tuple[str, ...] = ()
    deadline: Deadline | None = None


class Status(BaseModel):
    """Every submission, and when something last arrived and was last released."""

    model_config = ConfigDict(frozen=True)

    last_delivery: str | None
    last_release: str | None
    submissions: tuple[Standing, ...]


def status(home: Home, dataset: str | None = None) -> Status:
    """The state of a home. Raises GongkaiError for an unknown dataset."""
    contracts = [home.contract(dataset)] if dataset else list(home.contracts.values())
    arrived = [delivery.received_at for delivery in home.journal.deliveries.by_id().values()]
    released = [each.released_at for history in home.journal.releases.published().values() for each in history]
    return Status(
        last_delivery=max(arrived, default=None),
        last_release=max(released, default=None),
        submissions=tuple(standing for contract in contracts for standing in standings(home, contract)),
    )


def standings(home: Home, contract: Contract) -> Iterator[Standing]:
    """Every submission of a dataset, by period and department, and those that are due and missing."""
    decisions = home.journal.reviews.decisions()
    parts, signed = current_parts(home), home.journal.reviews.sign_offs()
    clocks = {(each.period, each.entity): each for each in _timeliness(home, contract)}
    for slot in slots(home, contract, contract.dataset.periods):
        where = (slot.dataset, slot.period, slot.entity)
        clock = clocks.pop((slot.period, slot.entity), None)
        yield _standing(home, contract, slot, decisions.get(where), parts, signed, clock)
    for (period, entity), clock in sorted(clocks.items()):
        if clock.timing in (Timing.DUE, Timing.OVERDUE):
            yield Standing(
                dataset=contract.id,
                period=period,
                department=entity,
                name=short_name(home, entity),
                state="missing",
                deadline=_deadline(clock),
            )


def current_parts(home: Home) -> Parts:
    """What the newest release holds of each department."""
    newest = [history[-1] for history in home.journal.releases.published().values()]
    return {
        (release.dataset, release.period, part.entity): (release, part) for release in newest for part in release.parts
    }


def missing_roles(home: Home, submission: Submission, sign_offs: SignOffs) -> tuple[str, ...]:
    """The roles that have not approved exactly this content under today's contract and policy."""
    evidence = evidence_of(home, submission)
    signed = sign_offs.get((submission.dataset, submission.period, submission.entity), [])
    last = {(each.role, each.account): each.verdict for each in signed if each.evidence == evidence}
    given = {role for (role, _), verdict in last.items() if verdict == "approve"}
    return tuple(role for role in home.contract(submission.dataset).dataset.review.sign_offs if role not in given)


def short_name(home: Home, code: str) -> str:
    """What people call the department; its code where the register does not know it."""
    organisation = home.registers.by_code.get(code)
    return (organisation.short_name or organisation.name) if organisation else code


def _standing(
    home: Home,
    contract: Contract,
    slot: Slot,
    decision: ReleaseDecision | None,
    parts: Parts,
    signed: SignOffs,
    clock: Timeliness | None,
) -> Standing:
    release, part = parts.get((slot.dataset, slot.period, slot.entity), (None, None))
    cleared = decision is not None and decision.cleared
    return Standing(
        dataset=contract.id,
        period=slot.period,
        department=slot.entity,
        name=short_name(home, slot.entity),
        state=str(decision.outcome) if decision else str(Outcome.WAITING),
        rows=slot.submission.rows if slot.submission else None,
        version=release.version if release else None,
        current=bool(part and slot.submission and part.content == slot.submission.content),
        reasons=decision.blockers if decision else slot.blockers,
        cautions=decision.cautions if decision else (),
        waiting_for=() if cleared or not slot.submission else missing_roles(home, slot.submission, signed),
        deadline=_deadline(clock) if clock else None,
    )


def _deadline(clock: Timeliness) -> Deadline:
    return Deadline(timing=clock.timing, due=clock.due, evidence_zh=clock.evidence_zh, evidence_en=clock.evidence_en)


def _timeliness(home: Home, contract: Contract) -> tuple[Timeliness, ...]:
    entry = home.journal.work.entry(f"{ASSESS}:{contract.id}")
    return Assessment.model_validate(entry.result).timeliness if entry else ()
