"""One `.duckdb` file: tables from published Parquet files, with the titles of tables and columns as comments.

Here belongs how a file is written. Which files there are and what they are called belongs to
`publish.portal.databases`, the tables about the tables to `publish.portal.database_about`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.engine import literal, name, parquet

if TYPE_CHECKING:
    import duckdb

#: The newest format that the engine in the browser (DuckDB 1.4) reads.
STORAGE = "v1.4.0"
#: A table takes two blocks at least: half a megabyte of the engine's usual ones, however few rows it has.
SMALL = "BLOCK_SIZE 16_384"
#: The browser fetches ahead of what it reads: the longer a column lies in one piece, the less of others it fetches.
LARGE = "BLOCK_SIZE 262_144, ROW_GROUP_SIZE 1_048_576"
#: From so many rows a table on, on average, the second is worth its empty space.
LARGE_ROWS = 5_000
MADE = "made"


@dataclass(frozen=True)
class Released:
    """The current release of one period; `digest` is the SHA-256 of its Parquet file `table`."""

    period: int
    version: int
    released_at: str
    rows: int
    table: Path
    digest: str


@dataclass(frozen=True)
class Source:
    """A dataset and its current releases, oldest period first."""

    contract: Contract
    releases: tuple[Released, ...]

    @property
    def table(self) -> str:
        """The name of its table: `budget/department_expenditure` is `budget_department_expenditure`."""
        return self.contract.id.replace("/", "_")

    @property
    def rows(self) -> int:
        """The rows of all periods."""
        return sum(release.rows for release in self.releases)


#: The columns of each table with their types.
Columns = dict[str, dict[str, str]]


def attach(connection: "duckdb.DuckDBPyConnection", sources: Sequence[Source], target: Path) -> None:
    """Begin a new file for these datasets, in one transaction: statements of their own would each wait for the disk."""
    layout = LARGE if sum(source.rows for source in sources) >= LARGE_ROWS * max(1, len(sources)) else SMALL
    connection.execute(f"ATTACH {literal(target.resolve())} AS {MADE} (STORAGE_VERSION {literal(STORAGE)}, {layout})")
    connection.execute("BEGIN")


def detach(connection: "duckdb.DuckDBPyConnection") -> None:
    """Finish the file."""
    connection.execute("COMMIT")
    connection.execute(f"DETACH {MADE}")


def add_tables(connection: "duckdb.DuckDBPyConnection", sources: Sequence[Source]) -> Columns:
    """A table for each dataset. Raises RuntimeError when one has not as many rows as were released."""
    return {source.table: _table(connection, source) for source in sources}


def _table(connection: "duckdb.DuckDBPyConnection", source: Source) -> dict[str, str]:
    table = f"{MADE}.{name(source.table)}"
    files = parquet(*(release.table for release in source.releases))
    found = {row[0]: row[1] for row in connection.execute(f"DESCRIBE FROM {files}").fetchall()}
    # In the declared order; last those of older periods that the declaration has dropped since.
    declared = [each for each in source.contract.table.names if each in found]
    columns = {each: found[each] for each in dict.fromkeys([*declared, *found])}
    made = connection.execute(f"CREATE TABLE {table} AS SELECT {', '.join(map(name, columns))} FROM {files}")
    counted = made.fetchone()
    if counted != (source.rows,):
        raise RuntimeError(f"{source.contract.id}: {source.rows} rows were released, the table has {counted}")
    _comment(connection, source, columns)
    return columns


def _comment(connection: "duckdb.DuckDBPyConnection", source: Source, columns: dict[str, str]) -> None:
    table, title = f"{MADE}.{name(source.table)}", source.contract.dataset.title
    connection.execute(f"COMMENT ON TABLE {table} IS {literal(f'{title.zh} / {title.en}')}")
    for field in source.contract.table.fields:
        if field.name in columns:
            said = literal(f"{field.title} / {field.title_en}")
            connection.execute(f"COMMENT ON COLUMN {table}.{name(field.name)} IS {said}")
