"""The tables of a real file as the project's own readers find them, as plain rows of text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from gongkai.engine import engine
from gongkai.values.amounts import parse_amount
from pipelines.readers import is_small, members, read_workbook, sniff, sniff_text, text_grid, to_utf8
from pipelines.readers.bulk import bulk_relation, text_to_parquet
from pipelines.readers.tables import Table, find_tables

DELIMITED = "csv"
CONTAINERS = ("gz", "zip")


@dataclass(frozen=True)
class Records:
    """A table: its title, the header path of every column, its rows and the notes among and under them."""

    title: str
    paths: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def column(self, header: str) -> list[str]:
        """The texts under the header: a whole path, or the end of one."""
        found = [index for index, path in enumerate(self.paths) if path == header or path.endswith(f"/{header}")]
        assert len(found) == 1, (header, self.paths)
        return [row[found[0]] for row in self.rows]

    def amounts(self, header: str) -> list[Decimal]:
        """The amounts under the header; a blank is none."""
        return [value for text in self.column(header) if (value := amount(text)) is not None]

    def of(self, header: str, text: str) -> "Records":
        """The rows with that text under the header."""
        kept = zip(self.rows, self.column(header), strict=True)
        return replace(self, rows=tuple(row for row, found in kept if found == text))


def amount(text: str) -> Decimal | None:
    """The amount a text states; None for a blank. A text that is none is a fault of the test."""
    found = parse_amount(text, "元")
    assert found is not None, text
    return found.value


def tables(path: Path, work: Path) -> Iterator[Records]:
    """Every table of the file; `work` is a folder for what is unpacked."""
    kind = sniff(path).kind
    if kind in CONTAINERS:
        for member in members(path, kind, work):
            assert member.path is not None, member.fault
            yield from tables(member.path, work)
    elif kind != DELIMITED:
        for grid in read_workbook(path, kind):
            if grid.state == "visible":
                yield from (_records(table) for table in find_tables(grid))
    elif is_small(path):
        yield from (_records(table) for table in find_tables(text_grid(path, sniff_text(path))))
    else:
        yield _bulk(path, work)


def largest(path: Path, work: Path) -> Records:
    """The table with most rows."""
    return max(tables(path, work), key=lambda table: len(table.rows))


def _records(table: Table) -> Records:
    columns = range(table.first_column, table.last_column + 1)
    rows = tuple(tuple(table.grid.text(row, column) for column in columns) for row in table.rows)
    return Records(table.title, table.paths, rows, tuple(text for _, text in table.notes))


def _bulk(path: Path, work: Path) -> Records:
    """The table of a large text: its header from the head, its rows by the engine."""
    fmt = sniff_text(path)
    table = find_tables(fmt.head)[0]
    source, target = path, work / "body.parquet"
    if not fmt.is_plain_utf8:
        source = work / "utf8"
        to_utf8(path, fmt, source)
    with engine([path.parent, work]) as connection:
        result = text_to_parquet(connection, source, fmt, table.header_bottom, target)
        columns = ", ".join(f"c{index}" for index in range(result.columns))
        rows = connection.execute(f"SELECT {columns} FROM ({bulk_relation(target)}) ORDER BY _row").fetchall()
    return Records(table.title, table.paths, tuple(rows))
