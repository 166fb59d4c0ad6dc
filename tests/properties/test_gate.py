"""The gate, whatever the case: one answer, nothing cleared with a blocker, no sign-off for other evidence."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gongkai.contract.dataset import Openness, Review
from gongkai.decision import Evidence, Outcome, Reason
from gongkai.journal.releases import Part
from gongkai.journal.reviews import SignOff, StandingApproval
from gongkai.registers import Event
from gongkai.submission import Submission
from gongkai.verdict import CheckOutcome, Status, Verdict
from publish.review.case import Case
from publish.review.gate import decide

AS_OF = datetime.fromisoformat("2026-03-02T02:00:00+08:00")
ROLES = ("drafter", "reviewer", "publisher")
PARTS = ("contract", "columns", "policy", "content")
EVIDENCE = Evidence(contract="c1", columns="k1", policy="p1", content="d1")
SUBMISSION = Submission.model_validate(
    {
        **dict.fromkeys(("department", "key"), "x"),
        "dataset": "budget/spending",
        "period": 2026,
        "entity": "101",
        "tables": (),
        "content": "d1",
        "rows": 10,
        "set_aside": 0,
        "precision": "1",
        "amounts": {"amount": "1000.00"},
        "totals": (),
    }
)

evidences = st.builds(
    Evidence,
    contract=st.sampled_from(["c1", "c2"]),
    columns=st.sampled_from(["k1", "k2"]),
    policy=st.sampled_from(["p1", "p2"]),
    content=st.sampled_from(["d1", "d2"]),
)
moments = st.sampled_from(["2026-02-01T09:00:00+08:00", "2026-03-01T09:00:00+08:00", "2026-04-01T09:00:00+08:00"])
people = st.sampled_from(["jia", "yi"])
sign_offs = st.builds(
    SignOff,
    dataset=st.just("budget/spending"),
    period=st.just(2026),
    entity=st.just("101"),
    role=st.sampled_from(ROLES),
    account=people,
    verdict=st.sampled_from(["approve", "approve", "approve", "reject"]),
    reason=st.just("理由"),
    at=moments,
    evidence=st.one_of(st.just(EVIDENCE), evidences),
)
standing = st.builds(
    StandingApproval,
    dataset=st.just("budget/spending"),
    entity=st.just("101"),
    role=st.sampled_from(ROLES),
    account=people,
    contract=st.just("c1"),
    columns=st.just("k1"),
    policy=st.sampled_from(["p1", "p2"]),
    max_rows_pct=st.sampled_from([0.0, 5.0, 50.0]),
    max_amount_pct=st.sampled_from([0.0, 5.0, 50.0]),
    valid_until=st.sampled_from(["2026-02-28", "2026-03-02", "2026-12-31"]),
    reason=st.just(""),
    at=moments,
)
outcomes = st.builds(
    CheckOutcome,
    code=st.just("SUM-001"),
    kind=st.just("k"),
    severity=st.sampled_from(["error", "warning", "note"]),
    columns=st.just(()),
    sentence_zh=st.just(""),
    sentence_en=st.just(""),
    status=st.sampled_from(Status),
)
verdicts = st.builds(
    Verdict,
    dataset=st.just("budget/spending"),
    period=st.just(2026),
    entity=st.just("101"),
    key=st.sampled_from(["x", "x", "x", "other"]),
    rules=st.just("r"),
    outcomes=st.one_of(st.just(()), st.tuples(outcomes)),
)
events = st.builds(
    Event,
    kind=st.just("财政批复"),
    period=st.just(2026),
    date=st.sampled_from([date(2026, 2, 1), date(2026, 3, 2), date(2026, 3, 3)]),
    doc_no=st.just("示财预〔2026〕1号"),
)
parts = st.builds(
    lambda rows, amount: Part("101", "d0", "k", 1, "0" * 64, rows, "t", "t", {"amount": str(amount)}, "sign_offs"),
    st.integers(0, 20),
    st.decimals(0, 2000, places=2),
)
hits = st.sampled_from([(), (), (Reason(code="NEG-LIST", zh="密", en="secret"),)])
cases = st.builds(
    Case,
    submission=st.just(SUBMISSION),
    openness=st.sampled_from(["主动公开", "主动公开", "不予公开"]).map(
        lambda attribute: Openness.model_validate({"attribute": attribute, "basis": "条例", "tag": "V"})
    ),
    review=st.booleans().map(lambda allowed: Review(standing_allowed=allowed)),
    evidence=st.just(EVIDENCE),
    as_of=st.just(AS_OF),
    verdict=st.one_of(verdicts, verdicts, st.none()),
    events=st.one_of(st.just({}), st.fixed_dictionaries({"财政批复": st.one_of(events, events, st.none())})),
    sign_offs=st.lists(sign_offs, max_size=6).map(tuple),
    standing=st.lists(standing, max_size=6).map(tuple),
    last=st.one_of(parts, st.none()),
    signed_part=st.one_of(parts, st.none()),
    changed_rows=st.one_of(st.integers(0, 20), st.none()),
    negative=hits,
    conflicts=hits,
)


def signed() -> Case:
    """A case that nothing stands against, signed by all."""
    who = {"drafter": "jia", "reviewer": "yi", "publisher": "yi"}
    at = "2026-03-01T09:00:00+08:00"
    words = tuple(
        SignOff("budget/spending", 2026, "101", role, account, "approve", "", at, EVIDENCE)
        for role, account in who.items()
    )
    verdict = Verdict(dataset="budget/spending", period=2026, entity="101", key="x", rules="r", outcomes=())
    openness = Openness(attribute="主动公开", basis="条例", tag="V")
    return Case(SUBMISSION, openness, Review(), EVIDENCE, AS_OF, verdict, sign_offs=words)


def objected(case: Case) -> bool:
    """Whether anything that no signature lifts stands against the case."""
    if case.openness.attribute != "主动公开" or case.negative or case.conflicts:
        return True
    if case.verdict is None or case.verdict.key != SUBMISSION.key or not case.verdict.passed:
        return True
    return any(event is None or event.date > AS_OF.date() for event in case.events.values())


@given(cases)
def test_the_same_case_gets_the_same_answer(case: Case) -> None:
    before = replace(case)
    assert decide(case) == decide(case)
    assert case == before


@given(cases)
def test_nothing_is_cleared_with_a_blocker(case: Case) -> None:
    decision = decide(case)
    assert decision.cleared == (not decision.blockers)
    if objected(case):
        assert decision.outcome is Outcome.BLOCKED


@given(cases)
def test_what_is_cleared_names_different_drafter_and_reviewer_who_said_so(case: Case) -> None:
    decision = decide(case)
    if not decision.cleared:
        assert decision.approved_by == {}
        return
    assert set(decision.approved_by) == set(ROLES)
    assert decision.approved_by["drafter"] != decision.approved_by["reviewer"]
    said = {(s.role, s.account) for s in case.sign_offs if s.evidence == EVIDENCE and s.verdict == "approve"}
    granted = {(s.role, s.account) for s in case.standing}
    assert set(decision.approved_by.items()) <= (said if decision.way == "sign_offs" else granted)


@given(st.sets(st.sampled_from(PARTS), min_size=1))
def test_any_change_of_evidence_voids_every_sign_off(changed: set[str]) -> None:
    case = signed()
    assert decide(case).cleared
    decision = decide(replace(case, evidence=EVIDENCE.model_copy(update=dict.fromkeys(changed, "new"))))
    assert decision.outcome is Outcome.WAITING
    assert [caution.code for caution in decision.cautions] == ["REV-VOID"] * len(ROLES)


@given(st.integers(0, 40), st.decimals(0, 4000, places=2), st.integers(0, 40), st.sampled_from([0.0, 0.1, 5.0, 100.0]))
def test_a_standing_approval_clears_exactly_what_is_within_its_bounds(
    rows: int, amount: Decimal, changed: int, bound: float
) -> None:
    grants = tuple(
        StandingApproval("d", "101", s.role, s.account, "c1", "k1", "p1", bound, bound, "2026-12-31", "", s.at)
        for s in signed().sign_offs
    )
    part = Part("101", "d0", "k", 1, "0" * 64, rows, "t", "t", {"amount": str(amount)}, "sign_offs")
    case = replace(signed(), sign_offs=(), standing=grants, last=part, signed_part=part, changed_rows=changed)
    limit = Decimal(str(bound))
    small = abs(10 - rows) * 100 <= rows * limit and abs(Decimal(1000) - amount) * 100 <= amount * limit
    few = changed * 100 <= rows * limit
    assert decide(replace(case, review=Review(standing_allowed=True))).cleared is (small and few)
