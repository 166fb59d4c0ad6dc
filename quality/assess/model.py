"""The assessment of a dataset. Every statement cites its evidence; a late mark without evidence does not exist."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Timing(StrEnum):
    """How one department stands with one period of the item."""

    ON_TIME = "on_time"
    LATE = "late"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_STARTED = "not_started"
    NOT_ASSESSABLE = "not_assessable"


class Timeliness(BaseModel):
    """One department and period.

    For a clock that an event starts, `due` and `published` are dates and `evidence` names the event's document. For a
    clock that a column starts, `on_time` and `late` count rows, and `evidence` says between which dates they were
    measured.
    """

    model_config = ConfigDict(frozen=True)

    period: int
    entity: str
    timing: Timing
    due: date | None = None
    published: date | None = None
    on_time: int = 0
    late: int = 0
    not_assessable: int = 0
    evidence_zh: str = ""
    evidence_en: str = ""


class Assessment(BaseModel):
    """The item's clock, with the tag of its legal basis (K: no primary text has confirmed it yet), and every
    department's standing.
    """

    model_config = ConfigDict(frozen=True)

    dataset: str
    deadline: str
    basis: str
    tag: str
    timeliness: tuple[Timeliness, ...]

    def count(self, *timings: Timing) -> int:
        """How many departments and periods stand like this."""
        return sum(item.timing in timings for item in self.timeliness)
