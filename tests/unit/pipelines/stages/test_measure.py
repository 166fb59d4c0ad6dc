"""Measuring the night: what is counted, that only changes are written down, and that a kill writes nothing twice."""

from datetime import datetime

import pytest
from sqlalchemy import func, select

from gongkai.journal.history import DAY
from gongkai.journal.tables import nights
from gongkai.measure import Measure, State
from pipelines.stages import measure as stage
from pipelines.stages.measure import STAGE, measure
from publish.portal import Site
from tests.support.sheets import EDUCATION, budget
from tests.support.town import BUDGET, NEXT_NIGHT, NIGHT, Town

FILE = "101/2026年部门预算.xlsx"
WRONG = (*EDUCATION[:3], ("205", "02", "02", "小学教育", 180, 60, 190))


@pytest.fixture(autouse=True)
def _without_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages come after what is tested here."""
    monkeypatch.setattr("pipelines.flow.site", lambda _: Site(0, 0, 0, 0))


def measured(town: Town, dataset: str = BUDGET) -> Measure:
    entry = town.home.journal.work.entry(f"{STAGE}:{dataset}")
    assert entry is not None
    return Measure.read(entry.result)


def lines(town: Town) -> int:
    with town.home.journal.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(nights)).scalar_one()


def last(town: Town) -> dict[str, int]:
    return town.home.journal.history.trend(["held", "rows"], DAY)[-1][1]


def test_what_is_released_is_counted_with_its_time_limit_and_its_filled_cells(town: Town) -> None:
    town.put(FILE, budget())
    town.publish()
    told = measured(town)
    (one,) = [each for each in told.standings if each.entity == "101" and each.period == 2026]
    assert (one.state, one.timing, one.due, one.published) == (State.RELEASED, "on_time", "2026-03-16", "2026-03-13")
    assert one.rows == told.filled[2026].rows == told.filled[2026].columns["func_name"] > 0
    assert "src_row" not in told.filled[2026].columns
    assert (told.versions, told.checks["SCH"].failed) == (1, 0)
    assert last(town)["rows"] == one.rows


def test_a_held_submission_is_counted_and_nothing_of_it_is_told(town: Town) -> None:
    town.put(FILE, budget(WRONG))
    town.refresh(NIGHT)
    told = measured(town)
    (one,) = [each for each in told.standings if each.entity == "101" and each.period == 2026]
    assert (one.state, one.rows, one.released) == (State.HELD, 0, None)
    assert told.findings["101"].errors > 0
    assert "小学教育" not in str(told.told())
    assert last(town) == {"held": 1, "rows": 0}


def test_a_quiet_night_writes_no_line_and_a_changed_one_a_line_for_each_dataset_it_changed(town: Town) -> None:
    town.put(FILE, budget())
    town.publish()
    before = lines(town)
    town.refresh(NEXT_NIGHT)
    assert lines(town) == before
    town.put("110/2026年部门预算.xlsx", budget(department="110"))
    town.refresh(NEXT_NIGHT)
    changed = {night.dataset for _, night in town.home.journal.history.changes("2026-03-14")}
    assert BUDGET in changed
    assert lines(town) == before + len(changed)


def test_the_same_night_played_again_gives_the_same_book(town: Town) -> None:
    town.put(FILE, budget())
    town.publish()
    before = lines(town)
    town.home.journal.work.forget(list(town.home.journal.work.keys(STAGE)))
    assert measure(town.home, NIGHT) == 0
    assert lines(town) == before


def test_a_run_that_is_killed_after_the_line_was_written_does_not_write_it_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.put(FILE, budget())
    town.refresh(NIGHT)
    town.put(FILE, budget(WRONG))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(stage, "Entry", killed)  # after the line, before the measure is kept
        with pytest.raises(KeyboardInterrupt):
            town.refresh(NEXT_NIGHT)
    written = lines(town)
    town.reopen()
    town.refresh(NEXT_NIGHT)
    assert lines(town) == written


def test_a_dataset_that_was_switched_off_counts_nothing_any_more(town: Town) -> None:
    town.put(FILE, budget(WRONG))
    town.refresh(NIGHT)
    assert last(town)["held"] == 1
    vars(town.home)["contracts"] = {name: each for name, each in town.home.contracts.items() if name != BUDGET}
    measure(town.home, NEXT_NIGHT)
    assert last(town)["held"] == 0
    assert f"{STAGE}:{BUDGET}" not in town.home.journal.work.keys(STAGE)


def test_a_fault_of_the_program_is_a_finding_and_the_others_are_measured(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.put(FILE, budget())
    town.publish()
    whole = stage.measure_of

    def broken(known: stage.Known) -> Measure:
        if known.dataset == BUDGET:
            raise ValueError("boom")
        return whole(known)

    town.home.journal.work.forget(list(town.home.journal.work.keys(STAGE)))
    monkeypatch.setattr(stage, "measure_of", broken)
    measure(town.home, datetime.fromisoformat("2026-03-15T02:00:00+08:00"))
    assert "boom" in town.only("RUN-FAILED").message_en
    assert len(town.home.journal.work.keys(STAGE)) == len(town.home.contracts)
