"""The book of nights: only what a night changed is written down, and what stood at any time can be told from it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, inspect, select

from gongkai.journal import Journal
from gongkai.journal.history import DAY, MONTH
from gongkai.journal.nights import Counts
from gongkai.journal.tables import metadata, night_departments, nights

SCHOOLS, ROADS = "budget/schools", "projects/roads"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A new journal."""
    opened = Journal(tmp_path / "journal.sqlite")
    yield opened
    opened.close()


def at(day: str) -> str:
    return f"{day}T02:00:00+08:00"


def night(journal: Journal, day: str, **errors: int) -> int:
    """Record a night on which department 101 has these errors in each dataset."""
    named = {"schools": SCHOOLS, "roads": ROADS}
    return journal.nights.record(
        at(day), {named[name]: (Counts(errors=number), {"101": (number, 0)}) for name, number in errors.items()}
    )


def lines(journal: Journal) -> tuple[int, ...]:
    with journal.engine.connect() as connection:
        counts = (connection.execute(select(func.count()).select_from(table)) for table in (nights, night_departments))
        return tuple(count.scalar_one() for count in counts)


def test_a_night_that_changes_nothing_writes_nothing(journal: Journal) -> None:
    assert night(journal, "2026-03-13", schools=3, roads=1) == 2
    assert night(journal, "2026-03-14", schools=3, roads=1) == 0
    assert lines(journal) == (2, 2)


def test_a_night_that_changes_one_dataset_writes_one_line(journal: Journal) -> None:
    night(journal, "2026-03-13", schools=3, roads=1)
    assert night(journal, "2026-03-14", schools=3, roads=2) == 1
    assert lines(journal) == (3, 3)


def test_a_night_that_is_run_again_is_not_written_twice(journal: Journal) -> None:
    night(journal, "2026-03-13", schools=3)
    night(journal, "2026-03-13", schools=3)
    assert lines(journal) == (1, 1)


def test_a_dataset_of_which_there_is_nothing_to_count_has_no_line(journal: Journal) -> None:
    assert journal.nights.record(at("2026-03-13"), {SCHOOLS: (Counts(), {})}) == 0


def test_figures_hold_until_the_next_line_of_their_dataset(journal: Journal) -> None:
    night(journal, "2026-01-05", schools=3, roads=1)
    night(journal, "2026-01-20", schools=5)
    night(journal, "2026-03-01", roads=4)
    told = [(when, counts["errors"]) for when, counts in journal.history.trend(["errors"], MONTH)]
    assert told == [("2026-01", 6), ("2026-03", 9)]
    by_day = [(when, counts["errors"]) for when, counts in journal.history.trend(["errors"], DAY)]
    assert by_day == [("2026-01-05", 4), ("2026-01-20", 6), ("2026-03-01", 9)]


def test_the_trend_of_a_department_adds_up_its_datasets_and_ends_with_its_last_finding(journal: Journal) -> None:
    night(journal, "2026-01-05", schools=3, roads=1)
    journal.nights.record(at("2026-02-01"), {SCHOOLS: (Counts(), {})})
    assert journal.history.department_trends(MONTH) == {"101": [("2026-01", 4, 0), ("2026-02", 1, 0)]}


def test_what_a_day_changed_is_told_against_what_stood_before(journal: Journal) -> None:
    night(journal, "2026-01-05", schools=3)
    night(journal, "2026-01-06", schools=5, roads=1)
    told = [
        (old.counts.errors if old else None, new.counts.errors) for old, new in journal.history.changes("2026-01-06")
    ]
    assert told == [(3, 5), (None, 1)]
    assert journal.history.changed_days(5) == [("2026-01-06", 2), ("2026-01-05", 1)]


def test_a_year_is_told_by_the_last_line_of_each_month(journal: Journal) -> None:
    for day, errors in (("2025-12-31", 1), ("2026-01-05", 2), ("2026-01-20", 3), ("2026-02-01", 4)):
        night(journal, day, schools=errors)
    told = [(month, dataset, at[:DAY], errors) for month, dataset, at, errors, *_ in journal.history.months(2026)]
    assert told == [("2026-01", SCHOOLS, "2026-01-20", 3), ("2026-02", SCHOOLS, "2026-02-01", 4)]
    assert journal.history.span() == (at("2025-12-31"), at("2026-02-01"))
    assert journal.history.last_id(2025) < journal.history.last_id(2026) == journal.history.last_id()


def test_more_datasets_than_one_query_may_name(journal: Journal) -> None:
    told = {f"budget/{number}": (Counts(errors=1), {"101": (1, 0)}) for number in range(1200)}
    assert journal.nights.record(at("2026-01-05"), told) == 1200
    assert journal.nights.record(at("2026-01-06"), told) == 0


def test_a_journal_from_before_the_book_gets_it_on_opening(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(
        engine, tables=[table for table in metadata.sorted_tables if not table.name.startswith("night")]
    )
    engine.dispose()
    opened = Journal(path)
    assert {"nights", "night_departments"} <= set(inspect(opened.engine).get_table_names())
    assert night(opened, "2026-03-13", schools=1) == 1
    opened.close()
