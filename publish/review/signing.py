"""Signing: who may put which name under which evidence. It writes to the journal; what the signatures amount to is
the gate's matter.
"""

from collections.abc import Iterable
from datetime import date, datetime

from gongkai.decision import Evidence
from gongkai.errors import GongkaiError
from gongkai.home import Home
from gongkai.journal.reviews import SignOff, StandingApproval
from gongkai.submission import Slot, Submission
from gongkai.verdict import Verdict
from publish.review.policy import policy_version
from publish.review.reasons import ROLES_ZH

VERDICTS = ("approve", "reject")
FOUR_EYES = ("drafter", "reviewer")
SHORTEST = 6


def evidence_of(home: Home, submission: Submission) -> Evidence:
    """What an approval of this submission binds to now."""
    contract = home.contract(submission.dataset)
    return Evidence(
        contract=contract.digest,
        columns=contract.columns_digest,
        policy=policy_version(home.registers),
        content=submission.content,
    )


def sign(
    home: Home,
    dataset: str,
    period: int,
    entity: str,
    role: str,
    account: str,
    verdict: str,
    reason: str,
    at: datetime,
    content: str | None = None,
) -> SignOff:
    """Record one person's `approve` or `reject` on the submission as it stands now. `content` is the beginning of the
    content digest that the person has seen.

    Raises GongkaiError for an unknown dataset, account or role, for a submission that is not there, not checked or
    of another content by now, for a rejection without a reason, and when drafter (拟稿) and reviewer (审核) would be
    one person.
    """
    evidence = evidence_of(home, checked_submission(home, dataset, period, entity))
    _is_seen(evidence, content)
    _may_sign(home, account, role)
    if verdict not in VERDICTS:
        raise GongkaiError(
            f"没有“{verdict}”这种意见",
            f"there is no verdict {verdict}",
            "用 approve 或 reject",
            "use approve or reject",
        )
    if verdict == "reject" and not reason.strip():
        raise GongkaiError(
            "退回须说明理由", "a rejection needs a reason", "写明理由后再退回", "state the reason and reject again"
        )
    if verdict == "approve":
        earlier = home.journal.reviews.sign_offs().get((dataset, period, entity), [])
        given = [(e.role, e.account) for e in earlier if e.evidence == evidence and e.verdict == "approve"]
        _other_eyes(role, account, given)
    sign_off = SignOff(dataset, period, entity, role, account, verdict, reason.strip(), _moment(at), evidence)
    home.journal.reviews.sign(sign_off)
    return sign_off


def grant_standing(
    home: Home,
    dataset: str,
    entity: str,
    role: str,
    account: str,
    max_rows_pct: float,
    max_amount_pct: float,
    valid_until: date,
    reason: str,
    at: datetime,
) -> StandingApproval:
    """Record one role's part of a standing approval (长期授权) for later, small changes of one department's table.

    Raises GongkaiError as `sign` does, and where the contract allows none, a bound is not within 0–100 percent, or
    the end is past.
    """
    _standing_allowed(home, dataset)
    evidence = evidence_of(home, _newest_submission(home, dataset, entity))
    _may_sign(home, account, role)
    _bounds_make_sense(max_rows_pct, max_amount_pct)
    _not_ended(valid_until, at)
    bound = (evidence.contract, evidence.columns, evidence.policy)
    earlier = home.journal.reviews.standing().get((dataset, entity), [])
    _other_eyes(role, account, [(e.role, e.account) for e in earlier if (e.contract, e.columns, e.policy) == bound])
    end = valid_until.isoformat()
    approval = StandingApproval(
        dataset, entity, role, account, *bound, max_rows_pct, max_amount_pct, end, reason.strip(), _moment(at)
    )
    home.journal.reviews.grant(approval)
    return approval


def checked_submission(home: Home, dataset: str, period: int, entity: str) -> Submission:
    """The current submission, if there is one with a verdict on exactly its content. Raises GongkaiError."""
    home.contract(dataset)
    scope = f"{dataset}/{period}/{entity}"
    made = home.journal.work.entry(f"standardise:{scope}")
    submission = Slot.model_validate(made.result).submission if made else None
    if submission is None:
        raise GongkaiError(
            f"没有报送 {scope}",
            f"there is no submission {scope}",
            "用 gongkai review list 查看",
            "see gongkai review list",
        )
    judged = home.journal.work.entry(f"validate:{scope}")
    if judged is None or Verdict.model_validate(judged.result).key != submission.key:
        raise GongkaiError(
            f"{scope} 还没有检查结论",
            f"{scope} has no verdict yet",
            "先运行 gongkai refresh",
            "run gongkai refresh first",
        )
    return submission


def _is_seen(evidence: Evidence, content: str | None) -> None:
    if content is not None and not (len(content) >= SHORTEST and evidence.content.startswith(content)):
        raise GongkaiError(
            f"现在的内容是 {evidence.content[:12]}，不是“{content}”",
            f"the content is {evidence.content[:12]} by now, not {content}",
            "用 gongkai review show 再看一遍，写出那里的十二位内容摘要",
            "look again with gongkai review show, and give the twelve digits of the content it prints",
        )


def _newest_submission(home: Home, dataset: str, entity: str) -> Submission:
    """The department's checked submission of its newest period."""
    periods = sorted(home.contract(dataset).dataset.periods)
    present = [period for period in periods if home.journal.work.entry(f"standardise:{dataset}/{period}/{entity}")]
    return checked_submission(home, dataset, (present or periods)[-1], entity)


def _standing_allowed(home: Home, dataset: str) -> None:
    if not home.contract(dataset).dataset.review.standing_allowed:
        raise GongkaiError(
            f"{dataset} 不允许长期授权", f"{dataset} allows no standing approval", "请逐次签字", "sign each submission"
        )


def _bounds_make_sense(*percentages: float) -> None:
    if not all(0 <= percent <= 100 for percent in percentages):
        raise GongkaiError(
            "幅度须在 0 到 100 之间", "the bounds must be within 0 and 100 percent", "改正幅度", "correct the bounds"
        )


def _not_ended(valid_until: date, at: datetime) -> None:
    if valid_until < at.date():
        raise GongkaiError(
            "有效期已过", "the standing approval would have ended already", "改正有效期", "correct its end"
        )


def _may_sign(home: Home, account_id: str, role: str) -> None:
    account = home.city.account(account_id)
    if account is None:
        known = ", ".join(each.id for each in home.city.accounts)
        raise GongkaiError(
            f"没有账号 {account_id}", f"there is no account {account_id}", f"可用：{known}", f"available: {known}"
        )
    if role not in account.roles:
        raise GongkaiError(
            f"账号 {account_id} 没有“{ROLES_ZH.get(role, role)}”角色",
            f"account {account_id} does not have the role {role}",
            "由有此角色的人签字，或在 city.yml 中授予",
            "let a person with this role sign, or give the role in city.yml",
        )


def _other_eyes(role: str, account: str, given: Iterable[tuple[str, str]]) -> None:
    if role in FOUR_EYES and any(other in FOUR_EYES and other != role and who == account for other, who in given):
        raise GongkaiError(
            f"拟稿人和审核人不能是同一人：{account}",
            f"drafter and reviewer must differ: {account} has signed already",
            "由另一人签字",
            "let another person sign",
        )


def _moment(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return at.isoformat(timespec="seconds")
