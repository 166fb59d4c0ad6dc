"""What the first page says: what the city spends, buys and builds, what is late, what was released last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from publish.portal.budget.headline import headline as budget_headline
from publish.portal.context import Context
from publish.portal.procurement.headline import headline as procurement_headline
from publish.portal.projects.headline import headline as projects_headline
from publish.portal.sections import Page, Section
from publish.portal.summary import Latest, Summary

LATEST = 10
#: Of those that are late, so many are named on the first page; the others stand on the pages of data quality.
NAMED = 12


@dataclass(frozen=True)
class Late:
    """A department that has not published what is due; `due` is the first day it was, `datasets` are those missing."""

    entity: str
    name: str
    page: str
    due: str
    datasets: tuple[Summary, ...]


@dataclass(frozen=True)
class Overview:
    """The figures; `departments` counts those with released rows, `delivered` and `held` submissions, `attention`
    datasets with errors, submissions held back or lateness.
    """

    summaries: tuple[Summary, ...]
    released_rows: int
    departments: int
    delivered: int
    held: int
    latest: tuple[tuple[Summary, Latest], ...]
    attention: int


def sections(context: Context) -> Iterator[Section]:
    """The first page."""
    yield Section("overview", context.inputs.datasets(), partial(_pages, context))


def _pages(context: Context) -> Iterator[Page]:
    yield from context.renderer.pages(
        "index.html",
        "index.html",
        overview=overview(context.summaries),
        late=late(context),
        budget=budget_headline(context),
        procurement=procurement_headline(context),
        projects=projects_headline(context),
    )


def late(context: Context) -> list[Late]:
    """The departments that are overdue, the longest first."""
    found: dict[str, list[tuple[str, Summary]]] = {}
    for summary in context.summaries.values():
        for one in summary.timeliness:
            if one.timing == "overdue":
                found.setdefault(one.entity, []).append((one.due or "", summary))
    departments = context.departments
    told = [
        Late(
            entity=entity,
            name=departments.name(entity),
            page=departments.page(entity),
            due=min(due for due, _ in each),
            datasets=tuple({summary.id: summary for _, summary in each}.values()),
        )
        for entity, each in found.items()
    ]
    return sorted(told, key=lambda each: (each.due, each.entity))[:NAMED]


def overview(summaries: Mapping[str, Summary]) -> Overview:
    """Add the datasets up."""
    every = tuple(summaries.values())
    current = [release for summary in every for release in summary.current]
    latest = [(summary, release) for summary in every for release in summary.latest]
    latest.sort(key=lambda each: (each[1].released_at, each[1].period, each[1].version), reverse=True)
    return Overview(
        summaries=every,
        released_rows=sum(release.rows for release in current),
        departments=len({code for release in current for code in release.departments}),
        delivered=sum(summary.delivered for summary in every),
        held=sum(len(summary.held) for summary in every),
        latest=tuple(latest[:LATEST]),
        attention=sum(bool(each.held or each.findings.get("error") or _late(each)) for each in every),
    )


def _late(summary: Summary) -> bool:
    return any(one.timing in ("late", "overdue") for one in summary.timeliness)
