"""Each project once, as its newest year says, under its present code."""

from datetime import date
from decimal import Decimal

from publish.portal.context import Context
from publish.portal.projects.register import Project, projects, register
from publish.portal.projects.times import SHOWN, Step, schedule, steps
from tests.support.released import Released
from tests.unit.publish.portal.projects.conftest import BRIDGE, COMPLETION, MILESTONES, REGISTER, SCHOOL, project


def told(city: Released) -> list[Project]:
    with register(Context(city.home)) as asked:
        return projects(asked)


def test_the_newest_year_counts(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL, total_invest="90.00"), project(BRIDGE)], period=2025)
    city.release(REGISTER, "103", [project(SCHOOL, total_invest="95.00")])
    assert [(each.told, each.year, each.total) for each in told(city)] == [
        (SCHOOL, 2026, Decimal("95.00")),
        (BRIDGE, 2025, Decimal("100.00")),
    ]


def test_what_the_newest_year_leaves_blank_of_industry_and_dates_comes_from_before(city: Released) -> None:
    before = project(SCHOOL, industry="教育", actual_start="2025-06-01", ytd_invest="5.00")
    city.release(REGISTER, "103", [before], period=2025)
    city.release(REGISTER, "103", [project(SCHOOL, planned_end=None)])
    [found] = told(city)
    assert (found.industry, found.started, found.planned_end) == ("教育", date(2025, 6, 1), date(2027, 12, 31))
    assert found.this_year is None


def test_a_project_with_a_new_code_is_still_one(city: Released) -> None:
    old = "2019-999900-48-01-068707"
    city.release(REGISTER, "103", [project(old)], period=2025)
    city.release(REGISTER, "103", [project(SCHOOL, old_project_code=f" {old} ")])
    city.release(
        MILESTONES, "103", [{"project_code": old, "milestone": "开工", "actual_on": "2025-07-01"}], period=2025
    )
    [found] = told(city)
    assert (found.told, found.year, found.started) == (SCHOOL, 2026, date(2025, 7, 1))


def test_blanks_in_a_code_make_no_other_project(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL.replace("-", " - "))], period=2025)
    city.release(REGISTER, "103", [project(SCHOOL.lower())])
    assert [each.code for each in told(city)] == [SCHOOL]


def test_two_departments_that_list_a_project_list_it_once(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL)])
    city.release(REGISTER, "112", [project(SCHOOL)])
    assert [each.department for each in told(city)] == ["103"]


def test_start_and_completion_come_from_milestones_and_acceptance_where_the_register_is_silent(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL), project(BRIDGE, actual_start="2026-02-02")])
    rows = [{"project_code": code, "milestone": "开工建设", "actual_on": "2026-03-03"} for code in (SCHOOL, BRIDGE)]
    city.release(MILESTONES, "103", rows)
    city.release(COMPLETION, "103", [{"project_code": BRIDGE, "accepted_on": "2026-05-05"}])
    found = {each.code: (each.started, each.finished) for each in told(city)}
    assert found == {SCHOOL: (date(2026, 3, 3), None), BRIDGE: (date(2026, 2, 2), date(2026, 5, 5))}


def test_a_milestone_is_late_only_after_its_last_day(city: Released) -> None:
    days = ("2026-03-31", "2026-04-01", None)
    rows = [
        {"project_code": f"P{n}", "milestone": "开工", "planned_to": "2026-03-31", "actual_on": day}
        for n, day in enumerate(days)
    ]
    city.release(MILESTONES, "103", rows)
    with register(Context(city.home)) as asked:
        assert steps(asked) == [Step("start", planned=3, done=2, late=1)]


def test_the_timeline_has_the_largest_of_the_newest_year_by_start(city: Released) -> None:
    rows = [project(f"P-{n:03}", total_invest=f"{n}.00", planned_start=f"{2000 + n}-01-01") for n in range(SHOWN + 5)]
    city.release(REGISTER, "103", rows)
    city.release(REGISTER, "103", [project(BRIDGE, total_invest="9999.00")], period=2025)
    found = schedule(told(city))
    assert len(found) == SHOWN
    assert [each.code for each in found] == sorted(each.code for each in found)
    assert found[0].code == "P-005"


def test_a_project_without_planned_time_is_not_drawn(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL, planned_end=None)])
    assert schedule(told(city)) == []
