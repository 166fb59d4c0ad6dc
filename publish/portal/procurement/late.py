"""Notices that came after the legal limit (迟公告): how many of each kind and year, and which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongkai.contract import Contract
from gongkai.engine import literal, name
from gongkai.registers import Deadline
from publish.chains.listing import NAMES
from publish.portal.context import Context
from publish.portal.procurement.clock import clock_of, clocked, days_of, deadline_of
from publish.portal.relation import make_relation, number
from publish.portal.released import Reader, Row

#: So many late notices of a year are listed, those with most days first.
LISTED = 100


class LateNotice(NamedTuple):
    """A notice that came late; `purchase` is the number of the purchase as chains compare it."""

    dataset: str
    number: str
    title: str
    body: str
    purchase: str
    started: date
    published: date
    days: int


@dataclass(frozen=True)
class Punctuality:
    """One dataset in one year: its deadline, how many notices (rows) came in time, late, or cannot be judged."""

    dataset: str
    deadline: Deadline
    on_time: int
    late: int
    unknown: int


class Timing(NamedTuple):
    """A year: every dataset with a clock of its own, and the notices that are listed; `unlisted` are left out."""

    datasets: tuple[Punctuality, ...]
    listed: tuple[LateNotice, ...]
    unlisted: int


def timings(context: Context, asked: Reader) -> Mapping[int, Timing]:
    """By year; `asked` reads what is released."""
    counted: dict[int, list[Punctuality]] = {}
    late: dict[int, list[LateNotice]] = {}
    for contract in clocked(context):
        _make(context, asked, contract)
        for year, one in _one(context, asked, contract):
            counted.setdefault(year, []).append(one[0])
            late.setdefault(year, []).extend(one[1])
    return {year: _timing(counted[year], late[year]) for year in counted}


def _timing(counted: list[Punctuality], late: list[LateNotice]) -> Timing:
    late.sort(key=lambda each: (-each.days, each.started, each.dataset, each.number))
    return Timing(tuple(counted), tuple(late[:LISTED]), max(0, len(late) - LISTED))


def _make(context: Context, asked: Reader, contract: Contract) -> None:
    """Make the relation `notices` of one dataset."""
    starts, ends = days_of(contract) or ("", "")
    texts = [*_number(contract), *NAMES, "buyer_name", "tenderer", "entity_name", "project_no"]
    columns = {"fiscal_year": "INTEGER", **dict.fromkeys(texts, "VARCHAR"), starts: "DATE", ends: "DATE"}
    asked.ask("DROP TABLE IF EXISTS stated")
    make_relation(asked, context, "stated", contract.id, columns)
    asked.ask("DROP TABLE IF EXISTS notices")
    titles = ", ".join(name(each) for each in NAMES)
    numbers = ", ".join(f"nullif({name(each)}, '0')" for each in _number(contract))
    asked.ask(
        f"CREATE TEMP TABLE notices AS SELECT fiscal_year AS year, concat_ws(' ', {numbers}) AS number, "
        f"coalesce({titles}, '') AS title, coalesce(buyer_name, tenderer, entity_name, '') AS body, "
        f"{number('project_no')} AS purchase, {name(starts)} AS started, {name(ends)} AS published FROM stated"
    )


def _number(contract: Contract) -> list[str]:
    fields = (contract.table.by_name[each] for each in contract.table.primary_key)
    return [field.name for field in fields if not (field.derive and field.derive.context)]


def _one(
    context: Context, asked: Reader, contract: Contract
) -> Iterator[tuple[int, tuple[Punctuality, list[LateNotice]]]]:
    pairs = asked.ask("SELECT year, started, published, count(*) AS rows FROM notices GROUP BY ALL ORDER BY ALL")
    if not pairs:
        return
    clock, deadline = clock_of(context, contract), deadline_of(context, contract)
    days = [clock.late(pair["started"], pair["published"]) for pair in pairs]
    listed = _listed(asked, contract, {_pair(pair): late for pair, late in zip(pairs, days, strict=True) if late})
    for year in sorted({pair["year"] for pair in pairs}, reverse=True):
        own = [(late, pair["rows"]) for pair, late in zip(pairs, days, strict=True) if pair["year"] == year]
        counts = (
            sum(rows for late, rows in own if late == 0),
            sum(rows for late, rows in own if late),
            sum(rows for late, rows in own if late is None),
        )
        yield year, (Punctuality(contract.id, deadline, *counts), listed.get(year, []))


def _pair(row: Row) -> tuple[date, date]:
    return row["started"], row["published"]


def _listed(asked: Reader, contract: Contract, late: Mapping[tuple[date, date], int]) -> dict[int, list[LateNotice]]:
    """The notices of these pairs of days, by year."""
    if not late:
        return {}
    pairs = ", ".join(f"(DATE {literal(started)}, DATE {literal(published)})" for started, published in late)
    found: dict[int, list[LateNotice]] = {}
    rows = asked.ask(f"SELECT * FROM notices WHERE (started, published) IN ({pairs}) ORDER BY ALL")
    for row in rows:
        told = (row["number"], row["title"], row["body"], row["purchase"], *_pair(row), late[_pair(row)])
        found.setdefault(row["year"], []).append(LateNotice(contract.id, *told))
    return found
