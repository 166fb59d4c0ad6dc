"""Stage 7: published in time or late, with the evidence; no mark without it."""

from datetime import date, datetime
from pathlib import Path

import pytest

from quality.assess.model import Timeliness, Timing
from tests.support.sheets import budget, contract, contracts, project, projects
from tests.support.town import BUDGET, CONTRACTS, NIGHT, PROJECTS, Town

DUE_DAY = datetime.fromisoformat("2026-03-03T02:00:00+08:00")


def standing(town: Town, dataset: str, entity: str) -> Timeliness:
    from pipelines.stages.assess import assess

    found = assess(town.home, NIGHT)[dataset].timeliness
    return next(one for one in found if (one.period, one.entity) == (2026, entity))


def event(town: Town, line: str) -> None:
    with (town.root / "events.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    town.reopen()


def test_published_within_twenty_days_of_the_reply(town: Town) -> None:
    town.put("101/2026年部门预算.xlsx", budget())
    town.publish()
    found = standing(town, BUDGET, "101")
    assert (found.timing, found.due, found.published) == (Timing.ON_TIME, date(2026, 3, 16), date(2026, 3, 13))
    assert "示财预〔2026〕11号" in found.evidence_zh
    assert {each.rule for each in town.findings if each.department == "101"} <= {"COD-UNVERIFIED"}


def test_published_after_the_limit(town: Town) -> None:
    town.put("110/2026年部门预算.xlsx", budget(department="110"))
    town.publish()
    found = standing(town, BUDGET, "110")
    assert (found.timing, found.due, found.published) == (Timing.LATE, date(2026, 3, 3), date(2026, 3, 13))
    said = town.only("TIM-T-BUD-DEP")  # by the template TIM-LATE
    assert (said.department, said.severity.value, "2026-03-03" in said.message_zh) == ("110", "warning", True)


def test_lateness_is_of_the_first_release_and_a_correction_does_not_add_to_it(town: Town) -> None:
    town.put("101/2026年部门预算.xlsx", budget())
    town.publish()
    late = datetime.fromisoformat("2026-05-01T02:00:00+08:00")
    town.put("101/2026年部门预算.xlsx", budget(unit="万元"))
    town.refresh(late)
    town.sign(late)
    town.refresh(late)
    assert len(town.home.journal.releases.published()[BUDGET, 2026]) == 2
    assert standing(town, BUDGET, "101").timing is Timing.ON_TIME


def test_not_published_and_the_limit_still_runs(town: Town) -> None:
    town.refresh(NIGHT)
    found = standing(town, BUDGET, "101")
    assert (found.timing, found.due, found.published) == (Timing.DUE, date(2026, 3, 16), None)


@pytest.mark.parametrize(("day", "overdue"), [("2026-03-16", False), ("2026-03-17", True)])
def test_the_last_day_itself_is_in_time(town: Town, day: str, overdue: bool) -> None:
    town.refresh(datetime.fromisoformat(f"{day}T23:00:00+08:00"))
    said = [each for each in town.told("TIM-OVERDUE") if each.department == "101"]
    assert bool(said) is overdue


def test_the_day_is_the_city_s_and_not_that_of_another_zone(town: Town) -> None:
    town.refresh(datetime.fromisoformat("2026-03-16T17:00:00+00:00"))
    assert "101" in {each.department for each in town.told("TIM-OVERDUE")}


def test_no_event_starts_no_clock(town: Town) -> None:
    town.put("108/2026年部门预算.xlsx", budget(department="108"))
    town.refresh(NIGHT)
    found = standing(town, BUDGET, "108")
    assert (found.timing, found.due) == (Timing.NOT_STARTED, None)
    assert [each for each in town.findings if each.department == "108" and each.rule.startswith("TIM")] == []


def test_a_year_without_a_calendar_is_not_assessed(town: Town) -> None:
    event(town, "财政批复,108,2026,2031-02-25,示财预〔2031〕1号,批复")
    town.refresh(NIGHT)
    assert standing(town, BUDGET, "108").timing is Timing.NOT_ASSESSABLE
    assert "working_days.csv" in town.only("TIM-CALENDAR").next_step_en


def test_contracts_are_counted_row_by_row(town: Town) -> None:
    rows = [contract("HT-1"), contract("HT-2", 公告日期="2026-03-12"), contract("HT-3", 公告日期="")]
    town.put("112/合同公告_2026.csv", contracts(*rows))
    town.publish()
    found = standing(town, CONTRACTS, "112")
    assert (found.timing, found.on_time, found.late, found.not_assessable) == (Timing.LATE, 1, 1, 1)
    assert "2 个工作日" in town.only("TIM-T-PROC-CON").message_zh  # by the template TIM-LATE-ROWS
    assert (town.only("TIM-T-PROC-CON").count, town.only("TIM-T-PROC-CON").department) == (1, "112")


def test_blank_dates_start_no_clock(town: Town) -> None:
    town.put("112/合同公告_2026.csv", contracts(contract("HT-1", 公告日期="")))
    town.publish()
    assert standing(town, CONTRACTS, "112").timing is Timing.NOT_STARTED
    assert town.told("TIM-CALENDAR") == []


def test_dates_of_a_year_without_a_calendar_are_not_assessed(town: Town) -> None:
    town.put("112/合同公告_2026.csv", contracts(contract("HT-1", 签订日期="2031-03-02", 公告日期="2031-03-03")))
    town.publish()
    assert standing(town, CONTRACTS, "112").timing is Timing.NOT_ASSESSABLE
    assert town.only("TIM-CALENDAR").department == "112"


def test_projects_count_from_their_approval_to_their_first_release(town: Town) -> None:
    rows = [project(1), project(2, 批复日期="2026-03-02")]
    town.put("103/项目库2026.xlsx", projects(*rows))
    town.publish()
    found = standing(town, PROJECTS, "103")
    assert (found.on_time, found.late) == (1, 1)
    assert town.only("TIM-T-PRJ-GEN").count == 1


def test_an_assessment_that_says_the_same_is_not_written_again(town: Town) -> None:
    town.put("101/2026年部门预算.xlsx", budget())
    town.publish()
    path: Path = town.home.lake.assessed("budget-department-expenditure")
    before = path.stat().st_mtime_ns
    town.refresh(NIGHT)
    assert path.stat().st_mtime_ns == before
