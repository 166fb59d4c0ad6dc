"""The book of reviews: sign-offs, standing approvals, decisions, and the audit trail. Nothing in it is ever changed
or removed.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from gongkai.decision import Evidence, ReleaseDecision
from gongkai.journal.tables import audit, decisions, reviews, standing

Submission = tuple[str, int, str]


@dataclass(frozen=True)
class SignOff:
    """One person's verdict (`approve` or `reject`) in one role on exactly this evidence."""

    dataset: str
    period: int
    entity: str
    role: str
    account: str
    verdict: str
    reason: str
    at: str
    evidence: Evidence


@dataclass(frozen=True)
class StandingApproval:
    """One role's part of a standing approval: later changes of one department's table, while contract, columns and
    policy stay the same and the change stays within the bounds (percent of rows, percent of the sum of amounts).
    """

    dataset: str
    entity: str
    role: str
    account: str
    contract: str
    columns: str
    policy: str
    max_rows_pct: float
    max_amount_pct: float
    valid_until: str
    reason: str
    at: str


class Reviews:
    """Sign-offs, standing approvals, decisions, audit."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sign(self, sign_off: SignOff) -> None:
        """Record a sign-off and its audit entry."""
        row = {**sign_off.__dict__, "evidence": sign_off.evidence.model_dump_json()}
        with self._engine.begin() as connection:
            connection.execute(insert(reviews).values(**row))
            _audit(connection, sign_off.at, sign_off.account, f"review.{sign_off.verdict}", row)

    def grant(self, approval: StandingApproval) -> None:
        """Record one role's part of a standing approval and its audit entry."""
        with self._engine.begin() as connection:
            connection.execute(insert(standing).values(**approval.__dict__))
            _audit(connection, approval.at, approval.account, "review.standing", approval.__dict__)

    def sign_offs(self, dataset: str | None = None) -> dict[Submission, list[SignOff]]:
        """Every sign-off, or those of one dataset, by submission, oldest first."""
        found: dict[Submission, list[SignOff]] = {}
        query = select(reviews) if dataset is None else select(reviews).where(reviews.c.dataset == dataset)
        with self._engine.connect() as connection:
            for row in connection.execute(query.order_by(reviews.c.id)):
                values = {key: value for key, value in row._mapping.items() if key != "id"}
                values["evidence"] = _evidence(values["evidence"])
                sign_off = SignOff(**values)
                found.setdefault((sign_off.dataset, sign_off.period, sign_off.entity), []).append(sign_off)
        return found

    def standing(self) -> dict[tuple[str, str], list[StandingApproval]]:
        """Standing approvals by (dataset, department), oldest first."""
        found: dict[tuple[str, str], list[StandingApproval]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(select(standing).order_by(standing.c.id)):
                approval = StandingApproval(**{k: v for k, v in row._mapping.items() if k != "id"})
                found.setdefault((approval.dataset, approval.entity), []).append(approval)
        return found

    def decided(self, new: list[ReleaseDecision], at: str) -> None:
        """Append the decisions that differ from the last one of their submission."""
        last = self.decisions()
        changed = [d for d in new if last.get((d.dataset, d.period, d.entity)) != d]
        if changed:
            with self._engine.begin() as connection:
                connection.execute(insert(decisions), [_decision_row(decision, at) for decision in changed])

    def decisions(self) -> dict[Submission, ReleaseDecision]:
        """The last decision of every submission."""
        newest = select(func.max(decisions.c.id)).group_by(decisions.c.dataset, decisions.c.period, decisions.c.entity)
        with self._engine.connect() as connection:
            rows = connection.execute(select(decisions.c.decision).where(decisions.c.id.in_(newest)))
            found = [_decision(row.decision) for row in rows]
        return {(d.dataset, d.period, d.entity): d for d in found}

    def note(self, at: str, actor: str, action: str, detail: dict[str, Any]) -> None:
        """Append to the audit trail."""
        with self._engine.begin() as connection:
            _audit(connection, at, actor, action, detail)


def _audit(connection: Connection, at: str, actor: str, action: str, detail: dict[str, Any]) -> None:
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True)
    connection.execute(insert(audit).values(at=at, actor=actor, action=action, detail=text))


def _decision_row(decision: ReleaseDecision, at: str) -> dict[str, Any]:
    return {
        "dataset": decision.dataset,
        "period": decision.period,
        "entity": decision.entity,
        "at": at,
        "decision": decision.model_dump_json(),
    }


# Evidence and decisions are frozen, and asked for again and again: a text is read once.
@lru_cache(maxsize=20_000)
def _evidence(text: str) -> Evidence:
    return Evidence.model_validate_json(text)


@lru_cache(maxsize=20_000)
def _decision(text: str) -> ReleaseDecision:
    return ReleaseDecision.model_validate_json(text)
