"""What the book of nights says over time: trends, what changed on a day, how things stood at the end of each month.

A figure holds until the next line about the same dataset. It is the database that gathers: a city of thousands of
datasets has millions of lines after some years, and none of these questions reads them one by one.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine, Select, Subquery, func, literal, select

from gongkai.journal.nights import Night, batches
from gongkai.journal.tables import NIGHT_COUNTS, night_departments, nights

#: So much of a moment (ISO 8601) is its day, and its month.
DAY, MONTH = 10, 7
REACH = timedelta(days=60)


class History:
    """The book of nights, read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def last_id(self, year: int | None = None) -> int:
        """The number of the newest line, of a year if one is given; 0 where there is none."""
        query = select(func.max(nights.c.id)).where(*(_year(year) if year is not None else ()))
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() or 0

    def span(self) -> tuple[str, str] | None:
        """The first and the last moment of which there is a line."""
        with self._engine.connect() as connection:
            first, last = (connection.execute(select(of(nights.c.at))).scalar() for of in (func.min, func.max))
        return (first, last) if first and last else None

    def trend(self, names: Sequence[str], step: int) -> list[tuple[str, dict[str, int]]]:
        """These counts of the city at the end of every step (`DAY` or `MONTH`) in which something changed."""
        steps = _moved(nights, (nights.c.dataset,), names, step)
        sums = [func.sum(steps.c[name]) for name in names]
        query = select(steps.c.step, *sums).group_by(steps.c.step).order_by(steps.c.step)
        totals = dict.fromkeys(names, 0)
        found = []
        with self._engine.connect() as connection:
            for when, *moved in connection.execute(query):
                totals = {name: totals[name] + int(number) for name, number in zip(names, moved, strict=True)}
                found.append((str(when), totals))
        return found

    def department_trends(self, step: int) -> dict[str, list[tuple[str, int, int]]]:
        """Department -> (step, errors, warnings) at the end of every step in which they changed."""
        steps = _moved(
            night_departments,
            (night_departments.c.dataset, night_departments.c.department),
            ["errors", "warnings"],
            step,
        )
        query = (
            select(steps.c.department, steps.c.step, func.sum(steps.c.errors), func.sum(steps.c.warnings))
            .group_by(steps.c.department, steps.c.step)
            .order_by(steps.c.department, steps.c.step)
        )
        found: dict[str, list[tuple[str, int, int]]] = {}
        with self._engine.connect() as connection:
            for department, when, errors, warnings in connection.execute(query):
                known = found.setdefault(department, [])
                _, had_errors, had_warnings = known[-1] if known else ("", 0, 0)
                known.append((when, had_errors + int(errors), had_warnings + int(warnings)))
        return found

    def changed_days(self, limit: int) -> list[tuple[str, int]]:
        """The newest days on which something changed, and in how many datasets; none longer before the last of them
        than `REACH`.
        """
        span = self.span()
        if span is None:
            return []
        day, since = func.substr(nights.c.at, 1, DAY), date.fromisoformat(span[1][:DAY]) - REACH
        counted = select(day, func.count(nights.c.dataset.distinct())).where(nights.c.at >= since.isoformat())
        with self._engine.connect() as connection:
            return [
                (row[0], row[1]) for row in connection.execute(counted.group_by(day).order_by(day.desc()).limit(limit))
            ]

    def changes(self, day: str) -> list[tuple[Night | None, Night]]:
        """What stood before a day and what stood after it, of each dataset that changed on it."""
        morrow = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
        after = select(func.max(nights.c.id)).where(nights.c.at >= day, nights.c.at < morrow).group_by(nights.c.dataset)
        with self._engine.connect() as connection:
            new = {row.dataset: Night.of(row) for row in connection.execute(_rows(after))}
            old: dict[str, Night] = {}
            for some in batches(new):
                before = select(func.max(nights.c.id)).where(nights.c.dataset.in_(some), nights.c.at < day)
                old |= {r.dataset: Night.of(r) for r in connection.execute(_rows(before.group_by(nights.c.dataset)))}
        return [(old.get(dataset), night) for dataset, night in sorted(new.items())]

    def of(self, dataset: str, limit: int) -> list[Night]:
        """The newest lines of one dataset, newest first."""
        query = select(nights).where(nights.c.dataset == dataset).order_by(nights.c.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return [Night.of(row) for row in connection.execute(query)]

    def months(self, year: int) -> list[tuple[Any, ...]]:
        """The last line of each dataset in every month of a year in which it has one, in order: month, dataset, moment,
        counts.
        """
        month = func.substr(nights.c.at, 1, MONTH)
        last = select(func.max(nights.c.id)).where(*_year(year)).group_by(nights.c.dataset, month)
        told = select(month, nights.c.dataset, nights.c.at, *(nights.c[name] for name in NIGHT_COUNTS))
        with self._engine.connect() as connection:
            lines = connection.execute(told.where(nights.c.id.in_(last)).order_by(nights.c.at, nights.c.dataset))
            return [tuple(line) for line in lines]


def _year(year: int) -> tuple[Any, Any]:
    return nights.c.at >= f"{year:04}", nights.c.at < f"{year + 1:04}"


def _rows(ids: Select[Any]) -> Select[Any]:
    return select(nights).where(nights.c.id.in_(ids))


def _moved(table: Any, who: tuple[Any, ...], names: Sequence[str], step: int) -> Subquery:
    """By how much each count has moved from one step to the next; who has no line in a step has not moved in it."""
    when = func.substr(table.c.at, 1, step).label("step")
    newest = select(*who, when, func.max(table.c.id).label("id")).group_by(*who, when).subquery()
    of = [newest.c[each.name] for each in who]
    moved = [
        (table.c[name] - func.lag(table.c[name], 1, literal(0)).over(partition_by=of, order_by=newest.c.step)).label(
            name
        )
        for name in names
    ]
    return select(*of, newest.c.step, *moved).join(newest, newest.c.id == table.c.id).subquery()
