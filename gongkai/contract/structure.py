"""Checks of budget tables as tables: what must be there, how codes and signs fit, what is recomputed.

A kind of check is here when a code of the rule list uses it; its meaning stands in `quality/rules`.
"""

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from gongkai.contract.checked import CheckBase


class EmptyExplained(CheckBase):
    """A table without figures carries the sentence that explains it, one with figures does not (STR-002)."""

    kind: Literal["empty_explained"]


class StatedYears(CheckBase):
    """Title, sheet, file name and header state the same year; the year before may stand beside it (STR-006)."""

    kind: Literal["stated_years"]


class GivenWhen(CheckBase):
    """Columns have a value wherever another column has one of some texts (STR-005)."""

    kind: Literal["given_when"]
    columns: tuple[str, ...] = Key(min_length=1)
    when: dict[str, tuple[str, ...]] = Key(min_length=1)


class ValuesPresent(CheckBase):
    """Some row has each of these texts in the column (STR-010)."""

    kind: Literal["values_present"]
    column: str
    values: tuple[str, ...] = Key(min_length=1)


class ParentsKnown(CheckBase):
    """Every parent of a printed code is printed, or stands in the code list (COD-004)."""

    kind: Literal["parents_known"]
    code_column: str


class CodeOfFund(CheckBase):
    """A code stands in a table of the fund that the code list gives it (COD-005)."""

    kind: Literal["code_of_fund"]
    code_column: str
    fund_column: str


class CodeShape(CheckBase):
    """A code has the shape of its classification (COD-001, COD-006), in rows that have one of the texts in each column
    of `where`.
    """

    kind: Literal["code_shape"]
    column: str
    pattern: str
    where: dict[str, tuple[str, ...]] = Key(default={})


class RegionKnown(CheckBase):
    """A region code is valid in the year of the table (COD-007)."""

    kind: Literal["region_known"]
    column: str


class OfWhich(CheckBase):
    """An of-which row does not exceed the row it is a part of, and all of them together do not (SUM-004)."""

    kind: Literal["of_which"]
    amounts: tuple[str, ...] = Key(min_length=1)


class Sign(CheckBase):
    """Amounts are negative only on some lines (SUM-017)."""

    kind: Literal["sign"]
    code_column: str
    amounts: tuple[str, ...] = Key(min_length=1)
    negative: tuple[str, ...] = ()


class Ratio(CheckBase):
    """A printed percentage is that of two amounts, within 0.1 percentage point (SUM-014).

    `top` is a column of the row, the amount below either another (`bottom`) or that of the row with the same key but
    for the columns of `of`: {stage: adjusted}. Where it is zero no percentage may be printed.
    """

    kind: Literal["ratio"]
    column: str
    top: str
    bottom: str | None = None
    of: dict[str, str] = Key(default={})

    @model_validator(mode="after")
    def one_way(self) -> "Ratio":
        """Either `bottom` or `of`."""
        if bool(self.bottom) == bool(self.of):
            raise ValueError("give either bottom (a column) or of (what tells the other row)")
        return self


class Product(CheckBase):
    """An amount is the product of others on its row (LIM-004, LIM-014); `scale` multiplies it, 0.01 for a rate in %."""

    kind: Literal["product"]
    total: str
    factors: tuple[str, ...] = Key(min_length=2)
    scale: float = 1
    slack_pct: float = Key(default=0, ge=0)


class ChangeWords(CheckBase):
    """增加, 减少 and 持平 agree with the amounts, and a reason follows unless nothing changed (BAL-018)."""

    kind: Literal["change_words"]
    column: str
    amount: str
    before: str
    reason: str
