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
from pipelines.readers.records import Dialect, Record, Width, check_width, lines_of, records
from pipelines.readers.unreadable import Unreadable

Row = tuple[int, str | None, str | None, list[str]]


def data_begins(utf8: Path, dialect: Dialect, header_row: int) -> tuple[int, int]:
    """How many columns the header record on line `header_row` has, and the line after it.

    Without a header (0) the first record says how many. Raises Unreadable: empty if no record stands there,
    too_large for more fields than a table has columns.
    """
    with _lines(utf8) as lines:
        for record in records(lines, dialect):
            if record.line + record.span > header_row:
                check_width(len(record.fields))
                return len(record.fields), (record.line + record.span if header_row else 1)
    raise Unreadable("empty", f"no record on line {header_row} or below")


def fields_at(utf8: Path, dialect: Dialect, first_line: int) -> int:
    """How many fields the first record from that line on has; 0 if there is none."""
    with _lines(utf8) as lines:
        return next((len(record.fields) for record in records(islice(lines, first_line - 1, None), dialect)), 0)


def width_of(utf8: Path, dialect: Dialect, columns: int, first_line: int) -> Width:
    """How many fields a record must have under a header of so many columns: looks on until one record is complete."""
    widest = 0
    with _lines(utf8) as lines:
        for record in records(islice(lines, first_line - 1, None), dialect):
            widest = max(widest, len(record.fields))
            if widest >= columns:
                break
    return Width(columns, min(columns, widest or columns))


def write_carefully(
    utf8: Path, dialect: Dialect, width: Width, first_line: int, target: Path, faults: Counter[str]
) -> int:
    """Write the records from `first_line` on with _row, _fault, _surplus, c0…; count the faults; return the records."""
    names = ("_fault", "_surplus", *(f"c{i}" for i in range(width.columns)))
    schema = pa.schema([pa.field("_row", pa.int32()), *(pa.field(name, pa.string()) for name in names)])
    rows = 0
    with _lines(utf8) as lines, pq.ParquetWriter(target, schema, compression="snappy") as writer:
        below = records(islice(lines, first_line - 1, None), dialect)
        for batch in _batches(below, width, first_line - 1, dialect):
            writer.write_batch(_arrow(batch, schema))
            rows += len(batch)
            faults.update(fault for _, fault, _, _ in batch if fault)
    return rows


@contextmanager
def _lines(utf8: Path) -> Iterator[Iterator[str]]:
    with utf8.open(encoding="utf-8-sig", newline="") as text:
        try:
            yield lines_of(text)
        except UnicodeDecodeError as cause:
            raise _misfit(utf8) from cause


def _misfit(utf8: Path) -> Unreadable:
    """The first place that is not UTF-8, looked for once it is known that there is one."""
    line, begin = 1, 0
    with utf8.open("rb") as file:
        for content in file:
            try:
                content.decode("utf-8")
            except UnicodeDecodeError as cause:
                return Unreadable("encoding", f"not utf-8 at byte {begin + cause.start}, line {line}", line)
            line, begin = line + 1, begin + len(content)
    return Unreadable("encoding", "not utf-8")


def _batches(found: Iterable[Record], width: Width, lines_above: int, dialect: Dialect) -> Iterator[list[Row]]:
    batch: list[Row] = []
    held = 0
    for record in found:
        batch.append(_row(record, width, lines_above, dialect))
        held += sum(map(len, record.fields)) + len(record.raw) + width.columns
        if held >= limits.BATCH_CHARACTERS:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _row(record: Record, width: Width, lines_above: int, dialect: Dialect) -> Row:
    line, fields, columns = record.line + lines_above, record.fields, width.columns
    if len(fields) == columns:
        return line, None, None, fields
    if record.fault:
        return line, record.fault, record.raw, [""] * columns
    surplus = fields[columns:]
    fault = width.fault(len(fields), surplus)
    kept = _written(surplus, dialect) if fault and surplus else None
    return line, fault, kept, fields[:columns] + [""] * (columns - len(fields))


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
