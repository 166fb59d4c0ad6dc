"""The projects of the register (项目库): each once, by what its newest year says, under its present code.

What the newest year leaves blank of industry and dates is taken from the year before that has it. Makes the relations
`moved` (old, new) of codes that changed, and `projects`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from publish.portal.coded import make_codes
from publish.portal.context import Context
from publish.portal.relation import make_relation, number
from publish.portal.released import Reader, reader

REGISTER, MILESTONES, COMPLETION = "projects/major_projects", "projects/milestones", "projects/completion"
STATUSES, STEPS = "project_statuses", "milestones"
MILESTONE_COLUMNS = {"milestone": "VARCHAR", "planned_to": "DATE", "actual_on": "DATE"}
LASTING = {"industry": "VARCHAR", "planned_start": "DATE", "planned_end": "DATE"}
LASTING |= {"actual_start": "DATE", "actual_end": "DATE"}
COLUMNS = {
    "fiscal_year": "INTEGER",
    "entity_code": "VARCHAR",
    "entity_name": "VARCHAR",
    "project_code": "VARCHAR",
    "old_project_code": "VARCHAR",
    "project_name": "VARCHAR",
    "legal_person": "VARCHAR",
    "status": "VARCHAR",
    "total_invest": "DECIMAL(18, 2)",
    "year_plan_invest": "DECIMAL(18, 2)",
    "ytd_invest": "DECIMAL(18, 2)",
    "cum_invest": "DECIMAL(18, 2)",
    "progress_pct": "DECIMAL(18, 2)",
    **LASTING,
}


class Project(NamedTuple):
    """A project; `year` is the newest in which the register has it, `started` and `finished` what the register, the
    milestones or the acceptance say. Amounts in 元.
    """

    code: str
    told: str
    name: str
    year: int
    department: str
    department_name: str
    body: str
    status: str
    industry: str
    total: Decimal | None
    planned: Decimal | None
    this_year: Decimal | None
    so_far: Decimal | None
    progress: Decimal | None
    planned_start: date | None
    planned_end: date | None
    started: date | None
    finished: date | None


@contextmanager
def register(context: Context) -> Iterator[Reader]:
    """A reader that has the relations."""
    with reader(context) as asked:
        make_relation(asked, context, "stated", REGISTER, COLUMNS)
        asked.ask(
            f"CREATE TEMP TABLE moved AS SELECT {number('old_project_code')} AS old, "
            f"arg_max({number('project_code')}, fiscal_year) AS new FROM stated "
            f"WHERE {number('old_project_code')} NOT IN ('', {number('project_code')}) GROUP BY old"
        )
        make_codes(asked, context.home.registers, STATUSES, "statuses")
        make_codes(asked, context.home.registers, STEPS, "steps")
        make_told(asked, context, "milestones", MILESTONES, MILESTONE_COLUMNS)
        make_told(asked, context, "completion", COMPLETION, {"accepted_on": "DATE"})
        asked.ask(f"CREATE TEMP TABLE projects AS {_projects()}")
        yield asked


def make_told(asked: Reader, context: Context, relation: str, dataset: str, columns: dict[str, str]) -> None:
    """Make a relation of all that a dataset says of projects, with the present `code` of each and the `year`."""
    wanted = {"fiscal_year": "INTEGER", "project_code": "VARCHAR", **columns}
    make_relation(asked, context, f"{relation}_stated", dataset, wanted)
    asked.ask(
        f"CREATE TEMP TABLE {relation} AS SELECT s.*, s.fiscal_year AS year, {CODE} AS code "
        f"FROM {relation}_stated AS s LEFT JOIN moved AS m ON m.old = {number('s.project_code')} WHERE {CODE} <> ''"
    )


CODE = f"coalesce(m.new, {number('s.project_code')})"


def projects(asked: Reader) -> list[Project]:
    """Every project: those of the newest year first, then by total investment."""
    rows = asked.ask(
        f"SELECT {', '.join(Project._fields)} FROM projects ORDER BY year DESC, total DESC NULLS LAST, code"
    )
    return [Project(**row) for row in rows]


def _projects() -> str:
    lasting = ", ".join(f"arg_max({column}, fiscal_year) AS {column}" for column in LASTING)
    return (
        f"WITH coded AS (SELECT s.*, {CODE} AS code FROM stated AS s LEFT JOIN moved AS m "
        f"ON m.old = {number('s.project_code')} WHERE {CODE} <> ''), "
        f"lasting AS (SELECT code, {lasting} FROM coded GROUP BY code), "
        "newest AS (SELECT * FROM coded QUALIFY row_number() OVER "
        f"(PARTITION BY code ORDER BY fiscal_year DESC, {number('project_code')} = code DESC, entity_code) = 1) "
        "SELECT n.code, n.project_code AS told, coalesce(n.project_name, '') AS name, n.fiscal_year AS year, "
        "coalesce(n.entity_code, '') AS department, coalesce(n.entity_name, '') AS department_name, "
        "coalesce(n.legal_person, '') AS body, coalesce(c.code, trim(n.status), '') AS status, "
        "coalesce(l.industry, '') AS industry, n.total_invest AS total, n.year_plan_invest AS planned, "
        "n.ytd_invest AS this_year, n.cum_invest AS so_far, n.progress_pct AS progress, "
        "l.planned_start, l.planned_end, "
        f"coalesce(l.actual_start, {_done('start')}) AS started, "
        "coalesce(l.actual_end, (SELECT min(accepted_on) FROM completion AS d WHERE d.code = n.code), "
        f"{_done('final_acceptance')}) AS finished "
        "FROM newest AS n JOIN lasting AS l USING (code) LEFT JOIN statuses AS c ON c.printed = trim(n.status)"
    )


def _done(step: str) -> str:
    """The SQL of the day on which the milestone was reached, as the newest year that says so has it."""
    return (
        "(SELECT arg_max(actual_on, year) FROM milestones AS r JOIN steps ON steps.printed = trim(r.milestone) "
        f"WHERE r.code = n.code AND steps.code = '{step}')"
    )
