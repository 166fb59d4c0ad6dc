"""The column profile (列概况) of a released table: how many cells are filled, how many values differ, the range and the
most frequent values. Exact; counted by the database from the published Parquet file.

What the page shows of it belongs to `publish.portal.dataset.column_figures`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from gongkai.engine import name, parquet

if TYPE_CHECKING:
    import duckdb

COMMON = 5
BINS = 12
#: A frequent value is cut at so many characters.
LENGTH = 60
#: So many cells are counted at once: one question for a small table, some columns at a time of a large one.
CELLS = 5_000_000
#: Columns with a range, as whole numbers: days, hundredths.
RANGED = {
    "INTEGER": "{}::BIGINT",
    "BIGINT": "{}",
    "DECIMAL(18,2)": "({}::DECIMAL(20,2) * 100)::BIGINT",
    "DATE": "{} - DATE '1970-01-01'",
}
EPOCH = date(1970, 1, 1)


class ColumnProfile(BaseModel):
    """One column. `common` are the most frequent values with their numbers of rows; of numbers and dates `lowest` and
    `highest` are as the file has them, `bins` the rows in parts of equal width between the two.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    filled: int = 0
    distinct: int = 0
    common: tuple[tuple[str, int], ...] = ()
    lowest: str | None = None
    highest: str | None = None
    bins: tuple[int, ...] = ()


def profile(connection: "duckdb.DuckDBPyConnection", table: Path, columns: Sequence[str]) -> list[ColumnProfile]:
    """The profile of those of these columns that the table has, in their order."""
    types = {row[0]: row[1] for row in connection.execute(f"DESCRIBE FROM {parquet(table)}").fetchall()}
    counted = connection.execute(f"SELECT count(*) FROM {parquet(table)}").fetchone()
    asked = [column for column in columns if column in types]
    found: dict[str, dict[str, Any]] = {column: {"name": column} for column in asked}
    for some in _batches(asked, max(1, CELLS // max(1, counted[0] if counted else 0))):
        ranged = [column for column in some if types[column] in RANGED]
        texts = {column: _filled(column, types[column]) for column in some}
        for answer in (*_values(connection, table, texts), *_ranges(connection, table, types, ranged)):
            found[answer["name"]] |= answer
    return [ColumnProfile.model_validate(each) for each in found.values()]


def _batches(columns: Sequence[str], size: int) -> Iterator[list[str]]:
    rest = iter(columns)
    while some := list(islice(rest, size)):
        yield some


def _filled(column: str, type_: str) -> str:
    """A cell as text, none where it is empty or blank."""
    return f"CASE WHEN trim({name(column)}) <> '' THEN {name(column)} END" if type_ == "VARCHAR" else name(column)


def _values(connection: "duckdb.DuckDBPyConnection", table: Path, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    cells = ", ".join(f"({text})::VARCHAR AS {name(column)}" for column, text in texts.items())
    query = f"""
        WITH cells AS (UNPIVOT (SELECT {cells} FROM {parquet(table)}) ON COLUMNS(*) INTO NAME field VALUE value),
             counts AS (SELECT field, value, count(*) AS times FROM cells GROUP BY ALL)
        SELECT field, sum(times)::BIGINT, count(*), min({{key: -times, value: value}}, {COMMON})
        FROM counts GROUP BY field"""
    for field, filled, distinct, common in connection.execute(query).fetchall():
        values = [(cut(each["value"]), -each["key"]) for each in common]
        yield {"name": field, "filled": filled, "distinct": distinct, "common": values}


def _ranges(
    connection: "duckdb.DuckDBPyConnection", table: Path, types: Mapping[str, str], columns: Sequence[str]
) -> Iterator[dict[str, Any]]:
    if not columns:
        return
    cells = ", ".join(f"({RANGED[types[column]].format(name(column))}) AS {name(column)}" for column in columns)
    query = f"""
        WITH cells AS (UNPIVOT (SELECT {cells} FROM {parquet(table)}) ON COLUMNS(*) INTO NAME field VALUE value),
             ends AS (SELECT field, min(value)::HUGEINT AS low, max(value)::HUGEINT AS high FROM cells GROUP BY field),
             bins AS (SELECT field, low, high, (value - low) * {BINS} // (high - low + 1) AS bin, count(*) AS times
                      FROM cells JOIN ends USING (field) GROUP BY ALL)
        SELECT field, low, high, list([bin, times]) FROM bins GROUP BY ALL"""
    for field, low, high, bins in connection.execute(query).fetchall():
        counts = {int(place): int(times) for place, times in bins}
        ends = {"lowest": told(int(low), types[field]), "highest": told(int(high), types[field])}
        yield {"name": field, **ends, "bins": [counts.get(place, 0) for place in range(BINS)]}


def told(number: int, type_: str) -> str:
    """A whole number of a column with a range as the file has it."""
    if type_ == "DATE":
        return (EPOCH + timedelta(days=number)).isoformat()
    return f"{Decimal(number).scaleb(-2):f}" if type_.startswith("DECIMAL") else str(number)


def cut(value: str) -> str:
    """A frequent value as it is shown."""
    return value if len(value) <= LENGTH else f"{value[:LENGTH]}…"
