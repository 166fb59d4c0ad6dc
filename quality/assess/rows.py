"""Clocks that a date in each row starts: rows are counted set-based, each distinct start date is given its last day
once.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from gongkai.calendar import Limit, UncoveredYear
from gongkai.contract import Contract
from gongkai.engine import engine, name, parquet
from gongkai.home import Home
from gongkai.journal.releases import Part, Release
from gongkai.registers import Deadline
from quality.assess.model import Timeliness, Timing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Pair = tuple[date | None, date | None, int]


def by_rows(home: Home, contract: Contract, deadline: Deadline, newest: dict[int, Release]) -> Iterator[Timeliness]:
    """One standing for each department and period: how many of its released rows were public in time.

    A row is public on the day its own column says (`published_column`), else on the day its department was first
    released.
    """
    for period, release in sorted(newest.items()):
        folder = home.lake.standardised(contract.dataset.slug, period, "").parent
        with engine([folder]) as connection:
            for part in release.parts:
                yield _one(home, contract, deadline, period, part, _pairs(connection, home, contract, period, part))


def _pairs(connection: "DuckDBPyConnection", home: Home, contract: Contract, period: int, part: Part) -> list[Pair]:
    """(start, public, rows) for each distinct pair of dates."""
    start = name(str(contract.dataset.disclosure.starts.column))
    ends = contract.dataset.disclosure.published_column
    end = name(ends) if ends else f"DATE '{datetime.fromisoformat(part.first_released).date()}'"
    rows = home.lake.standardised(contract.dataset.slug, period, part.key)
    return connection.execute(
        f"SELECT {start} AS started, {end} AS public, count(*) FROM {parquet(rows)} GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall()


def _one(home: Home, contract: Contract, deadline: Deadline, period: int, part: Part, pairs: list[Pair]) -> Timeliness:
    limit = Limit(deadline.days, deadline.kind)
    on_time = late = unknown = 0
    uncovered = False
    for started, public, rows in pairs:
        due = _due(home, started, limit)
        if due is None or public is None:
            unknown += rows
            uncovered = uncovered or (started is not None and due is None)
        elif public > due:
            late += rows
        else:
            on_time += rows
    zh, en = _evidence(contract)
    return Timeliness(
        period=period,
        entity=part.entity,
        timing=_timing(on_time, late, uncovered),
        published=datetime.fromisoformat(part.first_released).date(),
        on_time=on_time,
        late=late,
        not_assessable=unknown,
        evidence_zh=zh,
        evidence_en=en,
    )


def _timing(on_time: int, late: int, uncovered: bool) -> Timing:
    """Where no row states both dates, no clock has started."""
    if late or on_time:
        return Timing.LATE if late else Timing.ON_TIME
    return Timing.NOT_ASSESSABLE if uncovered else Timing.NOT_STARTED


def _due(home: Home, started: date | None, limit: Limit) -> date | None:
    if started is None:
        return None
    try:
        return home.registers.calendar.add(started, limit)
    except UncoveredYear:
        return None


def _evidence(contract: Contract) -> tuple[str, str]:
    start = contract.table.by_name[str(contract.dataset.disclosure.starts.column)]
    ends = contract.dataset.disclosure.published_column
    if ends:
        end = contract.table.by_name[ends]
        return f"自“{start.title}”至“{end.title}”", f"from {start.title_en} to {end.title_en}"
    return f"自“{start.title}”至首次公开日", f"from {start.title_en} to the day of first release"
