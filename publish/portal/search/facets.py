"""What the list of datasets and the search can be narrowed by: kind, theme, department, year, format, freshness."""

from collections.abc import Iterable
from typing import NamedTuple

from gongkai.contract import Text
from publish.portal.departments import Departments
from publish.portal.search.entries import KINDS
from publish.portal.summary import FORMATS, Summary
from publish.portal.topics import theme

#: Days since the newest release, as the browser counts them; and states that no day tells.
FRESHNESS = (
    ("30", Text(zh="30 天内更新", en="updated within 30 days")),
    ("90", Text(zh="90 天内更新", en="updated within 90 days")),
    ("365", Text(zh="一年内更新", en="updated within a year")),
    ("older", Text(zh="一年以前", en="older than a year")),
    ("never", Text(zh="还没有发布", en="not released yet")),
    ("overdue", Text(zh="有部门逾期", en="a department is overdue")),
)


class Facet(NamedTuple):
    """One of them with its values; one without values is not shown."""

    name: str
    title: Text
    options: tuple[tuple[str, Text], ...]


def facets(departments: Departments, summaries: Iterable[Summary]) -> tuple[Facet, ...]:
    """All facets but that of kinds, with the values that datasets have."""
    every = tuple(summaries)
    codes = sorted({code for each in every for code in each.departments})
    years = sorted({release.period for each in every for release in each.current}, reverse=True)
    used = {name for each in every for name in each.formats}
    return (
        Facet("theme", Text(zh="主题", en="Theme"), _themes(every)),
        Facet("department", Text(zh="部门", en="Department"), tuple((c, same(departments.name(c))) for c in codes)),
        Facet("year", Text(zh="年度", en="Year"), tuple((str(year), same(str(year))) for year in years)),
        Facet("format", Text(zh="格式", en="Format"), tuple((n, same(t)) for n, t in FORMATS.items() if n in used)),
        Facet("freshness", Text(zh="更新", en="Freshness"), FRESHNESS),
    )


def kinds() -> Facet:
    """The kinds of entries that the search finds."""
    return Facet("kind", Text(zh="种类", en="Kind"), tuple(KINDS.items()))


def _themes(summaries: Iterable[Summary]) -> tuple[tuple[str, Text], ...]:
    return tuple((name, theme(name)) for name in dict.fromkeys(each.domain for each in summaries))


def same(text: str) -> Text:
    """A name that is the same in every language."""
    return Text(zh=text, en=text)
