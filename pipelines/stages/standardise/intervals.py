"""The first and last day of intervals that a column of text prints (“2026年3月上旬”, “1-6月”, “10月底前”).

Each distinct text is parsed once; the column stays as printed. Columns that hold one day each belong to `odd`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.engine import parquet
from gongkai.findings import Finding, finding
from gongkai.values.intervals import parse_interval
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.faults import SHOWN, Told
from pipelines.stages.standardise.values import Column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def read_intervals(connection: "DuckDBPyConnection", facts: Facts, columns: list[Column], folder: Path) -> list[Column]:
    """The columns that days are derived from. For each the table `interval_<column>` is made: text, `first_day` and
    `last_day`, both NULL for a text that states no interval. What names no year is of the year of the submission.
    """
    dated = [column for column in columns if column.field.name in facts.dated]
    for column in dated:
        _read(connection, column, facts.period, folder / f"interval_{column.field.name}.parquet")
    return dated


def _read(connection: "DuckDBPyConnection", column: Column, year: int, target: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    query = f"SELECT DISTINCT {column.text} FROM texts WHERE {column.text} <> '' ORDER BY 1"
    texts = [text for (text,) in connection.execute(query).fetchall()]
    found = [parse_interval(text, year) for text in texts]
    stated = {
        "text": pa.array(texts, pa.string()),
        "first_day": pa.array([each and each.first for each in found], pa.date32()),
        "last_day": pa.array([each and each.last for each in found], pa.date32()),
    }
    pq.write_table(pa.table(stated), target)
    connection.execute(f"CREATE TABLE {column.intervals} AS FROM {parquet(target)}")


def tell_intervals(connection: "DuckDBPyConnection", dated: list[Column], told: Told) -> Iterator[Finding]:
    """VAL-INTERVAL at the cells of published rows that state no interval: the first by name, the rest counted."""
    for column in dated:
        rows = connection.execute(
            f"SELECT *, count(*) OVER () FROM (SELECT DISTINCT _row, {column.text} FROM texts "
            f"JOIN {column.intervals} ON {column.text} = {column.intervals}.text "
            f"WHERE last_day IS NULL AND _id NOT IN (SELECT _id FROM unpublished)) ORDER BY _row LIMIT {SHOWN}"
        ).fetchall()
        for number, (row, text, count) in enumerate(rows, start=1):
            alike = 1 + (count - SHOWN if number == SHOWN else 0)
            titles = {"title": column.field.title, "title_en": column.field.title_en, "value": told.shown(text)}
            yield finding("VAL-INTERVAL", told.place(row, column, text), count=alike, **titles)
