"""Checks that look beyond one submission: at another table of the department, at other departments, at another year.

A kind of check is here when a code of the rule list uses it; its meaning stands in `quality/rules/across` and
`quality/rules/overtime`.
"""

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from gongkai.contract.base import Declaration
from gongkai.contract.checked import CheckBase

#: Whose table a side is: the same department's, those of all departments, those of the units below the department.
Whose = Literal["entity", "all", "units"]


class Side(Declaration):
    """One side of a comparison: the amounts of one column added up, over the rows that are meant.

    `dataset` is the check's own unless given; `where` gives for columns the texts a row must have one of; `level` the
    level of the code; `period` how many years before the table under judgement.
    """

    amount: str
    dataset: str | None = None
    where: dict[str, tuple[str, ...]] = Key(default={})
    level: int | None = None
    period: Literal[0, -1] = 0
    whose: Whose = "entity"


class Reason(Declaration):
    """Where a reason is given that excuses what is compared: a text in a column of another dataset. A reason that
    stands on the row itself leaves the row out by `where: {note: [""]}`.
    """

    column: str
    dataset: str
    where: dict[str, tuple[str, ...]] = Key(default={})


class Comparison(CheckBase):
    """`mine` is of the submission under judgement, `theirs` what it is compared with, for each value of `by` (a column
    of mine -> a column of theirs), or as a whole. Without `theirs` nothing is judged, and the reason says what lacks.
    """

    mine: Side
    theirs: Side
    by: dict[str, str] = Key(default={})
    unless: Reason | None = None


class Agrees(Comparison):
    """Two sums are equal, or one does not exceed the other (BAL-003 to BAL-017, LIM-003, LIM-006, LIM-007).

    `slack` is what they may differ by in 元, `slack_pct` in percent, beside rounding. A value of `by` that theirs does
    not have is left out, or stands for `zero` there.
    """

    kind: Literal["agrees"]
    relation: Literal["equal", "at_most", "at_least"] = "equal"
    missing: Literal["skip", "zero"] = "skip"
    slack: float = Key(default=0, ge=0)
    slack_pct: float = Key(default=0, ge=0)


class Share(Comparison):
    """One sum is within these percentages of another (LIM-005, LIM-008)."""

    kind: Literal["share"]
    min_pct: float | None = None
    max_pct: float | None = None

    @model_validator(mode="after")
    def bounded(self) -> "Share":
        """At least one bound."""
        if self.min_pct is None and self.max_pct is None:
            raise ValueError("give min_pct, max_pct or both")
        return self


class LargeChange(Comparison):
    """A change above a percentage and above an amount has its reason (LIM-009). `over` names a threshold of the city,
    in 元.
    """

    kind: Literal["large_change"]
    pct: float = Key(gt=0)
    over: str


class Magnitude(Comparison):
    """An amount is not 10, 100, 1,000 or 10,000 times that of the year before, or a part of it (LIM-010)."""

    kind: Literal["magnitude"]


class RequiredTables(CheckBase):
    """Every table of the set that the law requires is there (STR-001); the sets stand in `_shared/table_sets.csv`."""

    kind: Literal["required_tables"]
    set: str


class NoCopy(CheckBase):
    """No two departments state the same: at least `pct` percent of the rows alike (STR-014)."""

    kind: Literal["no_copy"]
    amounts: tuple[str, ...] = Key(min_length=1)
    pct: float = 98
    rows: int = Key(default=10, ge=1)
