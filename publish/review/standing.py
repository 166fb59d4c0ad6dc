"""The standing approval (长期授权): small changes of a feed that was released before, while contract, columns and
policy stay the same.

Counts and sums are compared with the department's last released part. Sign-offs on one submission do not belong here.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gongkai.decision import Reason
from gongkai.journal.releases import Part
from gongkai.journal.reviews import StandingApproval
from gongkai.submission import Submission
from publish.review.case import Case
from publish.review.reasons import ROLES_ZH, reason


def judge_standing(case: Case) -> tuple[list[StandingApproval], tuple[Reason, ...]]:
    """The approvals that cover this submission, the newest of each person and role, and why others do not."""
    newest: dict[tuple[str, str], StandingApproval] = {}
    for each in case.granted:
        newest[(each.role, each.account)] = each
    if not newest:
        return [], ()
    cautions = [caution for each in newest.values() for caution in _void(case, each)]
    valid = [each for each in newest.values() if not list(_void(case, each))]
    if not valid:
        return [], tuple(cautions)
    if case.last is None:
        return [], (*cautions, reason("STA-FIRST"))
    beyond = [each for each in valid if not within(each, case.last, case.submission)]
    if beyond:
        cautions.append(_bounds(beyond[0], case.last, case.submission))
    return [each for each in valid if each not in beyond], tuple(cautions)


def within(approval: StandingApproval, last: Part, submission: Submission) -> bool:
    """Rows, and the sum of each amount column, changed by no more than the stated percentages."""
    if not _small(Decimal(last.rows), Decimal(submission.rows), approval.max_rows_pct):
        return False
    return all(_small(before, after, approval.max_amount_pct) for before, after in _sums(last, submission))


def _small(before: Decimal, after: Decimal, percent: float) -> bool:
    # str: the percentage as it was written, not as its binary neighbour.
    return abs(after - before) * 100 <= abs(before) * Decimal(str(percent))


def _sums(last: Part, submission: Submission) -> list[tuple[Decimal, Decimal]]:
    columns = sorted(last.amounts.keys() | submission.amounts.keys())
    return [(Decimal(last.amounts.get(c, "0")), submission.amounts.get(c, Decimal(0))) for c in columns]


def _void(case: Case, approval: StandingApproval) -> Iterator[Reason]:
    reasons = []
    if case.today > date.fromisoformat(approval.valid_until):
        reasons.append((f"有效期至 {approval.valid_until}", f"it ended on {approval.valid_until}"))
    if approval.contract != case.evidence.contract or approval.columns != case.evidence.columns:
        reasons.append(("数据集约定已变化", "the contract changed"))
    if approval.policy != case.evidence.policy:
        reasons.append(("审查政策已变化", "the policy changed"))
    for why_zh, why in reasons:
        role = {"role": approval.role, "role_zh": ROLES_ZH[approval.role]}
        yield reason("STA-VOID", account=approval.account, why=why, why_zh=why_zh, **role)


def _bounds(approval: StandingApproval, last: Part, submission: Submission) -> Reason:
    sums = _sums(last, submission)
    beyond = [pair for pair in sums if not _small(*pair, approval.max_amount_pct)]
    before, after = (beyond or sums or [(Decimal(0), Decimal(0))])[0]
    return reason(
        "STA-BOUNDS",
        rows_before=last.rows,
        rows_after=submission.rows,
        max_rows=f"{approval.max_rows_pct:g}",
        amount_before=f"{before:,}",
        amount_after=f"{after:,}",
        max_amount=f"{approval.max_amount_pct:g}",
    )
