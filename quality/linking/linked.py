"""Gives each row what stands at the other end of its links: how many rows were found, their keys, and the columns that
`links.yml` takes from them, as columns `<link>.*`, `<link>.key` and `<link>.<name>`.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.contract.links import Link, Taken
from gongkai.engine import name
from quality.context import Neighbours
from quality.linking.find import HERE, PAIRS, find, in_reach, meant, there_of
from quality.linking.folding import key_of
from quality.loading import AT, SUBMISSION, Stated

if TYPE_CHECKING:
    import duckdb

LINKED = name("linked")
#: So many keys of found rows are told in one finding.
TOLD = 3

_TAKES = {
    "sum": "sum({})",
    "least": "min({})",
    "most": "max({})",
    "each": "nullif(array_to_string(list_sort(list_distinct(list({}))), '|'), '')",
}


def link_rows(
    connection: "duckdb.DuckDBPyConnection",
    contract: Contract,
    stated: Sequence[Stated],
    others: Mapping[str, Neighbours],
) -> tuple[frozenset[str], str | None]:
    """Find and gather at once: the names of the links that could be sought, and the table of what was found."""
    sought = find(connection, contract, stated, others)
    if not sought:
        return frozenset(), None
    gather(connection, contract, sought, others)
    return frozenset(each.name for each in sought), LINKED


def gather(
    connection: "duckdb.DuckDBPyConnection",
    contract: Contract,
    sought: Sequence[Link],
    others: Mapping[str, Neighbours],
) -> None:
    """Make the table `linked` from the pairs found: by submission (`of`) and place (`at`), every row once. A link that
    was not sought for a row (`where`) is NULL there, one that found nothing has 0 rows.
    """
    parts, shown = [], []
    for number, link in enumerate(sought):
        found = _found(contract, link, others[link.to].contract)
        parts.append(f'LEFT JOIN ({found}) AS l{number} ON l{number}."of" = h.{SUBMISSION} AND l{number}."at" = h.{AT}')
        is_meant = " AND ".join([*meant(link.where, "h"), in_reach(link, others[link.to], "h")])
        count = name(f"{link.name}.*")
        shown.append(f"CASE WHEN {is_meant} THEN coalesce(l{number}.{count}, 0)::INTEGER END AS {count}")
        shown += [f"l{number}.{name(f'{link.name}.{each}')}" for each in ("key", *link.columns)]
    columns = "".join(f", {each}" for each in shown)
    connection.execute(
        f'CREATE OR REPLACE TEMP TABLE {LINKED} AS SELECT h.{SUBMISSION} AS "of", h.{AT} AS "at"{columns} '
        f"FROM {HERE} AS h {' '.join(parts)}"
    )


def _found(contract: Contract, link: Link, other: Contract) -> str:
    """By row here: count, keys and taken columns of the rows there."""
    place = contract.links.index(link)
    key = key_of(other, "t")
    shown = [f"count(*) AS {name(f'{link.name}.*')}"]
    keys = f"list_sort(list_distinct(min({key}, {TOLD})))"
    shown.append(f"array_to_string({keys}, '、') AS {name(f'{link.name}.key')}")
    shown += [f"{_taken(taken)} AS {name(f'{link.name}.{each}')}" for each, taken in link.columns.items()]
    return (
        f'SELECT p."of", p."at", {", ".join(shown)} FROM {PAIRS} AS p JOIN {there_of(link.to)} AS t '
        f'ON t.{SUBMISSION} = p."to" AND t.{AT} = p.to_at WHERE p.link = {place} GROUP BY 1, 2'
    )


def _taken(taken: Taken) -> str:
    column = f"t.{name(taken.column)}"
    return _TAKES[taken.take].replace("{}", f"{column}::VARCHAR" if taken.take == "each" else column)


def digests(connection: "duckdb.DuckDBPyConnection") -> dict[int, str]:
    """By number of a submission: a digest of what its rows are linked to, whatever their order."""
    row = 'hash(*COLUMNS(* EXCLUDE ("of")))'
    query = f'SELECT "of", sum(row::HUGEINT)::VARCHAR FROM (SELECT "of", {row} AS row FROM {LINKED}) GROUP BY 1'
    return dict(connection.execute(query).fetchall())
