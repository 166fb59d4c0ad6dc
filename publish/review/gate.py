"""The gate: one pure function from a case to the release decision. No decision, no release.

Blockers are collected in a fixed order and all of them are named. Reading the case from a home, and acting on the
decision, belong elsewhere.
"""

from collections.abc import Iterator

from gongkai.decision import Outcome, Reason, ReleaseDecision
from gongkai.verdict import CheckOutcome, Status
from publish.review.approval import Approval, approved, rejections, void
from publish.review.case import Case
from publish.review.reasons import reason, roles_zh

OPEN = "主动公开"
FAILED = "CHK-FAILED"


def decide(case: Case) -> ReleaseDecision:
    """Blocked when anything stands against the submission, waiting while sign-offs are missing, otherwise cleared.

    The basis of the roles is 《政府信息公开条例》第十七条 (审查先行); that drafter and reviewer differ is the
    platform's rule of four eyes.
    """
    approval = approved(case)
    blockers = (*_objections(case), *approval.blockers)
    if blockers:
        return _decision(case, Outcome.BLOCKED, approval, blockers)
    if approval.missing:
        missing = list(approval.missing)
        waiting = reason("REV-MISSING", roles=", ".join(missing), roles_zh=roles_zh(missing))
        return _decision(case, Outcome.WAITING, approval, (waiting,))
    return _decision(case, Outcome.CLEARED, approval, ())


def _decision(case: Case, outcome: Outcome, approval: Approval, blockers: tuple[Reason, ...]) -> ReleaseDecision:
    cleared = outcome is Outcome.CLEARED
    return ReleaseDecision(
        dataset=case.submission.dataset,
        period=case.submission.period,
        entity=case.submission.entity,
        outcome=outcome,
        evidence=case.evidence,
        blockers=blockers,
        cautions=(*_cautions(case), *(void(case) if approval.missing else ()), *approval.cautions),
        approved_by=approval.by if cleared else {},
        way=approval.way if cleared else "",
    )


def _objections(case: Case) -> Iterator[Reason]:
    yield from case.conflicts
    if case.openness.attribute != OPEN:
        yield reason("OPN-ATTRIBUTE", basis=case.openness.basis, attribute=case.openness.attribute)
    yield from case.negative
    yield from _failed(case)
    yield from _embargo(case)
    yield from rejections(case)


def _failed(case: Case) -> Iterator[Reason]:
    if case.verdict is None or case.verdict.key != case.submission.key:
        yield reason("CHK-MISSING")
    elif not case.verdict.passed:
        yield reason(FAILED, codes=_codes(o for o in case.verdict.outcomes if _stops(o)))


def _stops(outcome: CheckOutcome) -> bool:
    return outcome.status is Status.ERROR or (outcome.status is Status.FAIL and outcome.severity == "error")


def _embargo(case: Case) -> Iterator[Reason]:
    for kind, event in case.events.items():
        if event is None:
            yield reason("EMB-EVENT", kind=kind, period=case.submission.period)
        elif event.date > case.today:
            yield reason("EMB-DATE", kind=kind, doc_no=event.doc_no, date=event.date.isoformat())


def _cautions(case: Case) -> Iterator[Reason]:
    if case.verdict is not None:
        warned = [o for o in case.verdict.outcomes if o.status is Status.FAIL and not _stops(o)]
        if warned:
            yield reason("CHK-WARNED", codes=_codes(warned))
    if case.submission.set_aside:
        yield reason("ROW-ASIDE", count=case.submission.set_aside)


def _codes(outcomes: "Iterator[CheckOutcome] | list[CheckOutcome]") -> str:
    return ", ".join(sorted({outcome.code for outcome in outcomes}))
