"""Counting days backwards and forwards on the calendar of working days (工作日, with 调休).

Here belongs counting alone. Which step of a purchase takes how long belongs to `purchases` and `works`.
"""

from datetime import date, timedelta

from chinese_calendar import is_workday


def on_or_before(day: date) -> date:
    """The day itself if people work on it, else the last working day before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def on_or_after(day: date) -> date:
    """The day itself if people work on it, else the next working day."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def before(day: date, working_days: int) -> date:
    """So many working days earlier."""
    for _ in range(working_days):
        day = on_or_before(day - timedelta(days=1))
    return day


def after(day: date, working_days: int) -> date:
    """So many working days later."""
    for _ in range(working_days):
        day = on_or_after(day + timedelta(days=1))
    return day


def days_before(day: date, days: int) -> date:
    """A working day at least so many days earlier."""
    return on_or_before(day - timedelta(days=days))
