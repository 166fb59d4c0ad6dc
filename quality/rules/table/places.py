"""Rules over several rows that say at which row a group of them fails: the counts, and the first places of each
submission.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.engine import name
from quality.context import OF, ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import LISTED, Failure, Tally


@dataclass(frozen=True)
class Groups:
    """A table of groups of rows: submission, `k0` and on, the texts of the columns `by`, `first`, the number of a row,
    `fails`, and what else fills the sentence. `meant` is the SQL of which rows belong to their group.
    """

    table: str
    by: Sequence[str]
    meant: str

    @property
    def keys(self) -> list[str]:
        """The SQL of what tells the groups, in the rows; NULL for a blank."""
        return [f"nullif({column(each)}::VARCHAR, '')" for each in self.by]

    @property
    def names(self) -> list[str]:
        """The columns of the table that have them."""
        return [f"k{index}" for index in range(len(self.by))]

    @property
    def named(self) -> str:
        """The SQL of submission and keys, for the table."""
        keys = (f"{key} AS {each}" for key, each in zip(self.keys, self.names, strict=True))
        return ", ".join((f"{OF} AS {SUBMISSION}", *keys))

    @property
    def counted(self) -> str:
        """The SQL of which rows are grouped at all; one with a blank key belongs to no group."""
        return " AND ".join((self.meant, *(f"{key} IS NOT NULL" for key in self.keys)))


def tallied(context: TableContext, table: str) -> dict[int, Tally]:
    """By submission: how many groups (rows of the table), how many of them fail."""
    query = f"SELECT {SUBMISSION}, count(*), count(*) FILTER (fails) FROM {table} GROUP BY 1"
    return {number: Tally(*counts) for number, *counts in context.connection.execute(query).fetchall()}


def failing_groups(
    context: TableContext,
    groups: Groups,
    judged: str,
    said: Mapping[str, str],
    facts: Mapping[str, object],
    inside: str = "true",
) -> list[Failure]:
    """The first row of each failing group, of those that are `inside`. `said` is SQL over the rows and the group."""
    listed = (
        f"SELECT * FROM {groups.table} WHERE fails QUALIFY row_number() OVER "
        f"(PARTITION BY {SUBMISSION} ORDER BY first, {', '.join(groups.names)}) <= {LISTED}"
    )
    same = " AND ".join(f"g.{each} = {key}" for each, key in zip(groups.names, groups.keys, strict=True))
    key = f"concat_ws(' / ', {', '.join(groups.keys)}) AS key"
    more = "".join(f", {expression} AS {name(each)}" for each, expression in said.items())
    group = ", ".join((OF, *groups.keys))
    found = (
        f"SELECT {OF} AS of, {context.row} AS place, {column(judged)} AS value, {context.origin} AS origin, "
        f"{key}{more} "
        f"FROM {ROWS} JOIN ({listed}) AS g ON g.{SUBMISSION} = {OF} AND {same} "
        f"WHERE {groups.counted} AND {inside} "
        f"QUALIFY row_number() OVER (PARTITION BY {group} ORDER BY {context.row}, {context.origin}) = 1"
    )
    return failures(context, found, judged, ("key", *said), facts)


def failures(
    context: TableContext, found: str, judged: str, said: Sequence[str], facts: Mapping[str, object]
) -> list[Failure]:
    """The first places of each submission, from a query that gives `of`, `place`, `value`, `origin` and `said`."""
    more = "".join(f", {name(each)}" for each in said)
    rows = context.connection.execute(
        f"SELECT of, place, value, origin{more} FROM ({found}) "
        f"QUALIFY row_number() OVER (PARTITION BY of ORDER BY place, origin) <= {LISTED} ORDER BY of, place, origin"
    ).fetchall()
    return [
        Failure(of, judged, place, value, {**facts, **dict(zip(said, values, strict=True))}, origin)
        for of, place, value, origin, *values in rows
    ]
