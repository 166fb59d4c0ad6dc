"""`checks.yml`: the checks of a dataset. A kind of check is here when a code of the rule list uses it; its meaning
stands in `quality/rules`.
"""

from typing import Annotated, Literal

from pydantic import Field as Key

from gongkai.contract.across import Agrees, LargeChange, Magnitude, NoCopy, RequiredTables, Share
from gongkai.contract.base import Declaration
from gongkai.contract.chain import (
    ClassOfCode,
    InOrder,
    Linked,
    NoRepeat,
    Placeholder,
    SameParty,
    SplitPurchase,
    SumNotAbove,
    WordsAmount,
)
from gongkai.contract.checked import CheckBase, Former, Severity, Where
from gongkai.contract.dated import DateOrder, DaysApart, SameYear, WithinDays
from gongkai.contract.structure import (
    ChangeWords,
    CodeOfFund,
    CodeShape,
    EmptyExplained,
    GivenWhen,
    OfWhich,
    ParentsKnown,
    Product,
    Ratio,
    RegionKnown,
    Sign,
    StatedYears,
    ValuesPresent,
)


class UniqueKey(CheckBase):
    """The primary key occurs once (STR-013)."""

    kind: Literal["unique_key"]


class ColumnSum(CheckBase):
    """A column equals the sum of others on every row, less those of `minus` (SUM-009, LIM-002)."""

    kind: Literal["column_sum"]
    total: str
    parts: tuple[str, ...] = Key(min_length=1)
    minus: tuple[str, ...] = ()


class HierarchySum(CheckBase):
    """A code's amount equals the sum of its printed children (SUM-001)."""

    kind: Literal["hierarchy_sum"]
    code_column: str
    amounts: tuple[str, ...] = Key(min_length=1)


class ListSum(CheckBase):
    """A subject's amount equals the sum of the subjects whose parent it is in the code list (SUM-005 to SUM-008)."""

    kind: Literal["list_sum"]
    code_column: str
    amount: str
    of: tuple[str, ...] = Key(min_length=1)


class Balance(CheckBase):
    """Two subjects have the same amount, 收入总计 and 支出总计; `apart` are the key columns that tell them.

    BAL-001, BAL-002.
    """

    kind: Literal["balance"]
    code_column: str
    amount: str
    left: str
    right: str
    apart: tuple[str, ...] = ()


class TotalRow(CheckBase):
    """The printed total row equals the sum of the rows (SUM-002, SUM-003).

    `labels` are the printed totals that are meant (without it all but 小计 and 其中); `rows` says which rows are added
    up: those that have one of the texts in each of these columns, an empty text meaning a blank.
    """

    kind: Literal["total_row"]
    amounts: tuple[str, ...] = Key(min_length=1)
    level: int | None = None
    labels: tuple[str, ...] = ()
    rows: dict[str, tuple[str, ...]] = Key(default={})


class CodeKnown(CheckBase):
    """Codes stand in their code list of the year or edition (COD-002, COD-010); those of a `former` one are a note."""

    kind: Literal["code_known"]
    column: str
    former: Former | None = None


class NameMatches(CheckBase):
    """The printed name is the list's name or a known alias of that year (COD-003)."""

    kind: Literal["name_matches"]
    code_column: str
    name_column: str


class CodeDepth(CheckBase):
    """The hierarchy is printed down to a level wherever an amount stands (STR-003, STR-004), in rows that have one of
    the texts in each column of `where`; codes of `flat`, and those below them, know no further levels (预备费).
    """

    kind: Literal["code_depth"]
    code_column: str
    level: int
    amounts: tuple[str, ...] = Key(min_length=1)
    where: dict[str, tuple[str, ...]] = Key(default={})
    flat: tuple[str, ...] = ()


class Uscc(CheckBase):
    """统一社会信用代码 has the right length, characters and check character (COD-008)."""

    kind: Literal["uscc"]
    columns: tuple[str, ...] = Key(min_length=1)


class ProjectCode(CheckBase):
    """投资项目统一代码 has a known shape, month and check digit (COD-009)."""

    kind: Literal["project_code"]
    column: str


class OrganisationKnown(CheckBase):
    """The organisation stands in the city's register (PRC-010)."""

    kind: Literal["organisation_known"]
    column: str


class Positive(CheckBase):
    """An amount is above zero (PRC-008), in rows that have one of the texts in each column of `where`."""

    kind: Literal["positive"]
    column: str
    where: Where = Key(default={})


class NotAbove(CheckBase):
    """One amount does not exceed another on the same row by more than `slack_pct` percent (LIM-015, PRC-003, PRC-004),
    in rows that have one of the texts in each column of `where`; what the columns of `less` state is taken off the
    limit first (LIM-018).
    """

    kind: Literal["not_above"]
    column: str
    limit: str
    less: tuple[str, ...] = ()
    slack_pct: float = Key(default=0, ge=0)
    where: Where = Key(default={})


class NoPersonalData(CheckBase):
    """No identity number, bank card or private phone in columns that may not hold one (SEC-001)."""

    kind: Literal["no_personal_data"]
    columns: tuple[str, ...] = Key(min_length=1)


Check = Annotated[
    UniqueKey
    | ColumnSum
    | HierarchySum
    | ListSum
    | Balance
    | TotalRow
    | CodeKnown
    | NameMatches
    | CodeDepth
    | Uscc
    | ProjectCode
    | OrganisationKnown
    | DateOrder
    | SameYear
    | WithinDays
    | Positive
    | NotAbove
    | NoPersonalData
    | EmptyExplained
    | StatedYears
    | GivenWhen
    | ValuesPresent
    | ParentsKnown
    | CodeOfFund
    | CodeShape
    | RegionKnown
    | OfWhich
    | Sign
    | Ratio
    | Product
    | ChangeWords
    | Agrees
    | Share
    | LargeChange
    | Magnitude
    | RequiredTables
    | NoCopy
    | DaysApart
    | Linked
    | SumNotAbove
    | SameParty
    | Placeholder
    | SplitPurchase
    | NoRepeat
    | InOrder
    | ClassOfCode
    | WordsAmount,
    Key(discriminator="kind"),
]


class Checks(Declaration):
    """All checks; `schema_severity` says how severe a broken constraint of the Table Schema is."""

    schema_severity: Severity
    checks: tuple[Check, ...]
