"""Checks of purchases and projects: what a row goes back to, sums over a purchase, signs of a purchase that is split,
counted twice or not stated at all.

A kind of check is here when a code of the rule list uses it; its meaning stands in `quality/rules`. Columns may be
those of a link, `award.amount`.
"""

from typing import Literal

from pydantic import Field as Key

from gongkai.contract.base import Declaration
from gongkai.contract.checked import CheckBase, Where


class Over(Declaration):
    """Only rows whose amount in `column` is at least a threshold of the city, in 元."""

    column: str
    threshold: str


class Linked(CheckBase):
    """A row has what it goes back to by the link of this name (PRC-002, PRC-009, PRC-010, PRC-015). Where
    `or_link` finds something, that will do.
    """

    kind: Literal["linked"]
    link: str
    or_link: str | None = None
    where: Where = Key(default={})
    over: Over | None = None


class SumNotAbove(CheckBase):
    """The amounts of all rows with the same `by` together do not exceed a limit (PRC-004, PRC-005, PRC-017).
    `of_limit_pct` is the part of the limit that is meant, 10 for a tenth.
    """

    kind: Literal["sum_not_above"]
    column: str
    limit: str
    by: tuple[str, ...] = Key(min_length=1)
    where: Where = Key(default={})
    of_limit_pct: float = Key(default=100, gt=0)


class SameParty(CheckBase):
    """The party of a row is one of those it goes back to: by credit code where both have one, else by name
    (PRC-009).
    """

    kind: Literal["same_party"]
    code_column: str
    name_column: str
    codes: str
    names: str


class Placeholder(CheckBase):
    """A cell says something: no text that fills the place of one, no amount such as 1 (PRC-008)."""

    kind: Literal["placeholder"]
    column: str
    texts: tuple[str, ...] = ()
    figures: tuple[float, ...] = ()
    where: Where = Key(default={})


class SplitPurchase(CheckBase):
    """Purchases with the same `by` within `days` days that are each under a threshold of the city and together above
    it (PRC-013).
    """

    kind: Literal["split_purchase"]
    by: tuple[str, ...] = Key(min_length=1)
    date: str
    amount: str
    days: int = Key(gt=0)
    threshold: str
    where: Where = Key(default={})


class NoRepeat(CheckBase):
    """Rows with different keys do not state the same in all of these columns (PRC-016)."""

    kind: Literal["no_repeat"]
    columns: tuple[str, ...] = Key(min_length=2)


class InOrder(CheckBase):
    """The dates of the steps of one thing follow each other in the order of the steps (LIM-016)."""

    kind: Literal["in_order"]
    by: tuple[str, ...] = Key(min_length=1)
    step: str
    date: str
    order: tuple[str, ...] = Key(min_length=2)


class ClassOfCode(CheckBase):
    """The first letter of a code is that of the class beside it (COD-011)."""

    kind: Literal["class_of_code"]
    column: str
    class_column: str
    classes: dict[str, tuple[str, ...]] = Key(min_length=1)


class WordsAmount(CheckBase):
    """An amount in words equals the one in figures (SUM-016)."""

    kind: Literal["words_amount"]
    column: str
    amount: str
