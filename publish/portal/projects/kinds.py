"""Which of the eight kinds of information (国办发〔2017〕94号) are released of each project, and which are missing.

A kind is missing when the project has come so far that it must be there, and no released row names the project. Land is
not taken for every project, and not every design is changed: these kinds are never missing. The kinds are asked of a
city only as far as it has their datasets.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from gongkai.contract import Text
from gongkai.home import Home
from publish.portal.context import Context
from publish.portal.projects.register import Project, make_told
from publish.portal.relation import make_relation
from publish.portal.released import Reader

SERVICES = "projects/services"
#: How far a project has come by its status; one that is suspended or ended is asked nothing.
REACHED = {"preparation": 0, "construction": 1, "completed": 2, "accepted": 2, "handed_over": 2}
ENDED = -1


class Kind(NamedTuple):
    """One of the eight kinds: due from what point on (`REACHED`), None where it depends; the datasets that hold it."""

    name: str
    title: Text
    due: int | None
    datasets: tuple[str, ...]


KINDS = (
    Kind("service", Text(zh="批准服务", en="Services"), 0, (SERVICES,)),
    Kind("approval", Text(zh="批准结果", en="Approvals"), 1, ("projects/approvals",)),
    Kind(
        "tender",
        Text(zh="招标投标", en="Tenders"),
        1,
        ("procurement/engineering_tenders", "procurement/tenders", "procurement/awards", "procurement/contracts"),
    ),
    Kind("land", Text(zh="征收土地", en="Land"), None, ("projects/land",)),
    Kind("change", Text(zh="重大设计变更", en="Design changes"), None, ("projects/design_changes",)),
    Kind("construction", Text(zh="施工管理", en="Construction"), 1, ("projects/construction",)),
    Kind("quality", Text(zh="质量安全监督", en="Quality and safety"), 1, ("projects/quality_safety",)),
    Kind("completion", Text(zh="竣工", en="Completion"), 2, ("projects/completion",)),
)


class State(StrEnum):
    """How a project stands with a kind: there, missing, not due yet, or nothing (for it need not occur)."""

    THERE = "there"
    MISSING = "missing"
    LATER = "later"
    NOTHING = "nothing"


class Cell(NamedTuple):
    """A project and a kind: its standing, and how many released rows there are."""

    state: State
    rows: int


Matrix = Mapping[str, Mapping[str, Cell]]


def kinds_of(home: Home) -> tuple[Kind, ...]:
    """The kinds that the city has datasets of."""
    return tuple(kind for kind in KINDS if any(dataset in home.contracts for dataset in kind.datasets))


def matrix(context: Context, asked: Reader, projects: list[Project]) -> Matrix:
    """By code of the project and name of the kind. Services are those of the department that has the project."""
    kinds = kinds_of(context.home)
    counted = {kind.name: _rows(context, asked, kind) for kind in kinds}
    return {
        project.code: {kind.name: _cell(kind, project, counted[kind.name]) for kind in kinds} for project in projects
    }


def _cell(kind: Kind, project: Project, counted: Mapping[str, int]) -> Cell:
    rows = counted.get(project.department if SERVICES in kind.datasets else project.code, 0)
    if rows:
        return Cell(State.THERE, rows)
    if kind.due is None:
        return Cell(State.NOTHING, 0)
    return Cell(State.MISSING if REACHED.get(project.status, ENDED) >= kind.due else State.LATER, 0)


def _rows(context: Context, asked: Reader, kind: Kind) -> dict[str, int]:
    """Project (for services: department) -> released rows. What a year states again counts again."""
    if SERVICES in kind.datasets:
        make_relation(asked, context, "services", SERVICES, {"entity_code": "VARCHAR"})
        every = "SELECT coalesce(entity_code, '') AS code FROM services"
    else:
        every = " UNION ALL ".join(f"SELECT code FROM {_told(context, asked, dataset)}" for dataset in kind.datasets)
    found = asked.ask(f"SELECT code AS key, count(*) AS rows FROM ({every}) GROUP BY code")
    return {row["key"]: row["rows"] for row in found}


def _told(context: Context, asked: Reader, dataset: str) -> str:
    """Make the relation of all that a dataset says of projects, and return its name."""
    relation = f"kind_{dataset.replace('/', '_')}"
    make_told(asked, context, relation, dataset, {})
    return relation


def missing(matrix: Matrix, project: Project) -> list[str]:
    """The names of the kinds that a project lacks."""
    return [name for name, cell in matrix[project.code].items() if cell.state is State.MISSING]
