"""The pages of findings (问题清单): by department, then by dataset, worst first."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from gongkai.contract import Text
from gongkai.findings import Finding, Severity
from publish.portal.context import Context
from publish.portal.departments import OTHER
from publish.portal.sections import Page, Section
from publish.portal.tell import public_findings

LISTED = 100
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


def sections(context: Context) -> Iterator[Section]:
    """The list of departments, and a section for each department with findings."""
    pages = context.inputs.departments
    keys = {page: context.inputs.department(page) for page in pages}
    yield Section("findings", context.inputs.findings, partial(_index, context, pages))
    for page in pages:
        yield Section(f"findings/{page}", keys[page], partial(_department_pages, context, page))


def _index(context: Context, pages: tuple[str, ...]) -> Iterator[Page]:
    counts = context.inputs.finding_counts
    names = {page: None if page == OTHER else context.departments.name(page) for page in pages}
    yield from context.renderer.pages("findings/index.html", "findings.html", names=names, counts=counts)


def _department_pages(context: Context, page: str) -> Iterator[Page]:
    told = department_findings(context, page)
    yield Page(f"findings/{page}.json", told.as_json)
    yield from context.renderer.pages(f"findings/{page}.html", "department_findings.html", department=told)


def department_findings(context: Context, page: str) -> DepartmentFindings:
    """The findings of the departments that share a page, as the public may read them."""
    home, departments = context.home, context.departments
    raw = home.journal.work.findings(scopes=context.inputs.scopes_of(page))
    own = [finding for finding in raw if departments.page(finding.department) == page]
    about = {finding.dataset for finding in own if finding.dataset in home.contracts}
    facts = {dataset: context.facts(home.contracts[dataset]) for dataset in about if dataset}
    found = public_findings(departments, facts, own)
    titles = {contract.id: contract.dataset.title for contract in home.contracts.values()}
    name = None if page == OTHER else departments.name(page)
    return DepartmentFindings(page, name, tuple(found), _groups(titles, found))


def severities(findings: Iterable[Finding]) -> Counter[str]:
    """How many findings of each severity."""
    return Counter(finding.severity.value for finding in findings)


def _groups(titles: Mapping[str, Text], findings: Iterable[Finding]) -> tuple[Group, ...]:
    groups: dict[Text, list[Finding]] = {title: [] for title in (*titles.values(), NO_DATASET)}
    for finding in findings:
        groups[titles.get(finding.dataset or "", NO_DATASET)].append(finding)
    return tuple(_group(title, listed) for title, listed in groups.items() if listed)


def _group(title: Text, findings: list[Finding]) -> Group:
    serious = [finding for finding in findings if finding.severity is not Severity.NOTE]
    notes = [finding for finding in findings if finding.severity is Severity.NOTE]
    unlisted = max(0, len(serious) - LISTED) + max(0, len(notes) - LISTED)
    return Group(title, tuple(serious[:LISTED]), tuple(notes[:LISTED]), unlisted)
