"""(q) The data-quality dashboard of a city with very many datasets and three years of nightly history.

Measures and history are entered in the journal as the nights would have left them: each dataset changed on every
twentieth night. What is measured is a night's line-writing, and making every file of the dashboard.
"""

from datetime import datetime, timedelta
from pathlib import Path

from bench.bulk import Say
from bench.measure import Figure, measure
from bench.site import COUNT, many_datasets
from gongkai.home import Home
from gongkai.journal.nights import Counts
from gongkai.journal.work import Entry
from gongkai.measure import CheckCounts, Measure, Severe, Standing, State

NIGHTS, EVERY, BODIES = 1095, 20, 14
FIRST = datetime.fromisoformat("2023-12-01T02:00:00+08:00")
GOAL_NIGHT, GOAL_BOARD, GOAL_BYTES = 1, 3, 150


def history(folder: Path, runs: int, say: Say) -> list[Figure]:
    """Time the night after three years, and the dashboard then; the best of the runs."""
    root = folder / "history"
    say(f"{NIGHTS:,} nights of {COUNT:,} datasets")
    home = many_datasets(root)
    lines = sum(home.journal.nights.record(moment(night), changed(home, night)) for night in range(NIGHTS))
    home.journal.work.keep(
        Entry(f"measure:{one.dataset}", "measure", "bench", one.told())
        for one in (_measure(dataset, number) for number, dataset in enumerate(home.contracts))
    )
    home.close()
    say("the night after them, and the dashboard")
    nights = [measure("record_night", root / "home", root / "datasets", NIGHTS + run) for run in range(runs)]
    boards = [measure("dashboard", root / "home", root / "datasets") for _ in range(runs)]
    last = min(boards, key=lambda each: each.seconds)
    kept = f"{lines:,} lines of history"
    files = f"{last.facts['files']:,} files, {last.peak:.0f} MB of memory; {kept}"
    return [
        Figure("q: history of a night", min(each.seconds for each in nights), GOAL_NIGHT, "s", kept),
        Figure(f"q: dashboard of {COUNT:,} datasets", last.seconds, GOAL_BOARD, "s", files),
        Figure("q: largest page, compressed", last.facts["largest"] / 1000, GOAL_BYTES, "KB", last.facts["page"]),
    ]


def moment(night: int) -> str:
    """The moment of a night, counted from the first."""
    return (FIRST + timedelta(days=night)).isoformat()


def changed(home: Home, night: int) -> dict[str, tuple[Counts, dict[str, tuple[int, int]]]]:
    """What is counted of the datasets that a night changes."""
    return {
        dataset: (Counts(errors=night % 9, warnings=number % 5, rows=night), {_body(number): (night % 9, number % 5)})
        for number, dataset in enumerate(home.contracts)
        if number % EVERY == night % EVERY
    }


def _measure(dataset: str, number: int) -> Measure:
    """Three years of four departments, with every kind of trouble somewhere."""
    standings = tuple(
        Standing(
            period=year,
            entity=_body(number + part),
            state=State.HELD if (number + part) % 5 == 0 else State.RELEASED,
            rows=200,
            set_aside=number % 3,
            timing="late" if number % 4 == 0 else "on_time",
            due=f"{year}-03-01",
            published=f"{year}-03-02",
        )
        for year in (2026, 2025, 2024)
        for part in range(4)
    )
    checks = {
        family: CheckCounts(passed=40, failed=int((number + place) % 9 == 0), warned=int((number + place) % 5 == 0))
        for place, family in enumerate(("STR", "COD", "SUM", "BAL", "LIM", "SCH", "SEC"))
    }
    findings = {_body(number): Severe(errors=number % 3, warnings=2, notes=5)}
    return Measure(dataset=dataset, standings=standings, checks=checks, findings=findings, versions=3)


def _body(number: int) -> str:
    return str(101 + number % BODIES)
