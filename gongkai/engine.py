"""DuckDB as every stage uses it: in memory, bounded, deterministic, and locked to the folders it needs."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT = "1200MB"


@contextmanager
def engine(folders: Iterable[Path]) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A connection that can read and write below `folders` only, spilling to a folder of its own."""
    import duckdb

    with TemporaryDirectory(prefix="gongkai-") as spill:
        connection = duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "temp_directory": spill})
        try:
            _lock(connection, [*folders, Path(spill)])
            yield connection
        finally:
            connection.close()


def _lock(connection: "duckdb.DuckDBPyConnection", folders: list[Path]) -> None:
    allowed = ", ".join(literal(f"{folder.resolve()}/") for folder in folders)
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET allowed_directories = [{allowed}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def literal(text: object) -> str:
    """An SQL string literal."""
    return "'" + str(text).replace("'", "''") + "'"


def name(identifier: str) -> str:
    """A quoted SQL identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def parquet(*paths: Path) -> str:
    """A FROM clause over Parquet files in the given order."""
    return f"read_parquet([{', '.join(literal(path.resolve()) for path in paths)}], union_by_name = true)"
