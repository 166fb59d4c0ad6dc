"""What changed from one version of a table to the next (版本差异): rows added and removed by key, and every changed
cell with what stood there before and after. Found by the database in the two published Parquet files.

Provenance does not count: a row that came in another file is the same row. Where rows may repeat (payments) no key
tells one from another: equal rows are counted, and more or fewer of them are added or removed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.contract import Contract
from gongkai.engine import name, parquet

if TYPE_CHECKING:
    import duckdb

#: The list of a version ends after so many lines or letters, and so many cells are compared; the two files hold all.
LINES = 100_000
LETTERS = 50_000_000
CELLS = 5_000_000
#: Kind (`changed`, `added`, `removed`), the values that tell the row from others, column, before, after.
Line = tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Rows added, removed and changed; `matched_by` are the columns that tell one row from another, none when the
    versions cannot be compared. A line of a row that is added or removed names no column; of rows that may repeat it
    says how many there were and are. `complete`: the lines are all there is.
    """

    added: int
    removed: int
    changed: int
    matched_by: tuple[str, ...]
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    lines: tuple[Line, ...]
    complete: bool


@dataclass(frozen=True)
class _Pair:
    """Two tables for the database: `keys` match their rows, `values` are compared; as expressions that both have."""

    before: Path
    after: Path
    keys: dict[str, str]
    values: dict[str, str]

    @property
    def names(self) -> str:
        """The keys as a list of columns."""
        return ", ".join(map(name, self.keys))

    def side(self, path: Path, more: str) -> str:
        """One table: its keys, and `more`."""
        keys = ", ".join(f"{expression} AS {name(key)}" for key, expression in self.keys.items())
        return f"SELECT {keys}, {more} FROM {parquet(path)}"

    def match(self, other: str) -> str:
        """The condition under which a row of `other` has the key of a moved row; two empty parts are equal."""
        return " AND ".join(f"moved.{name(key)} IS NOT DISTINCT FROM {other}.{name(key)}" for key in self.keys)


def difference(connection: "duckdb.DuckDBPyConnection", contract: Contract, before: Path, after: Path) -> Difference:
    """Compare two published files of one dataset and period: first the changed cells, then rows, in order of key."""
    old, new = (_types(connection, path) for path in (before, after))
    columns = (tuple(c for c in new if c not in old), tuple(c for c in old if c not in new))
    pair = _pair(contract, before, after, old, new)
    if pair is None:
        sizes = (_rows(connection, after), _rows(connection, before))
        return Difference(sizes[0], sizes[1], 0, (), *columns, (), complete=False)
    _find_moved(connection, pair)
    counts = "sum(greatest(now - was, 0)), sum(greatest(was - now, 0)), count(*) FILTER (was = now)"
    added, removed, changed = (
        int(count or 0) for count in connection.execute(f"SELECT {counts} FROM moved").fetchall()[0]
    )
    lines = tuple(_bounded(chain(_changed_cells(connection, pair), _moved_rows(connection, pair))))
    listed = len({line[1 : 1 + len(pair.keys)] for line in lines})
    total = int(connection.execute("SELECT count(*) FROM moved").fetchall()[0][0])
    return Difference(added, removed, changed, tuple(pair.keys), *columns, lines, complete=listed == total)


def _types(connection: "duckdb.DuckDBPyConnection", path: Path) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(f"DESCRIBE FROM {parquet(path)}").fetchall()}


def _rows(connection: "duckdb.DuckDBPyConnection", path: Path) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {parquet(path)}").fetchall()[0][0])


def _pair(contract: Contract, before: Path, after: Path, old: dict[str, str], new: dict[str, str]) -> _Pair | None:
    """None where one of the tables lacks a column of the key."""
    common = [column for column in contract.table.value_names if column in old and column in new]
    keys = common if contract.table.rows_may_repeat else contract.table.primary_key
    if not set(keys) <= old.keys() & new.keys():
        return None

    def comparable(column: str) -> str:
        return name(column) if old[column] == new[column] else f"{name(column)}::VARCHAR"

    values = {column: comparable(column) for column in common if column not in keys}
    return _Pair(before, after, {key: comparable(key) for key in keys}, values)


def _find_moved(connection: "duckdb.DuckDBPyConnection", pair: _Pair) -> None:
    """The keys that stand in one version only, not equally often, or with other values, as the table `moved`."""
    digest = f"hash({', '.join(pair.values.values())})::HUGEINT" if pair.values else "0::HUGEINT"
    sides = [pair.side(path, f"{digest} AS digest, {path == pair.after} AS new") for path in (pair.before, pair.after)]
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE moved AS
        SELECT {pair.names}, count(*) FILTER (NOT new) AS was, count(*) FILTER (new) AS now
        FROM ({sides[0]} UNION ALL {sides[1]}) GROUP BY {pair.names}
        HAVING was <> now OR sum(digest) FILTER (NOT new) <> sum(digest) FILTER (new)""")


def _changed_cells(connection: "duckdb.DuckDBPyConnection", pair: _Pair) -> Iterator[Line]:
    if not pair.values:
        return
    rows = min(LINES, CELLS // len(pair.values))
    values = ", ".join(f"{expression}::VARCHAR AS {name(f'={column}')}" for column, expression in pair.values.items())
    cells = ", ".join(
        f"{{place: {place}, before: old.{name(f'={column}')}, after: fresh.{name(f'={column}')}}}"
        for place, column in enumerate(pair.values)
    )
    columns = list(pair.values)
    query = f"""
        WITH moved AS (SELECT * FROM moved WHERE was = 1 AND now = 1 ORDER BY {pair.names} LIMIT {rows}),
             old AS ({pair.side(pair.before, values)}), fresh AS ({pair.side(pair.after, values)})
        SELECT {_texts(pair)}, cell.place, cell.before, cell.after
        FROM (SELECT moved.*, unnest([{cells}]) AS cell
              FROM moved JOIN old ON {pair.match("old")} JOIN fresh ON {pair.match("fresh")})
        WHERE cell.before IS DISTINCT FROM cell.after
        ORDER BY {pair.names}, cell.place LIMIT {LINES}"""
    for *key, place, before, after in _fetched(connection, query):
        yield "changed", *_plain(key), columns[place], *_plain((before, after))


def _moved_rows(connection: "duckdb.DuckDBPyConnection", pair: _Pair) -> Iterator[Line]:
    query = f"""
        SELECT {_texts(pair)}, was, now FROM moved WHERE was <> now
        ORDER BY was > now, {pair.names} LIMIT {LINES}"""
    for *key, was, now in _fetched(connection, query):
        counts = () if pair.values else (str(was), str(now))
        yield "added" if now > was else "removed", *_plain(key), "", *(counts or ("", ""))


def _texts(pair: _Pair) -> str:
    return ", ".join(f"{name(key)}::VARCHAR" for key in pair.keys)


def _plain(cells: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(cell or "" for cell in cells)


def _fetched(connection: "duckdb.DuckDBPyConnection", query: str) -> Iterator[tuple[Any, ...]]:
    found = connection.execute(query)
    while rows := found.fetchmany(1000):
        yield from rows


def _bounded(lines: Iterator[Line]) -> Iterator[Line]:
    letters = 0
    for number, line in enumerate(lines):
        letters += sum(map(len, line))
        if number >= LINES or letters > LETTERS:
            return
        yield line
