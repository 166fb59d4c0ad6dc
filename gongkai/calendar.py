"""Working days (工作日) and the end of a statutory time limit.

Belongs here: the calendar and the counting of one limit. Does not belong here: which limit holds for what, suspended
intervals, and any clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import chinese_calendar

from gongkai.errors import GongkaiError

_DAY = timedelta(1)


class UncoveredYear(GongkaiError):
    """No working-day calendar for this year: the State Council's notice has not been entered."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"没有{year}年的工作日历",
            f"there is no working-day calendar for {year}",
            f"请按国务院办公厅{year}年节假日安排通知补充工作日历",
            f"enter the rest days and make-up days of {year} from the State Council's notice into the calendar file",
        )


@dataclass(frozen=True)
class Limit:
    """A time limit in calendar days (日, 'd') or working days (工作日, 'wd'); ValueError for a negative one."""

    days: int
    kind: Literal["d", "wd"]

    def __post_init__(self) -> None:
        if self.days < 0:
            raise ValueError(f"a time limit cannot have {self.days} days")


class WorkingDays:
    """The national calendar of rest days and make-up days (调休), corrected day by day by a city's own overrides."""

    def __init__(self, overrides: Mapping[date, bool] | None = None, *, roll: bool = True) -> None:
        """`overrides`: day → is it a working day; `roll`: a limit in calendar days may not end on a rest day."""
        self._overrides = dict(overrides or {})
        self._roll = roll

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that day; UncoveredYear when neither the overrides nor the calendar know it."""
        if day in self._overrides:
            return self._overrides[day]
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError as unknown:
            raise UncoveredYear(day.year) from unknown

    def add(self, start: date, limit: Limit) -> date:
        """The last day of a limit that an event on `start` sets running; the day of the event is not counted.

        A limit in calendar days that ends on a rest day ends on the next working day (civil and administrative
        practice, unconfirmed for disclosure: hence the switch).
        """
        if limit.kind == "wd":
            return self._nth_working_day(start, limit.days)
        end = start + limit.days * _DAY
        while self._roll and not self.is_working_day(end):
            end += _DAY
        return end

    def after(self, start: date, limit: Limit) -> date:
        """The first day on which a waiting period that an event on `start` sets running is over; the day of the event
        is not counted. A rest day may be it, for nothing has to be done on it.
        """
        return self._nth_working_day(start, limit.days) if limit.kind == "wd" else start + limit.days * _DAY

    def _nth_working_day(self, start: date, count: int) -> date:
        end = start
        while count:
            end += _DAY
            if self.is_working_day(end):
                count -= 1
        return end
