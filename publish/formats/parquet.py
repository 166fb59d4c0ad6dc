"""Parquet for programs: zstd, row groups of a fixed number of rows, the same bytes on any number of cores."""

from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.engine import literal

if TYPE_CHECKING:
    import duckdb

ROW_GROUP = 122_880


def write(connection: "duckdb.DuckDBPyConnection", select_sql: str, target: Path) -> None:
    """The rows of the query, in its order."""
    options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}"
    connection.execute(f"COPY ({select_sql}) TO {literal(target.resolve())} ({options})")
