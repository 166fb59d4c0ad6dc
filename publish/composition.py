"""The composition of a release: which content of which department goes into it. Pure; writing it belongs to
`publish.release`.

A department is in a release with its newest cleared content, or with what was last released of it ("kept last good"),
or not at all: a department is withdrawn (撤下) when the gate now refuses the very content that is released.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.contract import Contract
from gongkai.decision import Reason, ReleaseDecision
from gongkai.digests import digest_of
from gongkai.journal.releases import Part, Release
from gongkai.submission import SourceTable, Submission

Cleared = tuple[Submission, ReleaseDecision]

#: Reasons against publishing a content at all. A failed check is none: a rule may have changed, the people may mend it.
REFUSALS = ("OPN-", "NEG-", "REV-REJECTED", "DER-WITHDRAWN")


@dataclass(frozen=True)
class Composition:
    """The parts in order of department, who approved each (`role -> account`), where each came from (the shape of
    `sources_of`), and the parts of the last release that are left out, with the reasons.
    """

    parts: tuple[Part, ...]
    approvals: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, Sequence[Mapping[str, Any]]]
    withdrawn: Mapping[str, tuple[Part, tuple[Reason, ...]]]


NOTHING = Composition((), {}, {}, {})


def compose(
    contract: Contract,
    cleared: Sequence[Cleared],
    last: Release | None,
    at: datetime,
    held: Sequence[ReleaseDecision] = (),
) -> Composition:
    """What the next release of one dataset and period holds; no parts when there is nothing that may be released now.

    Without a cleared submission or a withdrawal there is no release, not even of a changed description. After a change
    of the columns the last release stays until each department that stays in it is cleared in the new columns, since
    its stored tables do not fit them. Raises ValueError for a submission whose decision does not clear exactly its
    content.
    """
    for submission, decision in cleared:
        if not decision.cleared or decision.evidence.content != submission.content:
            raise ValueError(f"no decision clears {submission.scope}")
    new = {submission.entity: (submission, decision) for submission, decision in cleared}
    withdrawn = _withdrawn(last, held)
    before = {part.entity: part for part in last.parts if part.entity not in withdrawn} if last else {}
    reshaped = last is not None and last.changes["columns"] != contract.columns_digest
    if not (new or withdrawn) or (reshaped and before.keys() - new.keys()):
        return NOTHING
    # Equal content stays the part it was, and with it the way back to its cells, unless its columns are new.
    kept = {e: p for e, p in before.items() if e not in new or (new[e][0].content == p.content and not reshaped)}
    parts = [kept.get(e) or _part(*new[e], before.get(e), at) for e in sorted(before.keys() | new.keys())]
    approvals = {entity: last.changes["approvals"][entity] for entity in kept} if last else {}
    sources = {entity: last.changes["sources"][entity] for entity in kept} if last else {}
    approvals |= {entity: decision.approved_by for entity, (_, decision) in new.items()}
    sources |= {entity: sources_of(submission) for entity, (submission, _) in new.items() if entity not in kept}
    return Composition(tuple(parts), approvals, sources, withdrawn)


def _withdrawn(last: Release | None, held: Sequence[ReleaseDecision]) -> dict[str, tuple[Part, tuple[Reason, ...]]]:
    parts = {(part.entity, part.content): part for part in last.parts} if last else {}
    found = {}
    for decision in held:
        refusals = tuple(blocker for blocker in decision.blockers if blocker.code.startswith(REFUSALS))
        part = parts.get((decision.entity, decision.evidence.content))
        if part and refusals:
            found[part.entity] = (part, refusals)
    return found


def release_content(contract: Contract, parts: Sequence[Part]) -> str:
    """The digest that decides whether a version is cut: the parts' contents, the columns, and every published text
    about them.
    """
    texts = contract.dataset.model_dump(
        mode="json", include={"id", "title", "lead", "description", "keywords", "licence", "frequency"}
    )
    contents = sorted((part.entity, part.content) for part in parts)
    return digest_of(contents, contract.columns_digest, contract.table.public(), texts)


def sources_of(submission: Submission) -> list[dict[str, Any]]:
    """The way from a department's rows to the cells, for each of its tables: file, sheet, unit as printed, rows, the
    texts set for all of them, and for each column the letters of its cells; of a form, whose cells stand in many rows,
    also their addresses.
    """
    return [_source(submission.department, table) for table in submission.tables]


def _source(department: str, table: SourceTable) -> dict[str, Any]:
    return {
        "source": table.source_id,
        "delivery": table.delivery,
        "file": table.file.rpartition("/")[2],
        "sha256": table.sha256,
        "department": department,
        "member": table.member,
        "sheet": table.sheet,
        "part": table.part,
        "unit": table.unit,
        "rows": table.rows,
        "lines": [table.first_row, table.last_row],
        "columns": {column: [table.letter(i) for i in indices] for column, indices in table.columns.items()},
        **({"cells": _cells(table)} if table.cells else {}),
        "set": table.fixed,
        "amount": table.amount,
        "wide": [{"column": table.letter(one.column), "set": one.set} for one in table.wide],
    }


def _cells(table: SourceTable) -> dict[str, list[str]]:
    return {column: [table.cells[i] for i in indices] for column, indices in table.columns.items()}


def _part(submission: Submission, decision: ReleaseDecision, before: Part | None, at: datetime) -> Part:
    moment = at.isoformat(timespec="seconds")
    return Part(
        entity=submission.entity,
        content=submission.content,
        key=submission.key,
        delivery=submission.delivery,
        sha256=submission.sha256,
        rows=submission.rows,
        first_released=before.first_released if before else moment,
        released=moment,
        amounts={column: str(amount) for column, amount in submission.amounts.items()},
        way=decision.way,
    )
