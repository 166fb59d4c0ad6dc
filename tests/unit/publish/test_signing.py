"""Signing: who may, on what, and what the journal then holds."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gongkai.errors import GongkaiError
from gongkai.home import Home
from gongkai.submission import Submission
from publish.review.signing import evidence_of, grant_standing, sign

NIGHT = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
DATASET = "budget/spending"
Submit = Callable[..., Submission]
ROWS = [("205", "教育支出", "1")]


def signs(home: Home, role: str, account: str, verdict: str = "approve", reason: str = "", **other: Any) -> None:
    place = {"dataset": DATASET, "period": 2026, "entity": "101", **other}
    sign(home, **place, role=role, account=account, verdict=verdict, reason=reason, at=NIGHT)


def grants(home: Home, role: str, account: str, **other: Any) -> None:
    given = {"entity": "101", "max_rows_pct": 5, "max_amount_pct": 5, "valid_until": date(2026, 12, 31), **other}
    grant_standing(home, DATASET, role=role, account=account, reason="日常更新", at=NIGHT, **given)


def test_a_sign_off_binds_to_what_stands_there_now(home: Home, submit: Submit) -> None:
    first = submit("101", ROWS)
    signs(home, "drafter", "jia")
    second = submit("101", [*ROWS, ("208", "社会保障", "2")])
    signs(home, "drafter", "jia")
    signed = home.journal.reviews.sign_offs()[(DATASET, 2026, "101")]
    assert [each.evidence for each in signed] == [evidence_of(home, first), evidence_of(home, second)]
    assert signed[0].at == "2026-03-02T09:00:00+08:00"
    assert signed[0].evidence.content != signed[1].evidence.content


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"role": "drafter", "account": "nobody"}, "没有账号"),
        ({"role": "publisher", "account": "jia"}, "角色"),
        ({"role": "reviewer", "account": "yi", "verdict": "maybe"}, "没有“maybe”"),
        ({"role": "reviewer", "account": "yi", "verdict": "reject", "reason": " "}, "理由"),
        ({"role": "reviewer", "account": "yi", "entity": "102"}, "没有报送"),
        ({"role": "reviewer", "account": "yi", "dataset": "budget/none"}, "没有数据集"),
    ],
)
def test_who_may_not_sign_is_told_why(home: Home, submit: Submit, given: dict[str, str], told: str) -> None:
    submit("101", ROWS)
    with pytest.raises(GongkaiError) as refused:
        signs(home, **given)
    assert told in refused.value.zh
    assert refused.value.next_zh
    assert refused.value.next_en
    assert home.journal.reviews.sign_offs() == {}


def test_nobody_signs_what_was_not_checked(home: Home, submit: Submit) -> None:
    submission = submit("101", ROWS)
    home.journal.work.forget([f"validate:{submission.scope}"])
    with pytest.raises(GongkaiError, match="no verdict"):
        signs(home, "drafter", "jia")


def test_drafter_and_reviewer_differ_on_the_same_evidence(home: Home, submit: Submit) -> None:
    submit("101", ROWS)
    signs(home, "drafter", "jia")
    with pytest.raises(GongkaiError, match="must differ"):
        signs(home, "reviewer", "jia")
    submit("101", [("205", "教育支出", "2")])
    signs(home, "reviewer", "jia")


def test_a_rejection_is_kept_with_its_reason(home: Home, submit: Submit) -> None:
    submit("101", ROWS)
    signs(home, "reviewer", "yi", "reject", "金额有误")
    (kept,) = home.journal.reviews.sign_offs()[(DATASET, 2026, "101")]
    assert (kept.verdict, kept.reason) == ("reject", "金额有误")


def test_a_standing_approval_binds_to_contract_columns_and_policy(home: Home, submit: Submit) -> None:
    evidence = evidence_of(home, submit("101", ROWS))
    grants(home, "drafter", "jia")
    (kept,) = home.journal.reviews.standing()[(DATASET, "101")]
    assert (kept.contract, kept.columns, kept.policy) == (evidence.contract, evidence.columns, evidence.policy)
    assert kept.valid_until == "2026-12-31"
    with pytest.raises(GongkaiError, match="must differ"):
        grants(home, "reviewer", "jia")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"max_rows_pct": 101}, "within 0 and 100"),
        ({"max_amount_pct": -1}, "within 0 and 100"),
        ({"valid_until": NIGHT.date() - timedelta(days=1)}, "ended"),
        ({"entity": "102"}, "no submission"),
    ],
)
def test_a_standing_approval_without_bounds_end_or_object_is_refused(
    home: Home, submit: Submit, given: dict[str, Any], told: str
) -> None:
    submit("101", ROWS)
    with pytest.raises(GongkaiError, match=told):
        grants(home, "drafter", "jia", **given)


def test_a_contract_may_allow_no_standing_approval(home: Home, submit: Submit, declare: Callable[..., Home]) -> None:
    submit("101", ROWS)
    dataset = home.contract(DATASET).dataset.model_dump(mode="json")
    strict = declare({"dataset.yml": {**dataset, "review": {"standing_allowed": False}}})
    with pytest.raises(GongkaiError, match="allows no standing approval"):
        grants(strict, "drafter", "jia")
    strict.close()
