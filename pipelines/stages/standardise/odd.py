"""Texts that the engine may not cast are parsed once per distinct text, in Python, and looked up from there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.engine import parquet
from gongkai.values.amounts import loses_cents, parse_amount, to_cents
from gongkai.values.dates import parse_date
from pipelines.stages.standardise.values import DIGITS, SMALLEST, Column

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Parsed = tuple[Decimal | date | None, Decimal | None, bool]
BATCH = 50_000
LARGEST = Decimal(10) ** DIGITS
FEW = 256


def parse_odd(connection: "duckdb.DuckDBPyConnection", column: Column, folder: Path) -> Column:
    """Make the table `odd_<column>`: text, value (NULL when it is none), precision, rounded (decimals were lost); where
    it is short, also the variable of that name, a map. The column says which of them to look in.
    """
    import pyarrow.parquet as pq

    target = folder / f"odd_{column.field.name}.parquet"
    distinct = connection.execute(f"SELECT DISTINCT {column.text} FROM texts WHERE {column.odd_condition} ORDER BY 1")
    batches = [_batch(column, [row[0] for row in rows]) for rows in _in_batches(distinct.fetchmany)]
    with pq.ParquetWriter(target, batches[0].schema) as writer:
        for batch in batches:
            writer.write_table(batch)
    connection.execute(f"CREATE TABLE {column.odd} AS FROM {parquet(target)}")
    if sum(batch.num_rows for batch in batches) > FEW:
        return replace(column, odd_in="table")
    parsed = f"SELECT map(list(text), list(struct_pack(value, precision))) FROM {column.odd}"
    connection.execute(f"SET VARIABLE {column.odd} = ({parsed})")
    return replace(column, odd_in="map")


def _in_batches(fetch: Callable[[int], list[Any]]) -> Iterator[list[Any]]:
    while rows := fetch(BATCH):
        yield rows


def _batch(column: Column, texts: list[str]) -> "pa.Table":
    import pyarrow as pa

    parsed = [_parse(column, text) for text in texts]
    kind = pa.date32() if column.field.type == "date" else pa.decimal128(18, 2)
    return pa.table(
        {
            "text": pa.array(texts, pa.string()),
            "value": pa.array([value for value, _, _ in parsed], kind),
            "precision": pa.array([precision for _, precision, _ in parsed], pa.decimal128(18, 2)),
            "rounded": pa.array([rounded for _, _, rounded in parsed], pa.bool_()),
        }
    )


def _parse(column: Column, text: str) -> Parsed:
    if column.field.type == "date":
        return parse_date(text), None, False
    amount = parse_amount(text, "元" if column.field.unit == "%" else column.unit)
    if amount is None or amount.value is None or abs(amount.value) >= LARGEST:
        return None, None, False
    precision = max(SMALLEST, amount.precision) if amount.precision is not None else None
    return to_cents(amount.value), precision and to_cents(precision), loses_cents(amount.value)
