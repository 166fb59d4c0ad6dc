"""The careful path from text to Parquet: record by record, in bounded memory, with what does not fit kept beside it.

Does not belong here: deciding which path to take (`bulk`).
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.readers import limits
from pipelines.readers.records import Dialect, Record, lines_of, records
from pipelines.readers.unreadable import Unreadable

FEW_FIELDS = "few_fields"
MANY_FIELDS = "many_fields"

Row = tuple[int, str | None, str | None, list[str]]


def data_begins(utf8: Path, dialect: Dialect, header_row: int) -> tuple[int, int]:
    """How many columns the header record on line `header_row` has, and the line after it.

    Without a header (0) the first record says how many. Raises Unreadable("empty") if no record stands there.
    """
    with _lines(utf8) as lines:
        for record in records(lines, dialect):
            if record.line + record.span > header_row:
                return len(record.fields), (record.line + record.span if header_row else 1)
    raise Unreadable("empty", f"no record on line {header_row} or below")


def write_carefully(
    utf8: Path, dialect: Dialect, columns: int, first_line: int, target: Path, faults: Counter[str]
) -> int:
    """Write the records from `first_line` on with _row, _fault, _surplus, c0…; count the faults; return the records."""
    text = [pa.field(name, pa.string()) for name in ("_fault", "_surplus", *(f"c{i}" for i in range(columns)))]
    schema = pa.schema([pa.field("_row", pa.int32()), *text])
    rows = 0
    with _lines(utf8) as lines, pq.ParquetWriter(target, schema, compression="snappy") as writer:
        below = records(islice(lines, first_line - 1, None), dialect)
        for batch in _batches(below, columns, first_line - 1, dialect):
            writer.write_batch(_arrow(batch, schema))
            rows += len(batch)
            faults.update(fault for _, fault, _, _ in batch if fault)
    return rows


@contextmanager
def _lines(utf8: Path) -> Iterator[Iterator[str]]:
    with utf8.open(encoding="utf-8", newline="") as text:
        try:
            yield lines_of(text)
        except UnicodeDecodeError as cause:
            raise Unreadable("encoding", "the text is not UTF-8") from cause


def _batches(found: Iterable[Record], columns: int, lines_above: int, dialect: Dialect) -> Iterator[list[Row]]:
    batch: list[Row] = []
    held = 0
    for record in found:
        batch.append(_row(record, columns, lines_above, dialect))
        held += sum(map(len, record.fields)) + len(record.raw) + columns
        if held >= limits.BATCH_CHARACTERS:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _row(record: Record, columns: int, lines_above: int, dialect: Dialect) -> Row:
    line, fields = record.line + lines_above, record.fields
    if len(fields) == columns:
        return line, None, None, fields
    if record.fault:
        return line, record.fault, record.raw, [""] * columns
    if len(fields) < columns:
        return line, FEW_FIELDS, None, fields + [""] * (columns - len(fields))
    return line, MANY_FIELDS, _written(fields[columns:], dialect), fields[:columns]


def _written(fields: list[str], dialect: Dialect) -> str:
    """The fields as they would stand in the file, so that they can be told apart again."""
    if not dialect.quotechar:
        return dialect.delimiter.join(fields)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=dialect.delimiter, quotechar=dialect.quotechar, lineterminator="\r\n")
    writer.writerow(fields)
    return text.getvalue().removesuffix("\r\n")


def _arrow(batch: list[Row], schema: pa.Schema) -> pa.RecordBatch:
    lines, faults, surplus, fields = zip(*batch, strict=True)
    columns = [lines, faults, surplus, *zip(*fields, strict=True)]
    return pa.record_batch([pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)], schema)
