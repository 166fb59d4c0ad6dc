"""The two forms of a rule: tests on each row, counted together in one pass, and a judgement on whole tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from quality.context import TableContext

#: At most so many places of one check are listed for a submission; the last listed one counts for the rest.
LISTED = 50

Origin = Sequence[str | None]
NOWHERE: Origin = (None, None, None)


@dataclass(frozen=True)
class Addend:
    """A part of a sum that does not hold: its name and amount (None: blank), and where it stands. `place` is the words
    for one that stands in another table.
    """

    label: str
    amount: Decimal | None
    column: str = ""
    row: int | None = None
    origin: Origin = NOWHERE
    of_which: bool = False
    code: str = ""
    minus: bool = False
    place: str | None = None


@dataclass(frozen=True)
class Failure:
    """One place that fails, in the submission of this number. `said` fills the sentence of the finding.

    `origin` is what the row says of its source: address of the amount, short id of the file, sheet; None what is not
    known.
    `parts` is what it should add up to, give or take `tolerance`, if that is the fault.
    """

    submission: int
    column: str
    row: int | None
    value: object
    said: Mapping[str, object]
    origin: Origin = NOWHERE
    parts: tuple[Addend, ...] = ()
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True)
class Remark:
    """Something worth saying that is no failure, under its own finding code."""

    code: str
    count: int
    said: Mapping[str, object]


@dataclass(frozen=True)
class Judged:
    """What one check says of one submission. `failures` are the first places in file order; `reason` says why nothing
    was checked.
    """

    checked: int
    failed: int = 0
    failures: tuple[Failure, ...] = ()
    remarks: tuple[Remark, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class RowTest:
    """A test on each row, in SQL; what is NULL neither applies nor fails.

    `column` is the one whose cell is blamed, `said` maps a name in the sentence to SQL, `facts` to a value that is the
    same on every row. `rounded` holds where a difference is within the tolerance of rounding (an SQL amount). `parts`
    are the columns that add up to it, with whether they are taken off.
    """

    column: str
    applies: str
    fails: str
    said: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    joins: tuple[str, ...] = ()
    rounded: str = "false"
    parts: tuple[tuple[str, bool], ...] = ()
    tolerance: str = "0"


@dataclass(frozen=True)
class RowRule:
    """All row tests of one check; what is remarked of a submission; why nothing of it is tested (`reason`: of any)."""

    tests: tuple[RowTest, ...]
    remarks: Mapping[int, tuple[Remark, ...]] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Tally:
    """What a rule over whole tables counted in one submission: comparisons, those that fail, those off by rounding."""

    checked: int = 0
    failed: int = 0
    rounded: int = 0


def judged_of(
    context: TableContext, code: str, tallies: Mapping[int, Tally], failures: Iterable[Failure], why: RowRule
) -> list[Judged]:
    """What a rule says of every submission, in their order; `why` has the remarks, and the reasons of those without
    anything to compare.
    """
    places: dict[int, list[Failure]] = defaultdict(list)
    for failure in failures:
        places[failure.submission].append(failure)
    return [
        _judged(code, tallies.get(number, Tally()), places[number], why, number)
        for number in range(len(context.submissions))
    ]


def _judged(code: str, tally: Tally, failures: Sequence[Failure], why: RowRule, number: int) -> Judged:
    ordered = sorted(failures, key=lambda failure: failure.row or 0)[:LISTED]
    remarks = (*why.remarks.get(number, ()), *rounding_remark(code, tally.rounded))
    reason = "" if tally.checked else why.reasons.get(number, why.reason)
    return Judged(tally.checked, tally.failed, tuple(ordered), remarks, reason)


def nothing(reason: str = "", reasons: Mapping[int, str] | None = None) -> RowRule:
    """A rule without tests: why it says nothing of a submission."""
    return RowRule((), reason=reason, reasons=reasons or {})


def rounding_remark(code: str, count: int) -> tuple[Remark, ...]:
    """The note that differences within the tolerance are rounding, once per check; none when there are none."""
    return (Remark("SUM-ROUND", count, {"check": code}),) if count else ()
