"""Fill rates (填报率): how many cells of each column are filled in the rows that the public can download."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.engine import name, parquet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def filled(connection: "DuckDBPyConnection", table: Path, columns: Sequence[str]) -> tuple[int, dict[str, int]]:
    """The rows of a published Parquet file, and column -> cells that are filled: neither NULL nor blank text.

    Only columns that the file has: a release may be older than a column of today's schema.
    """
    stored = {row[0]: row[1] for row in connection.execute(f"DESCRIBE FROM {parquet(table)}").fetchall()}
    asked = [column for column in columns if column in stored]
    counts = [_filled(column, stored[column]) for column in asked]
    found = connection.execute(f"SELECT {', '.join(['count(*)', *counts])} FROM {parquet(table)}").fetchone() or (0,)
    return found[0], dict(zip(asked, found[1:], strict=True))


def _filled(column: str, kind: str) -> str:
    return f"count(nullif(trim({name(column)}), ''))" if kind == "VARCHAR" else f"count({name(column)})"
