"""The gate: each reason is provoked, and nothing but a full approval clears."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gongkai.contract.dataset import Openness
from gongkai.decision import Outcome, Reason
from gongkai.journal.releases import Part
from gongkai.journal.reviews import SignOff, StandingApproval
from gongkai.registers import Event
from gongkai.verdict import Status, Verdict
from publish.review.case import Case
from publish.review.gate import decide
from publish.review.reasons import SENTENCES, reason

PEOPLE = {"drafter": "jia", "reviewer": "yi", "publisher": "bing"}


def signature(case: Case, role: str, account: str, verdict: str = "approve", why: str = "", days: int = 0) -> SignOff:
    s = case.submission
    at = (case.as_of - timedelta(days=1 - days)).isoformat()
    return SignOff(s.dataset, s.period, s.entity, role, account, verdict, why, at, case.evidence)


def signed(case: Case, **people: str) -> Case:
    return replace(case, sign_offs=tuple(signature(case, role, who) for role, who in {**PEOPLE, **people}.items()))


def part_of(rows: int = 2, amount: str = "150.00", content: str = "old") -> Part:
    return Part("101", content, "k", 1, "0" * 64, rows, "t", "t", {"amount": amount}, "sign_offs")


def standing(case: Case, rows: float = 5, amount: float = 5, until: str = "2026-12-31", **people: str) -> Case:
    e, at = case.evidence, (case.as_of - timedelta(days=30)).isoformat()
    approvals = tuple(
        StandingApproval("d", "101", role, who, e.contract, e.columns, e.policy, rows, amount, until, "", at)
        for role, who in {**PEOPLE, **people}.items()
    )
    return replace(case, standing=approvals, last=part_of(), signed_part=part_of(), changed_rows=0)


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [each.code for each in reasons]


def test_all_roles_on_this_evidence_clear_it(case: Case) -> None:
    decision = decide(signed(case))
    assert (decision.outcome, decision.way, decision.approved_by) == (Outcome.CLEARED, "sign_offs", PEOPLE)
    assert decision.blockers == decision.cautions == ()


def test_missing_sign_offs_wait_for_their_roles(case: Case) -> None:
    decision = decide(replace(case, sign_offs=(signature(case, "drafter", "jia"),)))
    assert decision.outcome is Outcome.WAITING
    assert codes(decision.blockers) == ["REV-MISSING"]
    assert "审核、发布" in decision.blockers[0].zh
    assert "reviewer, publisher" in decision.blockers[0].en
    assert decision.approved_by == {}


def test_what_is_not_open_is_blocked_with_its_basis(case: Case) -> None:
    kept = Openness(attribute="依申请公开", basis="条例第二十七条", tag="V")
    decision = decide(replace(signed(case), openness=kept))
    assert decision.outcome is Outcome.BLOCKED
    assert (decision.blockers[0].code, decision.blockers[0].basis) == ("OPN-ATTRIBUTE", "条例第二十七条")


def test_the_negative_list_blocks(case: Case) -> None:
    hit = reason("NEG-LIST", entry="NL-1", title_zh="密", title_en="secret", place="name")
    assert decide(replace(signed(case), negative=(hit,))).blockers == (hit,)


def test_a_conflict_of_files_blocks(case: Case) -> None:
    conflict = Reason(code="DLV-TWO", zh="两个文件", en="two files")
    assert decide(replace(signed(case), conflicts=(conflict,))).blockers == (conflict,)


def test_failed_checks_block_and_are_named(case: Case, judged: Callable[..., Verdict]) -> None:
    verdict = judged(case.submission, ("SUM-001", "error"), ("COD-002", "warning"))
    decision = decide(replace(signed(case), verdict=verdict))
    assert codes(decision.blockers) == ["CHK-FAILED"]
    assert "SUM-001" in decision.blockers[0].zh
    assert "COD-002" not in decision.blockers[0].zh


def test_a_check_that_could_not_be_carried_out_blocks(case: Case, judged: Callable[..., Verdict]) -> None:
    verdict = judged(case.submission, ("SUM-002", "warning"))
    stuck = verdict.outcomes[0].model_copy(update={"status": Status.ERROR})
    broken = verdict.model_copy(update={"outcomes": (stuck,)})
    assert codes(decide(replace(signed(case), verdict=broken)).blockers) == ["CHK-FAILED"]


def test_warnings_and_set_aside_rows_are_cautions(case: Case, judged: Callable[..., Verdict]) -> None:
    aside = case.submission.model_copy(update={"set_aside": 3})
    decision = decide(replace(signed(case), submission=aside, verdict=judged(aside, ("COD-002", "warning"))))
    assert decision.cleared
    assert codes(decision.cautions) == ["CHK-WARNED", "ROW-ASIDE"]


@pytest.mark.parametrize("other", [True, False])
def test_a_verdict_on_another_content_is_none(case: Case, judged: Callable[..., Verdict], other: bool) -> None:
    verdict = judged(case.submission.model_copy(update={"key": "another"})) if other else None
    assert codes(decide(replace(signed(case), verdict=verdict)).blockers) == ["CHK-MISSING"]


def test_a_budget_without_its_event_is_blocked_by_name(case: Case) -> None:
    decision = decide(replace(signed(case), events={"财政批复": None}))
    assert codes(decision.blockers) == ["EMB-EVENT"]
    assert decision.blockers[0].zh == "缺少事件：财政批复 2026"


@pytest.mark.parametrize(("day", "cleared"), [(2, True), (3, False)])
def test_the_embargo_ends_on_the_day_of_the_event(case: Case, day: int, cleared: bool) -> None:
    event = Event(kind="财政批复", period=2026, date=date(2026, 3, day), doc_no="示财预〔2026〕1号")
    decision = decide(replace(signed(case), events={"财政批复": event}))
    assert decision.cleared is cleared
    assert codes(decision.blockers) == ([] if cleared else ["EMB-DATE"])


def test_a_rejection_blocks_with_its_reason_until_its_author_approves(case: Case) -> None:
    ready = signed(case)
    no = signature(case, "reviewer", "wu", "reject", "合计不符")
    decision = decide(replace(ready, sign_offs=(*ready.sign_offs, no)))
    assert codes(decision.blockers) == ["REV-REJECTED"]
    assert "合计不符" in decision.blockers[0].zh
    taken_back = signature(case, "reviewer", "wu")
    assert decide(replace(ready, sign_offs=(*ready.sign_offs, no, taken_back))).cleared


def test_a_rejection_of_other_content_does_not_block(case: Case) -> None:
    old = replace(
        signature(case, "reviewer", "wu", "reject", "错"), evidence=case.evidence.model_copy(update={"content": "x"})
    )
    ready = signed(case)
    assert decide(replace(ready, sign_offs=(old, *ready.sign_offs))).cleared


def test_one_person_cannot_draft_and_review(case: Case) -> None:
    decision = decide(signed(case, reviewer="jia"))
    assert decision.outcome is Outcome.BLOCKED
    assert codes(decision.blockers) == ["REV-SAME"]


def test_a_second_reviewer_mends_it(case: Case) -> None:
    same = signed(case, reviewer="jia")
    decision = decide(replace(same, sign_offs=(*same.sign_offs, signature(case, "reviewer", "yi"))))
    assert decision.cleared
    assert decision.approved_by == PEOPLE


def test_the_publisher_may_be_the_drafter(case: Case) -> None:
    assert decide(signed(case, publisher="jia")).cleared


@pytest.mark.parametrize(
    ("part", "why"), [("content", "内容"), ("contract", "数据集约定"), ("columns", "公开列"), ("policy", "审查政策")]
)
def test_sign_offs_on_other_evidence_are_void(case: Case, part: str, why: str) -> None:
    ready = signed(case)
    decision = decide(replace(ready, evidence=case.evidence.model_copy(update={part: "changed"})))
    assert decision.outcome is Outcome.WAITING
    assert codes(decision.cautions) == ["REV-VOID"] * 3
    assert all(why in caution.zh for caution in decision.cautions)
    assert "jia" in decision.cautions[0].en


def test_a_sign_off_made_later_does_not_exist_yet(case: Case) -> None:
    late = tuple(signature(case, role, who, days=2) for role, who in PEOPLE.items())
    assert decide(replace(case, sign_offs=late)).outcome is Outcome.WAITING


def test_a_standing_approval_clears_a_small_change(case: Case) -> None:
    decision = decide(standing(case))
    assert (decision.outcome, decision.way, decision.approved_by) == (Outcome.CLEARED, "standing", PEOPLE)


@pytest.mark.parametrize(
    ("rows", "amount", "cleared"),
    [
        (2, "150.00", True),
        (1, "150.00", False),
        (2, "157.89", True),
        (2, "157.90", False),
        (2, "158.00", False),
        (2, "0", False),
    ],
)
def test_the_bounds_are_measured_against_what_people_signed(case: Case, rows: int, amount: str, cleared: bool) -> None:
    decision = decide(replace(standing(case), signed_part=part_of(rows, amount)))
    assert decision.cleared is cleared
    if not cleared:
        assert decision.outcome is Outcome.WAITING
        assert codes(decision.cautions) == ["STA-BOUNDS"]
        assert f"行数 {rows} → 2" in decision.cautions[0].zh


def test_small_changes_do_not_add_up_to_a_large_one(case: Case) -> None:
    last_week = replace(standing(case), last=replace(part_of(2, "149.00"), way="standing"))
    assert decide(last_week).cleared
    drifted = decide(replace(last_week, signed_part=part_of(2, "120.00")))
    assert codes(drifted.cautions) == ["STA-BOUNDS"]
    assert "金额 120.00 → 150.00" in drifted.cautions[0].zh


@pytest.mark.parametrize(
    ("changed", "cleared"), [(0, True), (1, True), (2, False), (None, False)], ids=["none", "one", "two", "uncounted"]
)
def test_a_table_whose_rows_were_replaced_is_no_small_change(case: Case, changed: int | None, cleared: bool) -> None:
    same_size_and_sum = replace(standing(case, rows=50), changed_rows=changed)
    decision = decide(same_size_and_sum)
    assert decision.cleared is cleared
    assert codes(decision.cautions) == ([] if cleared else ["STA-ROWS"])
    if changed:
        assert cleared or "2 行，超过 2 行的 50%" in decision.cautions[0].zh


def test_the_narrowest_bound_of_the_roles_holds(case: Case) -> None:
    wide = standing(case)
    narrow = replace(wide.standing[2], max_amount_pct=0.1)
    tight = replace(wide, standing=(*wide.standing[:2], narrow), signed_part=part_of(2, "151.00"))
    assert codes(decide(tight).cautions) == ["STA-BOUNDS"]
    assert decide(replace(tight, standing=wide.standing)).cleared


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"last": None}, "STA-FIRST"),
        ({"signed_part": None}, "STA-FIRST"),
        ({"as_of": datetime.fromisoformat("2027-01-01T02:00:00+08:00")}, "STA-VOID"),
    ],
)
def test_a_standing_approval_needs_a_first_release_and_ends(case: Case, changes: dict[str, Any], code: str) -> None:
    decision = decide(replace(standing(case), **changes))
    assert decision.outcome is Outcome.WAITING
    assert set(codes(decision.cautions)) == {code}


@pytest.mark.parametrize("part", ["contract", "columns", "policy"])
def test_a_standing_approval_is_void_when_its_evidence_changes(case: Case, part: str) -> None:
    decision = decide(replace(standing(case), evidence=case.evidence.model_copy(update={part: "changed"})))
    assert decision.outcome is Outcome.WAITING
    assert codes(decision.cautions) == ["STA-VOID"] * 3


def test_a_standing_approval_of_one_person_or_of_two_roles_is_none(case: Case) -> None:
    assert decide(standing(case, reviewer="jia")).outcome is Outcome.WAITING
    ready = standing(case)
    assert decide(replace(ready, standing=ready.standing[:2])).outcome is Outcome.WAITING


def test_a_contract_that_allows_no_standing_approval_ignores_it(case: Case) -> None:
    closed = case.review.model_copy(update={"standing_allowed": False})
    assert decide(replace(standing(case), review=closed)).outcome is Outcome.WAITING


def test_what_is_released_stays_cleared_after_its_standing_approval_has_ended(case: Case) -> None:
    first = decide(standing(case))
    later = replace(standing(case, until="2026-03-01"), last=part_of(content=case.submission.content))
    assert decide(later).outcome is Outcome.WAITING
    assert decide(replace(later, previous=first)) == first


@pytest.mark.parametrize("part", ["contract", "columns", "policy"])
def test_what_is_released_waits_again_when_its_evidence_changes(case: Case, part: str) -> None:
    first = decide(signed(case))
    later = replace(signed(case), previous=first, last=part_of(content=case.submission.content))
    assert decide(later).cleared
    changed = replace(later, evidence=case.evidence.model_copy(update={part: "changed"}))
    assert decide(changed).outcome is Outcome.WAITING
    assert decide(replace(changed, evidence=case.evidence)).cleared


def test_every_reason_that_is_given_here_is_provoked(repository: Path) -> None:
    given = "".join(path.read_text("utf-8") for path in (repository / "publish/review").glob("[!r]*.py"))
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    used = [code for code in SENTENCES if f'"{code}"' in given]
    assert len(used) > 10
    assert [code for code in used if f'"{code}"' not in tests] == []
