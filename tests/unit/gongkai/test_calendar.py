"""Statutory limits end on the day the law says."""

from datetime import date

import pytest

from gongkai.calendar import Limit, UncoveredYear, WorkingDays

CALENDAR = WorkingDays()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 5), True),
        (date(2026, 3, 7), False),  # a Saturday
        (date(2025, 10, 1), False),  # National Day
        (date(2025, 9, 28), True),  # a Sunday worked to make up for it
    ],
)
def test_rest_days_and_make_up_days(day: date, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        (date(2025, 2, 10), Limit(20, "d"), date(2025, 3, 3)),  # 2 March is a Sunday
        (date(2025, 2, 11), Limit(20, "d"), date(2025, 3, 3)),
        (date(2025, 2, 12), Limit(20, "d"), date(2025, 3, 4)),
        (date(2025, 9, 26), Limit(2, "wd"), date(2025, 9, 29)),  # the make-up Sunday counts
        (date(2025, 9, 30), Limit(2, "wd"), date(2025, 10, 10)),  # eight days of rest do not
        (date(2025, 3, 1), Limit(1, "wd"), date(2025, 3, 3)),
        (date(2025, 3, 3), Limit(0, "wd"), date(2025, 3, 3)),
    ],
)
def test_the_day_of_the_event_is_not_counted(start: date, limit: Limit, end: date) -> None:
    assert CALENDAR.add(start, limit) == end


def test_rolling_to_a_working_day_can_be_switched_off() -> None:
    assert WorkingDays(roll=False).add(date(2025, 2, 10), Limit(20, "d")) == date(2025, 3, 2)


def test_a_city_corrects_single_days() -> None:
    local = WorkingDays({date(2025, 3, 3): False})
    assert not local.is_working_day(date(2025, 3, 3))
    assert local.add(date(2025, 2, 10), Limit(20, "d")) == date(2025, 3, 4)


def test_a_year_that_nobody_has_announced_is_named() -> None:
    with pytest.raises(UncoveredYear, match="2099") as raised:
        CALENDAR.add(date(2098, 12, 31), Limit(1, "wd"))
    assert raised.value.year == 2099
    assert raised.value.next_zh
    assert raised.value.next_en


def test_an_entered_day_of_that_year_is_enough() -> None:
    assert WorkingDays({date(2099, 1, 2): True}).is_working_day(date(2099, 1, 2))


def test_a_limit_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="-1"):
        Limit(-1, "d")
