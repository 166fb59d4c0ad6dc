"""The money of projects (投资和资金): planned and paid, by status, department and industry, and where it comes from."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from publish.portal.coded import make_codes
from publish.portal.context import Context
from publish.portal.projects.register import Project, make_told
from publish.portal.released import Reader

FUNDING = "projects/funding"
SOURCES = "fund_sources"


class Sums(NamedTuple):
    """Projects with one thing in common, `key`, called `told`; `planned` is for the newest year only."""

    key: str
    told: str
    number: int
    total: Decimal
    planned: Decimal
    so_far: Decimal


class Source(NamedTuple):
    """Money from one source: planned (计划), arrived (到位), for how many projects."""

    key: str
    planned: Decimal
    arrived: Decimal
    projects: int


def whole(projects: Iterable[Project], year: int, key: str = "", told: str = "") -> Sums:
    """All of these projects; only those that the register of the year has are planned in it."""
    every = list(projects)
    return Sums(
        key,
        told,
        len(every),
        _added(each.total for each in every),
        _added(each.planned for each in every if each.year == year),
        _added(each.so_far for each in every),
    )


def by(projects: Iterable[Project], year: int, key: Callable[[Project], tuple[str, str]]) -> list[Sums]:
    """The projects by key and what that is called, the largest investment first."""
    groups: dict[tuple[str, str], list[Project]] = {}
    for project in projects:
        groups.setdefault(key(project), []).append(project)
    sums = [whole(listed, year, *named) for named, listed in groups.items()]
    return sorted(sums, key=lambda each: (-each.total, each.key))


def sources(context: Context, asked: Reader) -> list[Source]:
    """By source, the largest first; of each project as its newest year says."""
    columns = {"stage": "VARCHAR", "source": "VARCHAR", "amount": "DECIMAL(18, 2)"}
    make_told(asked, context, "funding", FUNDING, columns)
    make_codes(asked, context.home.registers, SOURCES, "source_words")
    rows = asked.ask(
        "SELECT coalesce(w.code, trim(f.source), '') AS key, "
        "coalesce(sum(amount) FILTER (stage = '计划'), 0) AS planned, "
        "coalesce(sum(amount) FILTER (stage = '到位'), 0) AS arrived, count(DISTINCT f.code) AS projects "
        "FROM (SELECT * FROM funding QUALIFY year = max(year) OVER (PARTITION BY code)) AS f "
        "LEFT JOIN source_words AS w ON w.printed = trim(f.source) GROUP BY ALL ORDER BY planned DESC, key"
    )
    return [Source(**row) for row in rows]


def funded(sources: Iterable[Source]) -> Source:
    """All sources in one."""
    every = list(sources)
    return Source("", _added(each.planned for each in every), _added(each.arrived for each in every), 0)


def _added(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
