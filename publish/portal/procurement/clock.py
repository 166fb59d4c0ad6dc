"""The clocks of procurement notices (公告时限): from the day that starts one, as the assessment measures it, to the day
the notice says it was published.

Source: the deadline (公开时限) that each dataset names, such as T-PROC-CON, 《政府采购法实施条例》第五十条.
"""

from datetime import date
from functools import cache

from gongkai.calendar import Limit, UncoveredYear, WorkingDays
from gongkai.contract import Contract
from gongkai.registers import Deadline
from publish.portal.context import Context

DOMAIN = "procurement"


class Clock:
    """One legal limit."""

    def __init__(self, calendar: WorkingDays, deadline: Deadline) -> None:
        limit = Limit(deadline.days, deadline.kind)
        self._last = cache(lambda started: _last(calendar, started, limit))

    def late(self, started: date | None, published: date | None) -> int | None:
        """By how many days a notice came after its last day, 0 for one in time; None where a day is not known or its
        year has no calendar of working days.
        """
        last = self._last(started) if started and published else None
        return max(0, (published - last).days) if last and published else None


def _last(calendar: WorkingDays, started: date, limit: Limit) -> date | None:
    try:
        return calendar.add(started, limit)
    except UncoveredYear:
        return None


def clocked(context: Context) -> list[Contract]:
    """The procurement datasets in which one day starts a clock that another ends."""
    found = [each for each in context.home.contracts.values() if each.dataset.domain == DOMAIN and not each.derived]
    return [each for each in found if days_of(each) is not None]


def clock_of(context: Context, contract: Contract) -> Clock:
    """The clock of a dataset."""
    return Clock(context.home.registers.calendar, deadline_of(context, contract))


def deadline_of(context: Context, contract: Contract) -> Deadline:
    """The deadline that a dataset names."""
    return context.home.registers.deadlines[contract.dataset.disclosure.deadline]


def days_of(contract: Contract) -> tuple[str, str] | None:
    """The column that starts the clock of a dataset and the one that ends it; None where they are one, or none is."""
    starts, ends = contract.dataset.disclosure.starts.column, contract.dataset.disclosure.published_column
    return (starts, ends) if starts and ends and starts != ends else None
