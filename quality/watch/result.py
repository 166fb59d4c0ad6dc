"""The result of a dataset's expectations as it is kept, shown and compared with the one before."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from gongkai.verdict import Status
from quality.engines.expectations import Outcome
from quality.watch.drift import Measure


class Watch(BaseModel):
    """One expectation. `observed` and the range are of a measure; `new` are categories that were never released.
    `since` is the moment of the run in which the status became what it is.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    type: str
    columns: tuple[str, ...]
    parameters: dict[str, Any]
    status: Status
    checked: int
    failed: int
    reason: str
    since: str
    kind: str | None = None
    period: int | None = None
    observed: float | None = None
    low: float | None = None
    high: float | None = None
    new: tuple[str, ...] = ()

    @property
    def name(self) -> tuple[object, ...]:
        """What stays the same from run to run."""
        return self.code, self.type, self.columns, self.kind, self.period


class Compared(BaseModel):
    """A period and what it was compared with: departments that both have, earlier releases as `2025 v2`."""

    model_config = ConfigDict(frozen=True)

    period: int
    rows: int
    departments: int
    releases: tuple[str, ...] = ()


class Watched(BaseModel):
    """The last result of a dataset. Of `rows`, `looked_at` stood in the frame: if fewer, a sample by hash of the
    key.
    """

    model_config = ConfigDict(frozen=True)

    dataset: str
    at: str
    rows: int
    looked_at: int
    periods: tuple[Compared, ...]
    expectations: tuple[Watch, ...]

    def count(self, status: str) -> int:
        """How many expectations have the status."""
        return sum(each.status == status for each in self.expectations)


def watched(outcomes: Iterable[tuple[Outcome, Measure | None]], before: Watched | None, at: str) -> tuple[Watch, ...]:
    """The outcomes, each with its measure, and since when it stands as it does."""
    known = {each.name: each for each in before.expectations} if before else {}
    made = [_watch(outcome, measure, at) for outcome, measure in outcomes]
    return tuple(_dated(each, known) for each in made)


def _dated(now: Watch, known: Mapping[tuple[object, ...], Watch]) -> Watch:
    last = known.get(now.name)
    return now.model_copy(update={"since": last.since}) if last and last.status is now.status else now


def _watch(outcome: Outcome, measure: Measure | None, at: str) -> Watch:
    asked = outcome.expectation
    common = {
        "code": asked.code,
        "type": asked.type,
        "parameters": asked.parameters,
        **outcome.model_dump(include={"status", "checked", "failed", "reason"}),
        "since": at,
    }
    if measure is None:
        return Watch(columns=asked.columns, **common)
    own = measure.model_dump(include={"kind", "period", "observed", "low", "high"})
    new = tuple(sorted(set(measure.values) - set(measure.known)))
    return Watch(columns=(measure.column,) if measure.column else (), new=new, **own, **common)
