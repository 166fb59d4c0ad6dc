"""The findings arranged as the public reads them: by department, then by dataset, worst first."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.contract import Text
from gongkai.findings import Finding, Severity
from publish.portal.facts import Facts

LISTED = 100
OTHER = "other"
NO_DATASET = Text(zh="未归入数据集", en="belonging to no dataset")


@dataclass(frozen=True)
class Group:
    """The findings of one dataset; `serious` and `notes` are listed, `unlisted` stand in the JSON file only."""

    title: Text
    serious: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    unlisted: int


@dataclass(frozen=True)
class DepartmentFindings:
    """One page of findings; `page` is its file name without ending, `name` None where no department is known."""

    page: str
    name: str | None
    findings: tuple[Finding, ...]
    groups: tuple[Group, ...]

    @property
    def counts(self) -> Counter[str]:
        """Findings by severity."""
        return severities(self.findings)

    def as_json(self) -> str:
        """The whole list in the documented shape of a finding, one a line."""
        told = {"department": None if self.page == OTHER else self.page, "name": self.name}
        head = json.dumps(told, ensure_ascii=False).removesuffix("}")
        lines = ",\n".join(finding.model_dump_json() for finding in self.findings)
        return f'{head}, "findings": [\n{lines}\n]}}\n'


def by_department(facts: Facts, findings: Iterable[Finding]) -> list[DepartmentFindings]:
    """One entry for each department with findings, in order of code, those of no department last."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(facts.findings_page(finding.department), []).append(finding)
    ordered = sorted(found, key=lambda page: (page == OTHER, page))
    return [_department(facts, page, found[page]) for page in ordered]


def severities(findings: Iterable[Finding]) -> Counter[str]:
    """How many findings of each severity."""
    return Counter(finding.severity.value for finding in findings)


def _department(facts: Facts, page: str, findings: list[Finding]) -> DepartmentFindings:
    titles = {dataset.contract.id: dataset.contract.dataset.title for dataset in facts.datasets}
    groups: dict[Text, list[Finding]] = {title: [] for title in (*titles.values(), NO_DATASET)}
    for finding in findings:
        groups[titles.get(finding.dataset or "", NO_DATASET)].append(finding)
    name = None if page == OTHER else facts.entity_name(page)
    shown = tuple(_group(title, listed) for title, listed in groups.items() if listed)
    return DepartmentFindings(page, name, tuple(findings), shown)


def _group(title: Text, findings: list[Finding]) -> Group:
    serious = [finding for finding in findings if finding.severity is not Severity.NOTE]
    notes = [finding for finding in findings if finding.severity is Severity.NOTE]
    unlisted = max(0, len(serious) - LISTED) + max(0, len(notes) - LISTED)
    return Group(title, tuple(serious[:LISTED]), tuple(notes[:LISTED]), unlisted)
