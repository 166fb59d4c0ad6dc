"""What of a finding the public may read.

Nothing of a submission that is not cleared is to become public through the finding about it: figures and texts give way
to dots, the value and the readings go, the place and the next step stay.
"""

from collections.abc import Iterator

from gongkai.findings import Finding
from publish.portal.facts import Facts
from publish.review.public import FAULTS, public_fault, unfilled

RUN_FAILED = "RUN-FAILED"
#: Codes of what is watched: it speaks to those who run the house, of what may be no fault at all.
WATCHED = "EXP-"
#: Dataset, period, department, SHA-256 of the file.
Table = tuple[str | None, int | None, str | None, str | None]


def public_findings(facts: Facts) -> list[Finding]:
    """The findings as the public reads them, in their order."""
    cleared = set(_cleared(facts))
    return [_public(facts, finding, cleared) for finding in facts.findings if not finding.rule.startswith(WATCHED)]


def _cleared(facts: Facts) -> Iterator[Table]:
    """The submissions that findings may speak of; one file may hold others that are not cleared."""
    for slot in (slot for dataset in facts.datasets for slot in dataset.slots):
        decision = facts.decisions.get((slot.dataset, slot.period, slot.entity))
        for sha256 in slot.files if decision and decision.cleared else ():
            yield slot.dataset, slot.period, _code(facts, slot.entity), sha256


def _public(facts: Facts, finding: Finding, cleared: set[Table]) -> Finding:
    if finding.rule in FAULTS:
        zh, en = public_fault(finding.rule, finding.message_en)
    elif finding.sha256 is None or _table(facts, finding) in cleared:
        return finding
    else:
        zh, en = unfilled(finding.rule)
    return finding.model_copy(update={"message_zh": zh, "message_en": en, "value": None, "readings": ()})


def _table(facts: Facts, finding: Finding) -> Table:
    return finding.dataset, finding.period, _code(facts, finding.department), finding.sha256


def _code(facts: Facts, department: str | None) -> str | None:
    known = facts.organisation(department)
    return known.code if known else department
