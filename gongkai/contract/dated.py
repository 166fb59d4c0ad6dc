"""Checks of two dates, or of one and the year. Columns may be those of a link, `award.published_on`."""

from typing import Literal

from pydantic import Field as Key

from gongkai.contract.checked import CheckBase, Where


class DateOrder(CheckBase):
    """One date is not before another (COD-012), in rows that have one of the texts in each column of `where`."""

    kind: Literal["date_order"]
    earlier: str
    later: str
    where: Where = Key(default={})


class SameYear(CheckBase):
    """A date lies in the fiscal year the table declares (STR-006)."""

    kind: Literal["same_year"]
    column: str


class WithinDays(CheckBase):
    """A date follows another within the statutory limit of the named deadline (PRC-006, PRC-014), in rows that have
    one of the texts in each column of `where`.
    """

    kind: Literal["within_days"]
    start: str
    end: str
    deadline: str
    where: Where = Key(default={})


class DaysApart(CheckBase):
    """One date comes at least so many days after another as the named deadline says (PRC-001, PRC-011, PRC-012,
    PRC-014, PRC-015). Where `end` is blank, `or_end` counts.
    """

    kind: Literal["days_apart"]
    start: str
    end: str
    or_end: str | None = None
    deadline: str
    where: Where = Key(default={})
