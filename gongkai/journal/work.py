"""The book of work: what each stage last made of what, by key, and the findings that came of it.

A scope names a piece of work (`extract:17`, `standardise:budget/department_expenditure/2026/101`); its entry holds
the key of the input it was made from and the result. The findings of a scope are replaced with the entry, in one
transaction.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select

from gongkai.findings import Finding
from gongkai.journal.tables import findings, work


@dataclass(frozen=True)
class Entry:
    """The current result of a scope. `result` is plain JSON."""

    scope: str
    stage: str
    key: str
    result: Any
    findings: Sequence[Finding] = field(default=(), compare=False)


class Work:
    """Current results and findings by scope."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stage(self, stage: str) -> dict[str, Entry]:
        """Every current entry of a stage by scope, without findings."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(work).where(work.c.stage == stage).order_by(work.c.scope))
            return {row.scope: Entry(row.scope, row.stage, row.key, json.loads(row.result)) for row in rows}

    def keys(self, stage: str) -> dict[str, str]:
        """The key of every current entry of a stage by scope, without what it says."""
        query = select(work.c.scope, work.c.key).where(work.c.stage == stage).order_by(work.c.scope)
        with self._engine.connect() as connection:
            return {row.scope: row.key for row in connection.execute(query)}

    def keys_by_stage(self) -> dict[str, dict[str, str]]:
        """The key of every current entry by stage and scope."""
        query = select(work.c.stage, work.c.scope, work.c.key).order_by(work.c.scope)
        found: dict[str, dict[str, str]] = {}
        with self._engine.connect() as connection:
            for stage, scope, key in connection.execute(query):
                found.setdefault(stage, {})[scope] = key
        return found

    def texts(self, stage: str) -> dict[str, str]:
        """The result of every current entry of a stage by scope, as JSON text."""
        query = select(work.c.scope, work.c.result).where(work.c.stage == stage).order_by(work.c.scope)
        with self._engine.connect() as connection:
            return {row.scope: row.result for row in connection.execute(query)}

    def entry(self, scope: str) -> Entry | None:
        """One current entry, without findings."""
        with self._engine.connect() as connection:
            row = connection.execute(select(work).where(work.c.scope == scope)).one_or_none()
        return Entry(row.scope, row.stage, row.key, json.loads(row.result)) if row else None

    def keep(self, entries: Iterable[Entry]) -> None:
        """Replace the entries of these scopes and their findings."""
        kept = {entry.scope: entry for entry in entries}
        made = [
            {"scope": each.scope, "stage": each.stage, "key": each.key, "result": _text(each.result)}
            for each in kept.values()
        ]
        found = [_row(entry.scope, finding) for entry in kept.values() for finding in entry.findings]
        with self._engine.begin() as connection:
            _remove(connection, list(kept))
            if made:
                connection.execute(insert(work), made)
            if found:
                connection.execute(insert(findings), found)

    def forget(self, scopes: Sequence[str]) -> None:
        """Remove scopes whose input is no longer current."""
        if scopes:
            with self._engine.begin() as connection:
                _remove(connection, scopes)

    def findings(
        self, *, dataset: str | None = None, severity: str | None = None, scopes: Sequence[str] | None = None
    ) -> list[Finding]:
        """The current findings, worst first, then by dataset, department and place."""
        query = select(findings.c.finding)
        if dataset:
            query = query.where(findings.c.dataset == dataset)
        if severity:
            query = query.where(findings.c.severity == severity)
        if scopes is not None:
            query = query.where(findings.c.scope.in_(list(scopes)))
        with self._engine.connect() as connection:
            found = [Finding.model_validate_json(row.finding) for row in connection.execute(query)]
        return sorted(found, key=_order)

    def counts(self) -> dict[tuple[str, str], int]:
        """(dataset or '', severity) -> number of current findings."""
        query = select(findings.c.dataset, findings.c.severity, func.count()).group_by(
            findings.c.dataset, findings.c.severity
        )
        with self._engine.connect() as connection:
            return {(row[0] or "", row[1]): row[2] for row in connection.execute(query)}

    def department_counts(self, *, without: str) -> dict[tuple[str, str, str], int]:
        """(dataset or '', department or '', severity) -> number of current findings, those of one stage left out."""
        of = (findings.c.dataset, findings.c.department, findings.c.severity)
        query = select(*of, func.count()).where(findings.c.scope.not_like(f"{without}:%")).group_by(*of)
        with self._engine.connect() as connection:
            return {(row[0] or "", row[1] or "", row[2]): row[3] for row in connection.execute(query)}


SEVERITIES = ("error", "warning", "note")


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        SEVERITIES.index(finding.severity),
        finding.dataset or "",
        finding.department or "",
        finding.file or "",
        finding.sheet or "",
        finding.row or 0,
        finding.rule,
        finding.model_dump_json(),
    )


def _remove(connection: Connection, scopes: Sequence[str]) -> None:
    for start in range(0, len(scopes), 500):
        part = list(scopes[start : start + 500])
        connection.execute(delete(findings).where(findings.c.scope.in_(part)))
        connection.execute(delete(work).where(work.c.scope.in_(part)))


def _text(result: Any) -> str:
    return json.dumps(result, ensure_ascii=False, sort_keys=True)


def _row(scope: str, finding: Finding) -> dict[str, Any]:
    return {
        "scope": scope,
        "dataset": finding.dataset,
        "severity": finding.severity.value,
        "department": finding.department,
        "finding": finding.model_dump_json(),
    }
