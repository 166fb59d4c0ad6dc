"""The tables about the tables in the database of the whole city: datasets, releases, columns, in both languages."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gongkai.contract import Field
from gongkai.engine import literal
from publish.portal.database_file import MADE, Columns, Source

if TYPE_CHECKING:
    import duckdb

#: Rows entered by one statement.
AT_ONCE = 500
#: Name -> columns.
TABLES = {
    "catalog_datasets": "table_name VARCHAR, dataset VARCHAR, title_zh VARCHAR, title_en VARCHAR, lead_zh VARCHAR, "
    "lead_en VARCHAR, frequency VARCHAR, licence VARCHAR, row_count BIGINT",
    "catalog_releases": "table_name VARCHAR, period INTEGER, version INTEGER, released_at VARCHAR, row_count BIGINT, "
    "parquet_sha256 VARCHAR",
    "catalog_columns": "table_name VARCHAR, column_name VARCHAR, position INTEGER, data_type VARCHAR, "
    "title_zh VARCHAR, title_en VARCHAR, description_zh VARCHAR, description_en VARCHAR, unit VARCHAR",
}
Row = tuple[str | int | None, ...]


def add_about(connection: "duckdb.DuckDBPyConnection", sources: Sequence[Source], columns: Columns) -> None:
    """Add them; `columns` are those of the tables."""
    filled = (_datasets(sources), _releases(sources), _columns(sources, columns))
    for (table, declared), rows in zip(TABLES.items(), filled, strict=True):
        connection.execute(f"CREATE TABLE {MADE}.{table} ({declared})")
        written = [_values(row) for row in rows]
        for start in range(0, len(written), AT_ONCE):
            some = ", ".join(written[start : start + AT_ONCE])
            connection.execute(f"INSERT INTO {MADE}.{table} VALUES {some}")


def said_of(source: Source) -> list[Row]:
    """All that these tables say of a dataset beside what its files hold."""
    fields = source.contract.table.fields
    return [*_datasets([source]), *_releases([source]), *(_field(field) for field in fields)]


def _datasets(sources: Sequence[Source]) -> Iterator[Row]:
    for source in sources:
        said = source.contract.dataset
        words = (said.title.zh, said.title.en, said.lead.zh, said.lead.en)
        yield (source.table, said.id, *words, said.frequency, said.licence, source.rows)


def _releases(sources: Sequence[Source]) -> Iterator[Row]:
    for source in sources:
        for each in source.releases:
            yield source.table, each.period, each.version, each.released_at, each.rows, each.digest


def _columns(sources: Sequence[Source], columns: Columns) -> Iterator[Row]:
    for source in sources:
        known = source.contract.table.by_name
        for position, (column, kind) in enumerate(columns[source.table].items(), start=1):
            words = _field(known[column])[1:] if column in known else (None,) * 5
            yield (source.table, column, position, kind, *words)


def _field(field: Field) -> Row:
    words = (field.title, field.title_en, field.description, field.description_en)
    return (field.name, *words, field.unit)


def _values(row: Row) -> str:
    return f"({', '.join(_value(cell) for cell in row)})"


def _value(cell: str | int | None) -> str:
    if cell is None:
        return "NULL"
    return literal(cell) if isinstance(cell, str) else str(cell)
