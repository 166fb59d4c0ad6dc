"""CSV as people and programs can both open it: UTF-8 with BOM (Excel reads it as Chinese only so), RFC 4180 quoting,
LF line ends, ISO dates, plain decimals; and its gzip copy. Which rows and columns, the caller says.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.engine import literal, name

if TYPE_CHECKING:
    import duckdb

BOM = "\ufeff"
BLOCK = 1 << 20
# Threads change the speed only: blocks are cut by size, so the bytes are the same on any number of cores.
GZIP_LEVEL, GZIP_THREADS = 1, 2


def write(connection: "duckdb.DuckDBPyConnection", select_sql: str, target: Path) -> None:
    """The rows of the query, in its order. NULL is an empty cell, an empty text is `""`."""
    columns = [row[0] for row in connection.execute(f"DESCRIBE {select_sql}").fetchall()]
    # The engine writes no BOM itself; as the first letter of the first header it costs no second pass.
    shown = [f"{name(columns[0])} AS {name(BOM + columns[0])}", *map(name, columns[1:])]
    query = f"SELECT {', '.join(shown)} FROM ({select_sql})"
    connection.execute(f"COPY ({query}) TO {literal(target.resolve())} (FORMAT csv, HEADER)")


def compress(source: Path, target: Path) -> str:
    """The gzip copy, without name or time in its header. Returns the SHA-256 of `source`, which is read only once for
    both.
    """
    from isal import igzip_threaded

    digest = hashlib.sha256()
    with (
        source.open("rb") as plain,
        igzip_threaded.open(target, "wb", compresslevel=GZIP_LEVEL, threads=GZIP_THREADS) as packed,  # type: ignore[no-untyped-call]
    ):
        while block := plain.read(BLOCK):
            packed.write(block)
            digest.update(block)
    return digest.hexdigest()
