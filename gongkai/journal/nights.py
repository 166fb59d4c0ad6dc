"""The book of nights (历史): what was counted of each dataset, written down only on a night that changed it.

A figure holds until the next line about the same dataset, so that a quiet night needs none. Lines are only ever added;
reading them belongs to `gongkai.journal.history`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from gongkai.journal.tables import night_departments, nights

BATCH = 500


@dataclass(frozen=True)
class Counts:
    """What is counted of a dataset: findings by severity, outcomes of checks, standings against the time limit,
    released rows, rows set aside, submissions delivered and held, releases so far.
    """

    errors: int = 0
    warnings: int = 0
    notes: int = 0
    passed: int = 0
    failed: int = 0
    warned: int = 0
    broken: int = 0
    not_applicable: int = 0
    on_time: int = 0
    late: int = 0
    due: int = 0
    overdue: int = 0
    not_started: int = 0
    not_assessable: int = 0
    rows: int = 0
    set_aside: int = 0
    delivered: int = 0
    held: int = 0
    versions: int = 0


#: (errors, warnings) by department.
ByDepartment = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Night:
    """What stood of a dataset as of a moment (ISO 8601, in the city's zone)."""

    dataset: str
    at: str
    counts: Counts

    @classmethod
    def of(cls, row: Any) -> "Night":
        """The night that a row of the table states."""
        counts = {name: value for name, value in row._mapping.items() if name not in ("id", "dataset", "at")}
        return cls(row.dataset, row.at, Counts(**counts))


class Nights:
    """The counts of every dataset, night by night."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, at: str, counted: Mapping[str, tuple[Counts, ByDepartment]]) -> int:
        """Append, in one transaction, what differs from the last line of its dataset; returns how many lines."""
        with self._engine.begin() as connection:
            last, stood = _last(connection, counted), _last_departments(connection, counted)
            new = [
                {"dataset": dataset, "at": at, **asdict(counts)}
                for dataset, (counts, _) in counted.items()
                if last.get(dataset, Counts()) != counts
            ]
            parts = [
                {"dataset": dataset, "department": department, "at": at, "errors": pair[0], "warnings": pair[1]}
                for dataset, (_, by_department) in counted.items()
                for department, pair in _with_gone(by_department, stood.get(dataset, {})).items()
                if stood.get(dataset, {}).get(department, (0, 0)) != pair
            ]
            if new:
                connection.execute(insert(nights), new)
            if parts:
                connection.execute(insert(night_departments), parts)
        return len(new)


def batches(names: Iterable[str]) -> Iterator[list[str]]:
    """So many names at a time as one query may name."""
    every = list(names)
    yield from (every[start : start + BATCH] for start in range(0, len(every), BATCH))


def _last(connection: Connection, datasets: Iterable[str]) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    for some in batches(datasets):
        newest = select(func.max(nights.c.id)).where(nights.c.dataset.in_(some)).group_by(nights.c.dataset)
        rows = connection.execute(select(nights).where(nights.c.id.in_(newest)))
        found |= {row.dataset: Night.of(row).counts for row in rows}
    return found


def _last_departments(connection: Connection, datasets: Iterable[str]) -> dict[str, dict[str, tuple[int, int]]]:
    part = night_departments.c
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for some in batches(datasets):
        newest = select(func.max(part.id)).where(part.dataset.in_(some)).group_by(part.dataset, part.department)
        for row in connection.execute(select(night_departments).where(part.id.in_(newest))):
            found.setdefault(row.dataset, {})[row.department] = (row.errors, row.warnings)
    return found


def _with_gone(now: ByDepartment, before: ByDepartment) -> dict[str, tuple[int, int]]:
    """A department that is no longer spoken of has no findings."""
    return {**dict.fromkeys(before, (0, 0)), **now}
