"""The two forms of a rule: tests on each row, counted together in one pass, and a judgement on the whole table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: At most so many places of one check are listed; the last listed one counts for the rest.
LISTED = 50


@dataclass(frozen=True)
class Failure:
    """One place that fails. `said` fills the sentence of the finding.

    Where the rows know them: `cell` is the address of the amount, `source` the short id of the file, `sheet` its sheet.
    """

    column: str
    row: int | None
    value: object
    said: Mapping[str, object]
    cell: str | None = None
    source: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Remark:
    """Something worth saying that is no failure, under its own finding code."""

    code: str
    count: int
    said: Mapping[str, object]


@dataclass(frozen=True)
class Judged:
    """The result of one check. `failures` are the first places in file order; `reason` says why nothing was checked."""

    checked: int
    failed: int = 0
    failures: tuple[Failure, ...] = ()
    remarks: tuple[Remark, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class RowTest:
    """A test on each row, in SQL; what is NULL neither applies nor fails.

    `column` is the one whose cell is blamed, `said` maps a name in the sentence to SQL, `facts` to a value that is the
    same on every row. `rounded` holds where a difference is within the tolerance of rounding.
    """

    column: str
    applies: str
    fails: str
    said: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    joins: tuple[str, ...] = ()
    rounded: str = "false"


@dataclass(frozen=True)
class RowRule:
    """All row tests of one check. Without tests it is not applicable, and `reason` says why."""

    tests: tuple[RowTest, ...]
    remarks: tuple[Remark, ...] = ()
    reason: str = ""
