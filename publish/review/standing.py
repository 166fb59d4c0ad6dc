"""The standing approval (长期授权): small changes of a feed that was released before, while contract, columns and
policy stay the same.

Rows and sums are compared with the department's newest released part that people signed, so that many small changes do
not add up to a large one. Sign-offs on one submission do not belong here.
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
    if case.last is None or case.signed_part is None:
        return [], (*cautions, reason("STA-FIRST"))
    beyond = {each: found for each in valid if (found := tuple(_beyond(case, case.signed_part, each)))}
    cautions += next(iter(beyond.values()), ())
    return [each for each in valid if each not in beyond], tuple(cautions)


def _beyond(case: Case, signed: Part, approval: StandingApproval) -> Iterator[Reason]:
    """Which bounds the change since the signed part exceeds. Rows that were not counted have all changed."""
    sums = _sums(signed, case.submission)
    rows = Decimal(signed.rows), Decimal(case.submission.rows)
    large = [pair for pair in sums if not _small(*pair, approval.max_amount_pct)]
    if large or not _small(*rows, approval.max_rows_pct):
        yield _bounds(approval, rows, (large or sums or [(Decimal(0), Decimal(0))])[0])
    changed = sum(rows) if case.changed_rows is None else Decimal(case.changed_rows)
    if changed * 100 > rows[0] * _percent(approval.max_rows_pct):
        yield reason("STA-ROWS", changed=changed, rows=signed.rows, max_rows=f"{approval.max_rows_pct:g}")


def _small(before: Decimal, after: Decimal, percent: float) -> bool:
    return abs(after - before) * 100 <= abs(before) * _percent(percent)


def _percent(percent: float) -> Decimal:
    # str: the percentage as it was written, not as its binary neighbour.
    return Decimal(str(percent))


def _sums(signed: Part, submission: Submission) -> list[tuple[Decimal, Decimal]]:
    columns = sorted(signed.amounts.keys() | submission.amounts.keys())
    return [(Decimal(signed.amounts.get(c, "0")), submission.amounts.get(c, Decimal(0))) for c in columns]


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


def _bounds(approval: StandingApproval, rows: tuple[Decimal, Decimal], amounts: tuple[Decimal, Decimal]) -> Reason:
    return reason(
        "STA-BOUNDS",
        rows_before=rows[0],
        rows_after=rows[1],
        max_rows=f"{approval.max_rows_pct:g}",
        amount_before=f"{amounts[0]:,}",
        amount_after=f"{amounts[1]:,}",
        max_amount=f"{approval.max_amount_pct:g}",
    )
