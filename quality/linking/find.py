"""Finds the rows that the rows of a dataset go back to, way by way as `links.yml` gives them, for all rows at once.

A row is told by its submission's number and its place in the submission's file.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.contract.links import Link
from gongkai.engine import literal, name
from quality.context import Neighbours
from quality.linking.folding import folded, key_of
from quality.loading import AT, SUBMISSION, Stated, located

if TYPE_CHECKING:
    import duckdb

#: One row for each link found: number of the link, submission and place here, submission and place there, way.
PAIRS = name("pairs")
HERE = name("linking here")
PERIOD = "_period"


@dataclass(frozen=True)
class Touched:
    """What has changed since links were last found: submissions here, by number, and by dataset what came and what went
    there.
    """

    here: Collection[int]
    there: Mapping[str, tuple[Sequence[Stated], Sequence[Stated]]]


def find(
    connection: "duckdb.DuckDBPyConnection",
    contract: Contract,
    stated: Sequence[Stated],
    others: Mapping[str, Neighbours],
    touched: Touched | None = None,
) -> list[Link]:
    """Fill the table `pairs`, for all rows or those that may have been touched. Returns the links that could be sought:
    those to a dataset in which somebody states something.
    """
    sought = [link for link in contract.links if link.to in others and others[link.to].stated]
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {PAIRS} "
        '(link INTEGER, "of" INTEGER, "at" BIGINT, "to" INTEGER, to_at BIGINT, way INTEGER)'
    )
    if not sought:
        return []
    _take(connection, HERE, stated, [each for link in sought for each in _here(link)])
    for dataset in dict.fromkeys(link.to for link in sought):
        there = others[dataset]
        _take(connection, there_of(dataset), there.stated, _there(there.contract, sought))
    if touched:
        _keep(connection, contract, others, sought, touched)
    for link in sought:
        for number in range(len(link.by)):
            _seek(connection, contract, others[link.to].contract, link, number)
    return sought


def there_of(dataset: str) -> str:
    """The relation of the rows of a dataset that links go to."""
    return name(f"linking there {dataset}")


def _take(
    connection: "duckdb.DuckDBPyConnection", relation: str, stated: Sequence[Stated], columns: Iterable[str]
) -> None:
    """Rows with these columns, their submission, place and year."""
    periods = ", ".join(f"({number}, {each.submission.period})" for number, each in enumerate(stated))
    taken = ", ".join(name(each) for each in dict.fromkeys(columns))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {relation} AS SELECT {SUBMISSION}, {AT}, y.period AS {PERIOD}, {taken} "
        f"FROM ({located(stated)}) JOIN (VALUES {periods}) AS y(of, period) ON y.of = {SUBMISSION}"
    )


def _here(link: Link) -> list[str]:
    return [*link.where, *(column for way in link.by for column in (*way.match, *way.where))]


def _there(contract: Contract, links: Sequence[Link]) -> list[str]:
    """What is compared or taken at the other end, and what names a row there."""
    found: list[str] = [*contract.table.primary_key]
    for link in links:
        if link.to == contract.id:
            found += [*link.there, *(column for way in link.by for column in way.match.values())]
            found += [taken.column for taken in link.columns.values()]
    return found


def _keep(
    connection: "duckdb.DuckDBPyConnection",
    contract: Contract,
    others: Mapping[str, Neighbours],
    sought: Sequence[Link],
    touched: Touched,
) -> None:
    """Only rows of changed submissions stay, and rows that any way leads to something that came or went."""
    numbers = ", ".join(map(str, touched.here)) or "NULL"
    some = [f'SELECT {SUBMISSION} AS "of", {AT} AS "at" FROM {HERE} WHERE {SUBMISSION} IN ({numbers})']
    for dataset, (came, went) in touched.there.items():
        other = others[dataset].contract
        table = name(f"linking moved {dataset}")
        _differ(connection, table, came, went, _there(other, sought))
        for link in (each for each in sought if each.to == dataset):
            pairs = (_matched(contract, other, link, number, table) for number in range(len(link.by)))
            some += [f'SELECT here."of", here."at" {each}' for each in pairs]
    same = f'a."of" = h.{SUBMISSION} AND a."at" = h.{AT}'
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {HERE} AS SELECT h.* FROM {HERE} AS h "
        f"SEMI JOIN ({' UNION ALL '.join(some)}) AS a ON {same}"
    )


def _differ(
    connection: "duckdb.DuckDBPyConnection",
    relation: str,
    came: Sequence[Stated],
    went: Sequence[Stated],
    columns: Sequence[str],
) -> None:
    """The rows that only what came or only what went has: statements are whole, and most of their rows stay."""
    sides = [name(f"{side} {relation}") for side in ("came", "went")]
    for side, some in zip(sides, (came, went), strict=True):
        if some:
            _take(connection, side, some, columns)
    if not (came and went):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {relation} AS FROM {sides[0] if came else sides[1]}")
        return
    new, old = (f"SELECT * EXCLUDE ({SUBMISSION}, {AT}) FROM {side}" for side in sides)
    rows = f"(({new}) EXCEPT ALL ({old})) UNION ALL (({old}) EXCEPT ALL ({new}))"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {relation} AS SELECT 0 AS {SUBMISSION}, 0 AS {AT}, * FROM ({rows})"
    )


def _seek(
    connection: "duckdb.DuckDBPyConnection", contract: Contract, other: Contract, link: Link, number: int
) -> None:
    """Whatever one way finds for rows that no way before it has found."""
    way, place = link.by[number], contract.links.index(link)
    done = f"SELECT 1 FROM {PAIRS} AS p WHERE p.link = {place} AND p.of = h.{SUBMISSION} AND p.at = h.{AT}"
    matched = _matched(contract, other, link, number, there_of(other.id), [f"NOT EXISTS ({done})"])
    one = f'QUALIFY count(DISTINCT there.k{len(way.match)}) OVER (PARTITION BY here."of", here."at") = 1'
    only = f" {one}" if way.only_one else ""
    shown = f'{place}, here."of", here."at", there."of", there."at", {number}'
    connection.execute(f"INSERT INTO {PAIRS} SELECT {shown} {matched}{only}")


def _matched(
    contract: Contract, other: Contract, link: Link, number: int, relation: str, where: Sequence[str] = ()
) -> str:
    """The SQL of what one way brings together: rows here, and rows of a relation there."""
    match = link.by[number].match
    keys, other_keys = _keys(contract, match, "h"), _keys(other, match.values(), "t")
    here = _side(HERE, "h", [*meant(link.where, "h"), *meant(link.by[number].where, "h"), *where], keys)
    there = _side(relation, "t", meant(link.there, "t"), [*other_keys, key_of(other, "t")])
    same = " AND ".join(f"here.k{index} = there.k{index}" for index in range(len(match)))
    years = f"here.period - there.period BETWEEN 0 AND {link.years_back}"
    return f"FROM ({here}) AS here JOIN ({there}) AS there ON {same} AND {years}"


def _keys(contract: Contract, columns: Iterable[str], alias: str) -> list[str]:
    return [folded(contract.table.by_name[column], alias) for column in columns]


def _side(relation: str, alias: str, where: Sequence[str], keys: Sequence[str]) -> str:
    shown = ", ".join(f"{key} AS k{index}" for index, key in enumerate(keys))
    conditions = f" WHERE {' AND '.join(where)}" if where else ""
    told = f'{alias}.{SUBMISSION} AS "of", {alias}.{AT} AS "at", {alias}.{PERIOD} AS period'
    return f"SELECT {told}, {shown} FROM {relation} AS {alias}{conditions}"


def meant(where: Mapping[str, Sequence[str]], alias: str) -> list[str]:
    """The SQL of which rows a link means; an empty text means a blank."""
    return [
        f"coalesce({alias}.{name(column)}::VARCHAR, '') IN ({', '.join(map(literal, texts))})"
        for column, texts in where.items()
    ]


def in_reach(link: Link, there: Neighbours, alias: str) -> str:
    """The SQL of whether anybody states anything there in the years that count for a row."""
    stated = {each.submission.period for each in there.stated}
    years = sorted({period + back for period in stated for back in range(link.years_back + 1)})
    return f"{alias}.{PERIOD} IN ({', '.join(map(str, years))})"
