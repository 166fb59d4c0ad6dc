"""The time that projects take (进度): the stretch of each, and how many milestones were reached as planned."""

from collections.abc import Iterable
from typing import NamedTuple

from publish.portal.projects.register import Project
from publish.portal.released import Reader

#: So many projects fit one chart.
SHOWN = 40


class Step(NamedTuple):
    """A milestone (里程碑): for how many projects it is planned, reached, and reached after the planned time."""

    key: str
    planned: int
    done: int
    late: int


def schedule(projects: Iterable[Project]) -> list[Project]:
    """The largest projects of the newest year with a planned time, by their planned start."""
    planned = [each for each in projects if each.planned_start and each.planned_end]
    newest = max((each.year for each in planned), default=0)
    largest = [each for each in planned if each.year == newest][:SHOWN]
    return sorted(largest, key=lambda each: (each.planned_start or each.planned_end, each.planned_end, each.code))


def steps(asked: Reader) -> list[Step]:
    """By milestone, those reached by most projects first; each project as its newest year says."""
    rows = asked.ask(
        "SELECT coalesce(w.code, trim(r.milestone), '') AS key, count(planned_to) AS planned, "
        "count(actual_on) AS done, count(*) FILTER (actual_on > planned_to) AS late "
        "FROM (SELECT * FROM milestones QUALIFY year = max(year) OVER (PARTITION BY code, milestone)) AS r "
        "LEFT JOIN steps AS w ON w.printed = trim(r.milestone) GROUP BY ALL ORDER BY done DESC, planned DESC, key"
    )
    return [Step(**row) for row in rows]
