"""The fictional city after a night: one department released, one without signatures, one under embargo."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.contract import Contract
from gongkai.decision import Outcome, Reason, ReleaseDecision
from gongkai.digests import digest_of
from gongkai.findings import Finding, Reading, Severity
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.submission import Slot, Submission
from gongkai.verdict import CheckOutcome, Status, Verdict
from publish.release import release
from publish.review.signing import evidence_of
from tests.unit.publish.conftest import DATASET, NIGHT

ORGANISATIONS = "code,name,inbox\n101,教育局,101\n102,卫生局,102\n103,民政局,103\n"
HOSTILE = "<script>alert('张三')</script>"
SCHOOLS = [("205", "教育支出", "123456789.10"), ("0208", HOSTILE, "50.00")]

SIGN = Reading(
    kind="sign_lost",
    confidence=0.9,
    cells=("D17",),
    value=Decimal("-7777.00"),
    zh="合计（D17）若为 -7777.00 则相符：可能丢失负号",
    en="it adds up if the total (D17) is -7777.00: a minus sign may be lost",
)


def outcome(status: Status, **more: Any) -> CheckOutcome:
    told = {"code": "SUM-009", "kind": "column_sum", "severity": "error", "columns": ("amount",)}
    sentences = {"sentence_zh": "合计等于各组成列之和。", "sentence_en": "The total equals the sum of its parts."}
    return CheckOutcome(**told, **sentences, status=status, **more)


def problem(entity: str, **more: Any) -> Finding:
    told = {
        "rule": "SUM-009",
        "severity": Severity.ERROR,
        "message_zh": f"{entity} 的合计 7777 不等于各部分之和",
        "message_en": f"the total of {entity} differs from its parts",
        "next_step_zh": "请核对",
        "next_step_en": "check it",
        "department": entity,
        "dataset": DATASET,
        "period": 2026,
        "file": f"{entity}/预算.xlsx",
        "sheet": "表一",
        "cell": "D17",
        "value": "7777",
        "readings": (SIGN,),
    }
    return Finding(**{**told, **more})


@dataclass(frozen=True)
class Night:
    """Means to enter in the journal what a run would have entered."""

    home: Home
    contract: Contract
    submit: Callable[..., Submission]

    def standing(self, submission: Submission, outcome_of: Outcome, *blockers: Reason) -> ReleaseDecision:
        """Enter a submission as the current one of its department, with its decision."""
        slot = Slot(dataset=DATASET, period=submission.period, entity=submission.entity, submission=submission)
        scope, stage = f"standardise:{submission.scope}", f"standardise:{DATASET}"
        self.home.journal.work.keep([Entry(scope, stage, submission.key, slot.model_dump(mode="json"))])
        decision = ReleaseDecision(
            dataset=DATASET,
            period=submission.period,
            entity=submission.entity,
            outcome=outcome_of,
            evidence=evidence_of(self.home, submission),
            blockers=blockers,
            approved_by={"publisher": "bing"},
        )
        self.home.journal.reviews.decided([decision], NIGHT.isoformat())
        return decision

    def judged(self, submission: Submission, judgement: CheckOutcome, *findings: Finding) -> None:
        """Enter the verdict on a submission with its findings."""
        told = {"dataset": DATASET, "period": submission.period, "entity": submission.entity, "key": submission.key}
        verdict = Verdict(**told, rules="r", outcomes=(judgement,)).model_dump(mode="json")
        scope = f"validate:{submission.scope}"
        key = digest_of(verdict, [finding.shown() for finding in findings])
        self.home.journal.work.keep([Entry(scope, f"validate:{DATASET}", key, verdict, findings)])

    def released(self, entity: str, rows: list[tuple[str, str, str]], day: int = 0) -> None:
        """Hand in, clear and publish one department's table."""
        submission = self.submit(entity, rows)
        self.judged(submission, outcome(Status.PASS, checked=len(rows)))
        decision = self.standing(submission, Outcome.CLEARED)
        release(self.home, self.contract, 2026, [(submission, decision)], NIGHT + timedelta(days=day))

    def held(self, entity: str, code: str) -> Submission:
        """Hand in one department's table and hold it back for the reason of this code."""
        submission = self.submit(entity, [("205", "教育支出", f"7777.{entity[-2:]}")])
        reason = Reason(code=code, zh=f"{code} 的原因", en=f"why {code}", basis="预算法第十四条")
        self.standing(submission, Outcome.BLOCKED, reason)
        self.judged(submission, outcome(Status.FAIL, checked=1, failed=1), problem(entity, sha256=submission.sha256))
        return submission

    def assessed(self, *timeliness: dict[str, Any]) -> None:
        """Enter the assessment of the dataset."""
        told = {"dataset": DATASET, "deadline": "T-BUD-DEP", "basis": "《预算法》第十四条", "tag": "V"}
        result = {**told, "timeliness": list(timeliness)}
        self.home.journal.work.keep([Entry(f"assess:{DATASET}", "assess", "k", result)])


@pytest.fixture
def night(home: Home, contract: Contract, submit: Callable[..., Submission]) -> Night:
    """The means to write a night."""
    (home.root / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    return Night(home, contract, submit)


@pytest.fixture
def city(night: Night) -> Home:
    """A night with something of everything."""
    night.released("101", SCHOOLS)
    night.held("102", "CHK-FAILED")
    night.held("103", "EMB-EVENT")
    clock = {"period": 2026, "entity": "101", "timing": "late", "due": "2026-03-01", "published": "2026-03-02"}
    rest = {"on_time": 0, "late": 0, "not_assessable": 0}
    night.assessed({**clock, **rest, "evidence_zh": "财政批复 示财预〔2026〕1号", "evidence_en": "document 1"})
    return night.home


@pytest.fixture
def page(city: Home) -> Callable[[str], str]:
    """The text of a page of the built site."""
    from publish.portal import build_site

    build_site(city)
    return lambda name: Path(city.public / name).read_text(encoding="utf-8")
