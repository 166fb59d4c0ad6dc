"""The measure (计量) of one dataset: how it stands after a night, in counts. What the data-quality dashboard shows and
its history are made of it.

Here belongs its shape. Counting belongs to `quality.assess`, what pages say of it to `publish.portal`. It holds no text
and no figure of a submission, so that it tells nothing of what is held back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Self

#: The measure of what belongs to no dataset: files that could not be read, tables that nobody claims.
NO_DATASET = ""


class State(StrEnum):
    """How one department's statement stands: released as it was delivered last; `kept`: what was released before stays
    up, something newer is held back; `held`: nothing is public; `missing`: nothing was delivered.
    """

    RELEASED = "released"
    KEPT = "kept"
    HELD = "held"
    MISSING = "missing"


@dataclass(frozen=True)
class Standing:
    """One department and period. `rows` are public, `set_aside` is counted in what was delivered last.

    `state` is a `State`, `timing` a `quality.assess.Timing`, None for what nobody must publish; of a clock that each
    row starts, `on_time_rows` and `late_rows` count rows. Moments are ISO 8601.
    """

    period: int
    entity: str
    state: str
    rows: int = 0
    set_aside: int = 0
    released: str | None = None
    first_released: str | None = None
    timing: str | None = None
    due: str | None = None
    published: str | None = None
    on_time_rows: int = 0
    late_rows: int = 0


@dataclass(frozen=True)
class Severe:
    """Findings by severity."""

    errors: int = 0
    warnings: int = 0
    notes: int = 0


@dataclass(frozen=True)
class CheckCounts:
    """Outcomes of the checks of one family, one for each check and submission. `failed` are of severity error, which
    holds a submission back, `warned` failed with a lower one; `broken` ones could not be carried out.
    """

    passed: int = 0
    failed: int = 0
    warned: int = 0
    broken: int = 0
    not_applicable: int = 0


@dataclass(frozen=True)
class Filled:
    """How many cells of each column are filled in the released rows of one period; `content` names the release."""

    content: str
    rows: int
    columns: dict[str, int]


@dataclass(frozen=True)
class Measure:
    """One dataset. `findings` by department (code; "" where none is known), `checks` by family (the letters before the
    number of a rule), `filled` by period; `versions` counts all releases, `released_at` is the time of the last.
    """

    dataset: str
    standings: tuple[Standing, ...] = ()
    findings: dict[str, Severe] = field(default_factory=dict)
    checks: dict[str, CheckCounts] = field(default_factory=dict)
    filled: dict[int, Filled] = field(default_factory=dict)
    versions: int = 0
    released_at: str | None = None

    def told(self) -> dict[str, Any]:
        """As plain JSON, without what is as by default: a city has thousands of them."""
        return {
            **_told(self),
            "standings": [_told(one) for one in self.standings],
            "findings": {department: _told(severe) for department, severe in self.findings.items()},
            "checks": {family: _told(counts) for family, counts in self.checks.items()},
            "filled": {str(period): _told(filled) for period, filled in self.filled.items()},
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """The measure that `told` gave. A dataclass, not a validating model: it is the platform's own, read by the
        thousand.
        """
        return cls(
            dataset=told["dataset"],
            standings=tuple(Standing(**one) for one in told["standings"]),
            findings={department: Severe(**severe) for department, severe in told["findings"].items()},
            checks={family: CheckCounts(**counts) for family, counts in told["checks"].items()},
            filled={int(period): Filled(**filled) for period, filled in told["filled"].items()},
            versions=told.get("versions", 0),
            released_at=told.get("released_at"),
        )


def _told(part: Any) -> dict[str, Any]:
    values = ((each.name, getattr(part, each.name), each.default) for each in fields(part))
    return {name: value for name, value, default in values if value != default}
