"""The lines of the dashboard: one dataset, one department, and how they stand, in words.

Which datasets and departments there are, and how bad each stands, belongs to `publish.portal.quality_board`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TypeVar

from gongkai.measure import CheckCounts, Filled, Measure, Severe, Standing, State
from publish.portal.summary import Summary
from publish.portal.wording import Word

Model = TypeVar("Model", Severe, CheckCounts)
#: How a dataset stands, worst first; those of `ATTENTION` need somebody.
STANDINGS = {
    "broken": Word("✕", "运行中断", "run broke off", "bad"),
    "overdue": Word("✕", "逾期未公开", "overdue", "bad"),
    "failed": Word("✕", "检查未通过", "checks failed", "bad"),
    "held": Word("▲", "有报送暂缓公开", "submissions held back", "warn"),
    "late": Word("▲", "迟公开", "published late", "warn"),
    "warned": Word("●", "有提示", "warnings", "calm"),
    "sound": Word("✓", "正常", "sound", "good"),
    "empty": Word("–", "没有报送", "nothing delivered", "calm"),
}
#: How a submission stands.
STATES = {
    State.RELEASED: Word("✓", "已公开", "released", "good"),
    State.KEPT: Word("▲", "新报送暂缓，公开的仍是以前的", "held back, older content public", "warn"),
    State.HELD: Word("▲", "暂缓公开", "held back", "warn"),
    State.MISSING: Word("○", "没有收到", "not delivered", "calm"),
}


@dataclass(frozen=True)
class Row:
    """One dataset; `standing` names an entry of `STANDINGS`."""

    summary: Summary
    measure: Measure
    standing: str

    @cached_property
    def checks(self) -> CheckCounts:
        """The outcomes of all families."""
        return added(CheckCounts, self.measure.checks.values())

    @cached_property
    def findings(self) -> Severe:
        """The findings of all departments."""
        return added(Severe, self.measure.findings.values())

    @cached_property
    def states(self) -> Counter[str]:
        """How many submissions stand how."""
        return Counter(one.state for one in self.measure.standings)

    @cached_property
    def timings(self) -> Counter[str | None]:
        """How many departments and periods stand how against the time limit."""
        return Counter(one.timing for one in self.measure.standings)

    @property
    def delivered(self) -> int:
        """Submissions that were handed in."""
        return len(self.measure.standings) - self.states[State.MISSING]

    @property
    def held(self) -> int:
        """Submissions that the public does not see."""
        return self.states[State.HELD] + self.states[State.KEPT]

    @cached_property
    def rows(self) -> int:
        """Released rows."""
        return sum(one.rows for one in self.measure.standings)

    @cached_property
    def set_aside(self) -> int:
        """Rows of the last deliveries that could not be interpreted."""
        return sum(one.set_aside for one in self.measure.standings)

    @property
    def newest(self) -> Filled | None:
        """The newest released period."""
        return self.measure.filled.get(max(self.measure.filled, default=0))

    @property
    def cells(self) -> int:
        """The cells of the newest released period."""
        return self.newest.rows * len(self.newest.columns) if self.newest else 0

    @property
    def filled(self) -> int:
        """Those of them that are filled."""
        return sum(self.newest.columns.values()) if self.newest else 0


@dataclass
class Department:
    """One department of the register: its standings by dataset, newest period first, and its findings."""

    page: str
    name: str
    findings: Severe = field(default_factory=Severe)
    standings: dict[str, list[Standing]] = field(default_factory=dict)

    @cached_property
    def every(self) -> list[Standing]:
        """Its standings in all datasets."""
        return [one for some in self.standings.values() for one in some]

    @cached_property
    def states(self) -> Counter[str]:
        """How many of its submissions stand how."""
        return Counter(one.state for one in self.every)

    @cached_property
    def timings(self) -> Counter[str | None]:
        """How many of them stand how against their time limit."""
        return Counter(one.timing for one in self.every)

    @property
    def rows(self) -> int:
        """Released rows."""
        return sum(one.rows for one in self.every)

    @property
    def released_datasets(self) -> int:
        """Datasets of which rows of it are public."""
        return sum(any(one.released for one in some) for some in self.standings.values())

    @property
    def held(self) -> int:
        """Submissions that the public does not see."""
        return self.states[State.HELD] + self.states[State.KEPT]


def added(model: type[Model], parts: Iterable[Model]) -> Model:
    """The counts of all parts together."""
    listed: Sequence[Model] = list(parts)
    return model(
        **{name: sum(getattr(part, name) for part in listed) for name in (each.name for each in fields(model))}
    )
