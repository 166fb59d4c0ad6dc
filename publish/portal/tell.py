"""What of a finding the public may read.

Nothing of a submission that is not cleared is to become public through the finding about it: figures and texts give way
to dots, the value and the readings go, the place and the next step stay.
"""

from collections.abc import Iterable, Iterator, Mapping

from gongkai.findings import Finding
from publish.portal.departments import Departments
from publish.portal.facts import DatasetFacts
from publish.review.public import FAULTS, public_fault, unfilled

RUN_FAILED = "RUN-FAILED"
#: Codes of what is watched: it speaks to those who run the house, of what may be no fault at all.
WATCHED = "EXP-"
#: Dataset, period, department, SHA-256 of the file.
Table = tuple[str | None, int | None, str | None, str | None]


def public_findings(
    departments: Departments, facts: Mapping[str, DatasetFacts], findings: Iterable[Finding]
) -> list[Finding]:
    """The findings as the public reads them, in their order; `facts` are of every dataset that they speak of."""
    cleared = {table for each in facts.values() for table in _cleared(departments, each)}
    return [_public(departments, finding, cleared) for finding in findings if not finding.rule.startswith(WATCHED)]


def _cleared(departments: Departments, facts: DatasetFacts) -> Iterator[Table]:
    """The submissions that findings may speak of; one file may hold others that are not cleared."""
    for slot in facts.slots:
        decision = facts.decisions.get((slot.dataset, slot.period, slot.entity))
        for sha256 in slot.files if decision and decision.cleared else ():
            yield slot.dataset, slot.period, _code(departments, slot.entity), sha256


def _public(departments: Departments, finding: Finding, cleared: set[Table]) -> Finding:
    if finding.rule in FAULTS:
        zh, en = public_fault(finding.rule, finding.message_en)
    elif finding.sha256 is None or _table(departments, finding) in cleared:
        return finding
    else:
        zh, en = unfilled(finding.rule)
    return finding.model_copy(update={"message_zh": zh, "message_en": en, "value": None, "readings": ()})


def _table(departments: Departments, finding: Finding) -> Table:
    return finding.dataset, finding.period, _code(departments, finding.department), finding.sha256


def _code(departments: Departments, department: str | None) -> str | None:
    known = departments.known(department)
    return known.code if known else department
