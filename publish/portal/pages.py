"""Which pages the site has, and where."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from gongkai.digests import digest_of
from publish.portal.by_department import DepartmentFindings, by_department
from publish.portal.chains import chain_pages
from publish.portal.dataset_page import dataset_page
from publish.portal.facts import Facts
from publish.portal.inputs import settings_digest
from publish.portal.overview import overview
from publish.portal.render import Page, Renderer
from publish.portal.rules import rules_page
from publish.portal.tell import public_findings
from publish.standards.licences import licence

STATIC = Path(__file__).parent / "static"


def pages(facts: Facts, before: Mapping[str, str]) -> Iterator[Page]:
    """Every file of the site, by path below the public tree; `before` has the keys of the last build."""
    renderer = Renderer(facts)
    findings = public_findings(facts)
    departments = by_department(facts, findings)
    with_findings = {each.page for each in departments}
    first = overview(facts, findings)
    licences = dict.fromkeys(dataset.contract.dataset.licence for dataset in facts.datasets)
    granted = [licence(facts.home.registers, name) for name in licences]
    yield Page("static/site.css", partial((STATIC / "site.css").read_text, encoding="utf-8"))
    yield renderer.page("index.html", "index.html", overview=first)
    for row in first.rows:
        path = f"d/{row.facts.contract.dataset.slug}/index.html"
        yield renderer.page(path, "dataset.html", page=dataset_page(facts, row), with_findings=with_findings)
    yield renderer.page("findings/index.html", "findings.html", departments=departments)
    yield from chain_pages(renderer, facts, before)
    yield from _rules(renderer, facts)
    yield renderer.page("about/index.html", "about.html", licences=granted)
    settings = settings_digest(facts.home)
    for department in departments:
        yield from _department(renderer, department, settings)


def _rules(renderer: Renderer, facts: Facts) -> Iterator[Page]:
    page = rules_page(facts)
    yield renderer.page("rules/index.html", "rules.html", page=page)
    yield Page("rules/rules.csv", page.as_csv)
    yield Page("rules/rules.json", page.as_json)


def _department(renderer: Renderer, department: DepartmentFindings, settings: str) -> Iterator[Page]:
    listed = department.as_json()
    key = digest_of(settings, listed)
    yield Page(f"findings/{department.page}.json", lambda: listed, key)
    yield renderer.page(f"findings/{department.page}.html", "department.html", key, department=department)
