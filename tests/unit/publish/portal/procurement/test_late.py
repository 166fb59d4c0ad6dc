"""Notices after the legal limit: two working days for a contract, counted from the day after it was signed."""

from datetime import date

import pytest

from publish.portal.context import Context
from publish.portal.procurement import late
from publish.portal.procurement.clock import clock_of
from publish.portal.procurement.deals import deals
from publish.portal.procurement.late import Timing, timings
from quality.assess.rows import by_rows
from tests.support.released import Released
from tests.unit.publish.portal.procurement.conftest import CONTRACTS, SCHOOLS, contract

THURSDAY = date(2026, 3, 5)


def told(city: Released) -> Timing:
    context = Context(city.home)
    with deals(context) as asked:
        return timings(context, asked)[2026]


@pytest.mark.parametrize(
    ("published", "days"),
    [
        (date(2026, 3, 5), 0),
        (date(2026, 3, 9), 0),  # Monday, the second working day
        (date(2026, 3, 10), 1),
        (date(2026, 3, 20), 11),
        (None, None),
    ],
)
def test_a_contract_signed_on_a_thursday_is_in_time_until_monday(
    context: Context, published: date | None, days: int | None
) -> None:
    clock = clock_of(context, context.home.contract(CONTRACTS))
    assert clock.late(THURSDAY, published) == days


def test_a_holiday_is_no_working_day(context: Context) -> None:
    clock = clock_of(context, context.home.contract(CONTRACTS))
    assert clock.late(date(2026, 9, 30), date(2026, 10, 9)) == 0
    assert clock.late(date(2026, 9, 30), date(2026, 10, 10)) == 1


def test_without_a_calendar_of_the_year_nobody_is_called_late(context: Context) -> None:
    clock = clock_of(context, context.home.contract(CONTRACTS))
    assert clock.late(date(2050, 3, 3), date(2050, 12, 31)) is None


def test_each_notice_is_in_time_late_or_not_known(city: Released) -> None:
    rows = [
        contract("按时", "1.00", published_on="2026-03-09"),
        contract("迟一天", "1.00", published_on="2026-03-10"),
        contract("迟十一天", "1.00", published_on="2026-03-20"),
        contract("没有日期", "1.00", published_on=None),
    ]
    city.release(CONTRACTS, "112", rows)
    found = told(city)
    [counted] = [each for each in found.datasets if each.dataset == CONTRACTS]
    assert (counted.on_time, counted.late, counted.unknown) == (1, 2, 1)
    assert counted.deadline.code == "T-PROC-CON"
    assert [(each.number, each.days, each.body, each.purchase) for each in found.listed] == [
        ("迟十一天", 11, SCHOOLS, "CG-迟十一天"),
        ("迟一天", 1, SCHOOLS, "CG-迟一天"),
    ]


def test_the_latest_are_listed_and_the_others_counted(city: Released, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late, "LISTED", 1)
    city.release(CONTRACTS, "112", [contract(day, "1.00", published_on=f"2026-03-{day}") for day in ("10", "11", "12")])
    found = told(city)
    assert [each.number for each in found.listed] == ["12"]
    assert found.unlisted == 2


def test_the_assessment_measures_the_same(city: Released) -> None:
    rows = [contract(str(n), "1.00", published_on=f"2026-03-{n:02}") for n in range(6, 20)]
    city.release(CONTRACTS, "112", rows)
    home = city.home
    declared, newest = home.contract(CONTRACTS), home.journal.releases.history(CONTRACTS, 2026)[-1]
    [measured] = by_rows(home, declared, home.registers.deadlines["T-PROC-CON"], {2026: newest})
    [counted] = [each for each in told(city).datasets if each.dataset == CONTRACTS]
    assert (counted.on_time, counted.late, counted.unknown) == (
        measured.on_time,
        measured.late,
        measured.not_assessable,
    )
    assert counted.late == 10
