"""Small tables that row tests look values up in: each distinct value is judged once, then joined back to the rows."""

from collections.abc import Mapping, Sequence

from gongkai.contract.checked import CheckBase
from gongkai.digests import digest_of
from gongkai.engine import literal, name
from quality.context import ROWS, TableContext, column


def lookup_name(check: CheckBase, part: str) -> str:
    """The quoted name of a check's lookup table; no two checks share one."""
    return name(f"lookup_{digest_of(check.model_dump(mode='json'), part)[:16]}")


def fill(context: TableContext, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
    """Make or replace the lookup table. `columns` maps a name to its SQL type."""
    lists = ", ".join(f"unnest(?::{kind}[]) AS {name(key)}" for key, kind in columns.items())
    values = [[row[index] for row in rows] for index in range(len(columns))]
    context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {lists}", values)


def distinct(context: TableContext, columns: Sequence[str], matching: str | None = None) -> list[tuple[object, ...]]:
    """The distinct combinations of the columns in which none is empty, in order; `matching` is a pattern for the first.

    The pattern is tried first: the engine tries it once per entry of a column's dictionary, and few texts remain.
    """
    named = ", ".join(f"{column(each)} AS c{index}" for index, each in enumerate(columns))
    present = " AND ".join(f"{column(each)} IS NOT NULL" for each in columns)
    first = column(columns[0])
    fitting = f" AND regexp_matches({first}, {literal(matching)})" if matching else ""
    query = f"SELECT DISTINCT {named} FROM {ROWS} WHERE {present}{fitting} ORDER BY ALL"
    return context.connection.execute(query).fetchall()


def join(table: str, **keys: str) -> str:
    """The SQL that joins a lookup table: column of the table -> column of the rows."""
    return f"LEFT JOIN {table} ON " + " AND ".join(f"{table}.{name(k)} = {column(v)}" for k, v in keys.items())
