"""Texts that the engine may not cast are parsed once per distinct text, in Python, and looked up from there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.engine import parquet
from gongkai.values.amounts import loses_cents, parse_amount, to_cents
from gongkai.values.dates import parse_date, parse_date_in_date_column
from gongkai.values.lists import split_values
from gongkai.values.percent import parse_percent
from gongkai.values.prices import parse_price
from pipelines.stages.standardise.values import DIGITS, SMALLEST, Column

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


@dataclass(frozen=True)
class Parsed:
    """What a text says: its value (None when it is none), the yuan value of its last digit, the unit inside the cell,
    and remarks on how it was read: `rounded` (decimals were lost), `spaced`, `priced` (for a piece), `serial` (a day),
    `several` (values in one cell), `unstated` (it says that there is none). Of a price `basis` is the piece, `others`
    are further prices (“69元/人份”).
    """

    value: Decimal | date | str | None = None
    precision: Decimal | None = None
    own: str | None = None
    remarks: tuple[str, ...] = ()
    basis: str | None = None
    others: str | None = None


BATCH = 50_000
LARGEST = Decimal(10) ** DIGITS
FEW = 256
#: What stands between several values of one cell once they are published.
BETWEEN = "；"


def parse_odd(connection: "duckdb.DuckDBPyConnection", columns: list[Column], folder: Path) -> list[Column]:
    """The columns, those with odd texts with the place where these are looked up."""
    typed = [column for column in columns if column.is_parsed]
    if not typed:
        return columns
    counts = ", ".join(f"count(*) FILTER ({column.odd_condition})" for column in typed)
    found = connection.execute(f"SELECT {counts} FROM texts").fetchone() or ()
    odd = {column.field.name for column, count in zip(typed, found, strict=True) if count}
    return [_parsed(connection, column, folder) if column.field.name in odd else column for column in columns]


def _parsed(connection: "duckdb.DuckDBPyConnection", column: Column, folder: Path) -> Column:
    """Make the table `odd_<column>`: text and what was parsed; where it is short, also the variable of that name, a
    map. The column says which of them to look in.
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
    pieces = ", basis, others" if column.field.role == "price" else ""
    parsed = f"SELECT map(list(text), list(struct_pack(value, precision{pieces}))) FROM {column.odd}"
    connection.execute(f"SET VARIABLE {column.odd} = ({parsed})")
    return replace(column, odd_in="map")


def _in_batches(fetch: Callable[[int], list[Any]]) -> Iterator[list[Any]]:
    while rows := fetch(BATCH):
        yield rows


def _batch(column: Column, texts: list[str]) -> "pa.Table":
    import pyarrow as pa

    parsed = [_parse(column, text) for text in texts]
    kinds = {"date": pa.date32(), "string": pa.string(), "number": pa.decimal128(18, 2)}
    return pa.table(
        {
            "text": pa.array(texts, pa.string()),
            "value": pa.array([each.value for each in parsed], kinds[column.field.type]),
            "precision": pa.array([each.precision for each in parsed], pa.decimal128(18, 2)),
            "own": pa.array([each.own for each in parsed], pa.string()),
            "remarks": pa.array([each.remarks for each in parsed], pa.list_(pa.string())),
            "basis": pa.array([each.basis for each in parsed], pa.string()),
            "others": pa.array([each.others for each in parsed], pa.string()),
        }
    )


def _parse(column: Column, text: str) -> Parsed:
    if column.field.separators:
        values = split_values(text, column.field.separators)
        return Parsed(BETWEEN.join(values) or None, remarks=("several",) if len(values) > 1 else ())
    if column.field.type == "date":
        return _date(column, text)
    if column.field.unit == "%":
        return _percent(text)
    if column.field.states_none and re.search(column.field.states_none, text):
        return Parsed(remarks=("unstated",))
    amount = parse_amount(text, column.unit)
    if amount is None and column.field.role == "price":
        return _price(column, text)
    if amount is None or amount.value is None or abs(amount.value) >= LARGEST:
        return Parsed()
    remarks = [*(["rounded"] if loses_cents(amount.value) else []), *([amount.doubt] if amount.doubt else [])]
    return Parsed(to_cents(amount.value), _last_digit(amount.precision), amount.unit, tuple(remarks))


def _last_digit(precision: Decimal | None) -> Decimal | None:
    return None if precision is None else to_cents(max(SMALLEST, precision))


def _percent(text: str) -> Parsed:
    percent = parse_percent(text)
    if percent is None or percent.value is None or abs(percent.value) >= LARGEST:
        return Parsed()
    remarks = ("rounded",) if loses_cents(percent.value) else ()
    return Parsed(to_cents(percent.value), _last_digit(percent.precision), remarks=remarks)


def _date(column: Column, text: str) -> Parsed:
    """A number in a date column of a workbook is a date that lost its format."""
    day = parse_date(text)
    if day or not column.serials:
        return Parsed(day)
    day = parse_date_in_date_column(text)
    return Parsed(day, remarks=("serial",)) if day else Parsed()


def _price(column: Column, text: str) -> Parsed:
    price = parse_price(text, column.unit)
    if price is None or price.value >= LARGEST:
        return Parsed()
    others = BETWEEN.join(f"{other.value:f}元/{other.basis}" for other in price.others)
    value, rounded = to_cents(price.value), ("rounded",) if loses_cents(price.value) else ()
    return Parsed(value, None, price.unit, ("priced", *rounded), price.basis or None, others or None)
