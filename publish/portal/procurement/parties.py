"""What the page of a buyer (采购人) or supplier (供应商) says: its contracts, with whom, by which methods; awards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from publish.portal.context import Context
from publish.portal.procurement.clock import Clock, clock_of, clocked
from publish.portal.procurement.deals import CONTRACTS, NAMED
from publish.portal.procurement.figures import SINGLES, SUMS, Deal, Sum
from publish.portal.released import Reader, Row

Side = Literal["buyer", "supplier"]
OTHER: Mapping[Side, Side] = {"buyer": "supplier", "supplier": "buyer"}
#: So many contracts of a party are listed, the newest first, and so many parties it deals with, the largest first.
CONTRACTS_LISTED = 200
PARTNERS_LISTED = 50
#: Awards whose amounts may be added up: totals in yuan, not prices of a piece, rates or other currencies.
TOTALLED = (
    "coalesce(price_basis, '总价') = '总价' AND (coalesce(currency, '人民币') LIKE '%人民币%' "
    "OR upper(currency) IN ('CNY', 'RMB', '元'))"
)


class Wins(NamedTuple):
    """Awards of a party: how many, and the sum of those that may be added up (`totalled`)."""

    number: int
    totalled: int
    amount: Decimal


@dataclass(frozen=True)
class Party:
    """A party with a page; `names` are all its names, the newest first, `years` and the others sums by that."""

    side: Side
    key: str
    whole: Sum
    names: tuple[str, ...]
    years: tuple[Sum, ...]
    methods: tuple[Sum, ...]
    partners: tuple[Sum, ...]
    partners_all: int
    contracts: tuple[Deal, ...]
    wins: Wins | None

    @property
    def name(self) -> str:
        """What it is called now."""
        return self.names[0] if self.names else self.key

    @property
    def code(self) -> str:
        """Its credit code, '' where none is stated."""
        return "" if self.key.startswith(NAMED) else self.key

    @property
    def single(self) -> int:
        """How many of its contracts are from a single source."""
        return self.whole.single


def parties(context: Context, asked: Reader, side: Side, most: int) -> list[Party]:
    """The parties with the largest amounts of all years, so many at most."""
    asked.ask("DROP TABLE IF EXISTS chosen")
    asked.ask(
        f"CREATE TEMP TABLE chosen AS SELECT {side} AS party, {SUMS}, {SINGLES} FROM deals WHERE {side} <> '' "
        f"GROUP BY party ORDER BY amount DESC, party LIMIT {int(most)}"
    )
    by_year, by_method = _sums(asked, side, "fiscal_year::VARCHAR", "''"), _sums(asked, side, "how", "''")
    other = OTHER[side]
    by_partner = _sums(asked, side, other, f"arg_max({other}_told, signed_on)")
    names, wins, contracts = _names(asked, side), _wins(asked, side), _contracts(context, asked, side)
    return [
        Party(
            side=side,
            key=row["key"],
            whole=_sum(row),
            names=names[row["key"]],
            years=tuple(sorted(by_year[row["key"]], key=lambda each: each.key, reverse=True)),
            methods=tuple(by_method[row["key"]]),
            partners=tuple(by_partner[row["key"]][:PARTNERS_LISTED]),
            partners_all=len(by_partner[row["key"]]),
            contracts=tuple(contracts[row["key"]]),
            wins=wins.get(row["key"]),
        )
        for row in asked.ask("SELECT party AS key, '' AS told, * FROM chosen ORDER BY amount DESC, party")
    ]


def _sum(row: Row) -> Sum:
    return Sum(**{field: row[field] for field in Sum._fields})


def _sums(asked: Reader, side: Side, key: str, told: str) -> dict[str, list[Sum]]:
    found: dict[str, list[Sum]] = {}
    rows = asked.ask(
        f"SELECT {side} AS party, {key} AS key, coalesce({told}, '') AS told, {SUMS}, {SINGLES} FROM deals "
        f"WHERE {side} IN (SELECT party FROM chosen) GROUP BY party, 2 ORDER BY party, amount DESC, key"
    )
    for row in rows:
        found.setdefault(row["party"], []).append(_sum(row))
    return found


def _names(asked: Reader, side: Side) -> dict[str, tuple[str, ...]]:
    rows = asked.ask(
        f"SELECT {side} AS party, {side}_told AS told FROM deals WHERE {side} IN (SELECT party FROM chosen) "
        f"AND {side}_told <> '' GROUP BY ALL ORDER BY party, max(signed_on) DESC NULLS LAST, told"
    )
    found: dict[str, tuple[str, ...]] = {row["party"]: () for row in asked.ask("SELECT party FROM chosen")}
    for row in rows:
        found[row["party"]] = (*found[row["party"]], row["told"])
    return found


def _wins(asked: Reader, side: Side) -> dict[str, Wins]:
    rows = asked.ask(
        f"SELECT {side} AS party, count(*) AS number, count(award_amount) FILTER ({TOTALLED}) AS totalled, "
        f"coalesce(sum(award_amount) FILTER ({TOTALLED}), 0) AS amount FROM wins "
        f"WHERE {side} IN (SELECT party FROM chosen) AND coalesce(supplier_told, '') <> '' GROUP BY party"
    )
    return {row["party"]: Wins(row["number"], row["totalled"], row["amount"]) for row in rows}


def _contracts(context: Context, asked: Reader, side: Side) -> dict[str, list[Deal]]:
    rows = asked.ask(
        f"SELECT * FROM deals WHERE {side} IN (SELECT party FROM chosen) "
        f"QUALIFY row_number() OVER (PARTITION BY {side} ORDER BY signed_on DESC NULLS LAST, contract_no, amount) "
        f"<= {CONTRACTS_LISTED} ORDER BY {side}, signed_on DESC NULLS LAST, contract_no, amount"
    )
    found: dict[str, list[Deal]] = {}
    for party, deal in zip((row[side] for row in rows), as_deals(context, rows), strict=True):
        found.setdefault(party, []).append(deal)
    return found


def as_deals(context: Context, rows: list[Row]) -> Iterator[Deal]:
    """Rows of the relation `deals` as contracts, each with the days by which its notice came late."""
    clock = _clock(context) if rows else None
    for row in rows:
        signed, published = row["signed_on"], row["published_on"]
        yield Deal(
            row["contract_no"] or "",
            row["contract_name"] or row["project_name"] or "",
            row["purchase"],
            row["buyer"],
            row["buyer_told"],
            row["supplier"],
            row["supplier_told"],
            row["how"],
            row["amount"],
            signed and signed.isoformat(),
            published and published.isoformat(),
            clock.late(signed, published) if clock else None,
        )


def _clock(context: Context) -> Clock | None:
    contract = next((each for each in clocked(context) if each.id == CONTRACTS), None)
    return clock_of(context, contract) if contract else None
