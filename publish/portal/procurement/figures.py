"""What was bought in each year (合同公告): totals, and the same by buyer, supplier, method and month. Amounts are sums
of the released rows in 元, so that they can be added up again from the download.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from publish.portal.procurement.deals import SINGLE_SOURCE
from publish.portal.released import Reader, Row

#: So many buyers, and as many suppliers, of a year are listed, those with the largest amounts first.
LISTED = 30
#: So many contracts of a year are listed, the largest first.
LARGEST = 20
#: Who supplies the most: the share of so many suppliers is told.
TOP = 5
SUMS = "count(*) AS number, coalesce(sum(amount), 0) AS amount"
SINGLE = f"FILTER (how = '{SINGLE_SOURCE}')"
SINGLES = f"count(*) {SINGLE} AS single, coalesce(sum(amount) {SINGLE}, 0) AS single_amount"


class Sum(NamedTuple):
    """Contracts with one thing in common, called `key`; `single` are those from a single source (单一来源)."""

    key: str
    told: str
    number: int
    amount: Decimal
    single: int
    single_amount: Decimal


class Deal(NamedTuple):
    """One contract."""

    number: str
    title: str
    purchase: str
    buyer: str
    buyer_told: str
    supplier: str
    supplier_told: str
    how: str
    amount: Decimal
    signed_on: str | None
    published_on: str | None
    late: int | None


@dataclass(frozen=True)
class Ranked:
    """Parties of a year, those with the largest amounts first; `all` counts them, `rest` is the sum of the others."""

    listed: tuple[Sum, ...]
    all: int
    rest: Sum | None


@dataclass(frozen=True)
class Year:
    """The contracts of a year; `supplements` are those that add to another (补充合同), and are counted among them."""

    year: int
    whole: Sum
    supplements: int
    buyers: Ranked
    suppliers: Ranked
    methods: tuple[Sum, ...]
    months: tuple[Sum, ...]

    @property
    def top(self) -> Decimal:
        """What the largest suppliers get."""
        return sum((each.amount for each in self.suppliers.listed[:TOP]), Decimal(0))


def years(asked: Reader) -> Mapping[int, Year]:
    """Every year with contracts, newest first."""
    totals = asked.ask(
        f"SELECT fiscal_year AS year, {SUMS}, {SINGLES}, count(*) FILTER (coalesce(change_of, '') <> '') AS more "
        "FROM deals GROUP BY ALL ORDER BY year DESC"
    )
    buyers, suppliers = (_by(asked, side, f"arg_max({side}_told, signed_on)") for side in ("buyer", "supplier"))
    methods, months = _by(asked, "how", "how"), _by(asked, "strftime(signed_on, '%Y-%m')", "''")
    return {
        total["year"]: Year(
            year=total["year"],
            whole=_sum({**total, "key": "", "told": ""}),
            supplements=total["more"],
            buyers=_ranked(buyers[total["year"]]),
            suppliers=_ranked(suppliers[total["year"]]),
            methods=tuple(methods[total["year"]]),
            months=tuple(sorted(months[total["year"]], key=lambda each: each.key)),
        )
        for total in totals
    }


def _by(asked: Reader, key: str, told: str) -> dict[int, list[Sum]]:
    """By year the sums of each key, the largest first."""
    rows = asked.ask(
        f"SELECT fiscal_year AS year, coalesce({key}, '') AS key, coalesce({told}, '') AS told, {SUMS}, {SINGLES} "
        "FROM deals GROUP BY year, 2 ORDER BY year, amount DESC, key"
    )
    found: dict[int, list[Sum]] = {}
    for row in rows:
        found.setdefault(row["year"], []).append(_sum(row))
    return found


def _sum(row: Row) -> Sum:
    return Sum(**{field: row[field] for field in Sum._fields})


def _ranked(every: list[Sum]) -> Ranked:
    listed, others = every[:LISTED], every[LISTED:]
    return Ranked(tuple(listed), len(every), added(others) if others else None)


def added(sums: Iterable[Sum]) -> Sum:
    """All of them in one."""
    every = list(sums)
    return Sum(
        "",
        "",
        sum(each.number for each in every),
        sum((each.amount for each in every), Decimal(0)),
        sum(each.single for each in every),
        sum((each.single_amount for each in every), Decimal(0)),
    )
