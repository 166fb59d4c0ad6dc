"""Who has approved a submission, and in which way: sign-offs on exactly this evidence, a standing approval, or a
release that stays.

A sign-off counts for the evidence it was given on and for nothing else. Objections that no signature lifts belong to
the gate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from gongkai.decision import Evidence, Reason
from gongkai.journal.reviews import SignOff, StandingApproval
from publish.review.case import Case
from publish.review.reasons import PARTS_ZH, ROLES_ZH, reason
from publish.review.standing import judge_standing


@dataclass(frozen=True)
class Approval:
    """Who approved (`role -> account`), in which way, and which roles are still missing."""

    by: dict[str, str] = field(default_factory=dict)
    way: str = ""
    missing: tuple[str, ...] = ()
    blockers: tuple[Reason, ...] = ()
    cautions: tuple[Reason, ...] = ()


def approved(case: Case) -> Approval:
    """Sign-offs first, then a standing approval, then the release that stands already."""
    own = _by_sign_offs(case)
    if own.blockers or not own.missing:
        return own
    standing = _by_standing(case)
    if not standing.missing:
        return standing
    return _unchanged(case) or Approval(missing=own.missing, cautions=standing.cautions)


def rejections(case: Case) -> Iterator[Reason]:
    """Each person whose last word on exactly this evidence is no; only the same person in the same role takes it
    back.
    """
    for last in _last_words(case):
        if last.verdict == "reject":
            role = {"role": last.role, "role_zh": ROLES_ZH[last.role]}
            yield reason("REV-REJECTED", account=last.account, reason=last.reason, **role)


def void(case: Case) -> Iterator[Reason]:
    """The last approval in each role still missing that was given on other evidence, and what has changed since."""
    current = {each.role for each in _last_words(case)}
    for role in case.review.sign_offs:
        earlier = [each for each in case.signed if each.role == role and each.verdict == "approve"]
        if role not in current and earlier:
            changed = changed_parts(earlier[-1].evidence, case.evidence)
            why = {"why": ", ".join(changed), "why_zh": "、".join(PARTS_ZH[part] for part in changed)}
            last = earlier[-1]
            yield reason("REV-VOID", account=last.account, role=role, role_zh=ROLES_ZH[role], at=last.at, **why)


def changed_parts(before: Evidence, after: Evidence) -> list[str]:
    """The parts of the evidence that differ."""
    return [part for part in PARTS_ZH if getattr(before, part) != getattr(after, part)]


def four_eyes(granted: dict[str, list[str]]) -> tuple[dict[str, str], bool]:
    """One account for each role, the earliest that lets drafter and reviewer differ; False when no choice does."""
    choice = {role: accounts[0] for role, accounts in granted.items()}
    pairs = product(granted.get("drafter", ()), granted.get("reviewer", ()))
    if "drafter" not in granted or "reviewer" not in granted:
        return choice, True
    for drafter, reviewer in pairs:
        if drafter != reviewer:
            return {**choice, "drafter": drafter, "reviewer": reviewer}, True
    return choice, False


def _by_sign_offs(case: Case) -> Approval:
    granted = _granted(case.review.sign_offs, [e for e in _last_words(case) if e.verdict == "approve"])
    missing = tuple(role for role in case.review.sign_offs if role not in granted)
    by, differ = four_eyes(granted)
    blockers = () if differ else (reason("REV-SAME", account=by["drafter"]),)
    return Approval(by, "sign_offs", missing, blockers)


def _by_standing(case: Case) -> Approval:
    valid, cautions = judge_standing(case)
    granted = _granted(case.review.sign_offs, valid)
    missing = tuple(role for role in case.review.sign_offs if role not in granted)
    by, differ = four_eyes(granted)
    if missing or not differ:
        return Approval(missing=case.review.sign_offs, cautions=cautions)
    return Approval(by, "standing")


def _unchanged(case: Case) -> Approval | None:
    """What is released already stays cleared while its evidence is, in all four parts, that it was cleared with."""
    before, last = case.previous, case.last
    if before is None or last is None or not before.cleared or last.content != case.submission.content:
        return None
    if before.evidence != case.evidence:
        return None
    return Approval(dict(before.approved_by), before.way)


def _last_words(case: Case) -> list[SignOff]:
    words: dict[tuple[str, str], SignOff] = {}
    for each in case.signed:
        if each.evidence == case.evidence:
            words[(each.role, each.account)] = each
    return list(words.values())


def _granted(roles: tuple[str, ...], approvals: "Sequence[SignOff | StandingApproval]") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in approvals:
        if each.role in roles:
            found.setdefault(each.role, []).append(each.account)
    return found
