"""Delimited UTF-8 text of any size to Parquet, every record with the line on which it begins. Nothing is dropped.

Two paths give the same relation. The fast one is DuckDB's own reader; since a running number would make it
single-threaded, the line is derived from the record's place in the file, which holds only if every line is a record.
When DuckDB refuses the file, or the counts differ, the careful path reads record by record and keeps what does not fit.
What the columns mean does not belong here.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from gongkai.engine import literal
from gongkai.files import whole_file
from pipelines.readers import limits
from pipelines.readers.careful import data_begins, fields_at, width_of, write_carefully
from pipelines.readers.records import Dialect
from pipelines.readers.survey import Survey, has_delimiters_at_line_ends, survey

_FIRST_LINE = "first_line"


@dataclass(frozen=True)
class BulkResult:
    """Records written, their columns c0…, and how many carry which fault (few_fields, many_fields, bad_quotes,
    long_field).

    `short_header` counts the columns at the end of the header that no record has: they are '' in every record, and no
    fault of the records. Fields beyond the header that are blank in every record are left out. `private_line` is
    the first line of the file with one of its `private` characters of the private use area, 0 if there is none.
    """

    rows: int
    columns: int
    faults: Mapping[str, int]
    short_header: int = 0
    private_line: int = 0
    private: int = 0


def text_to_parquet(
    con: duckdb.DuckDBPyConnection, utf8: Path, fmt: Dialect, header_row: int, target: Path
) -> BulkResult:
    """Write the records below the header that begins on line `header_row` (0: there is none) as text columns c0….

    The header says how many columns there are. Read the result through `bulk_relation`.
    Raises Unreadable: empty (no such line), encoding or too_large.
    """
    columns, first_line = data_begins(utf8, fmt, header_row)
    seen = survey(utf8, fmt.quotechar)
    fields = fields_at(utf8, fmt, first_line) or columns
    with whole_file(target) as part:
        rows = _write_fast(con, utf8, fmt, (columns, fields), first_line, seen, part)
        if rows is not None:
            return BulkResult(rows, columns, {}, max(0, columns - fields), seen.private_line, seen.private)
        faults: Counter[str] = Counter()
        width = width_of(utf8, fmt, columns, first_line)
        rows = write_carefully(utf8, fmt, width, first_line, part, faults)
        told = dict(sorted(faults.items()))
        return BulkResult(rows, columns, told, width.short_header, seen.private_line, seen.private)


def bulk_relation(parquet: Path) -> str:
    """A SELECT over the file with the columns _row (line, INTEGER), _fault and _surplus (text or NULL), c0… (text)."""
    metadata = pq.read_metadata(parquet)
    file = literal(parquet.resolve())
    first_line = (metadata.metadata or {}).get(_FIRST_LINE.encode())
    if first_line is None:
        return f"SELECT * FROM read_parquet({file})"
    columns = ", ".join(f"c{index}" for index in range(metadata.num_columns))
    row = f"(file_row_number + {int(first_line)})::INTEGER AS _row"
    nothing = "NULL::VARCHAR AS _fault, NULL::VARCHAR AS _surplus"
    return f"SELECT {row}, {nothing}, {columns} FROM read_parquet({file}, file_row_number = true)"


def _write_fast(
    con: duckdb.DuckDBPyConnection,
    utf8: Path,
    fmt: Dialect,
    width: tuple[int, int],
    first_line: int,
    seen: Survey,
    part: Path,
) -> int | None:
    """Rows written, or None where only the careful path can tell the lines; `width` is columns and fields a record."""
    columns, fields = width
    # A blank line is a record of one empty field to DuckDB, and no record here.
    if min(columns, fields) < 2 or fields > limits.MAX_COLUMNS or not seen.plain:
        return None
    # DuckDB takes a delimiter at the end of a line for no further field.
    if fields < columns and has_delimiters_at_line_ends(utf8, fmt.delimiter):
        return None
    options = f"FORMAT parquet, COMPRESSION snappy, KV_METADATA {{{_FIRST_LINE}: '{first_line}'}}"
    source = _fitted(columns, fields, _read_csv(utf8, fmt, fields, first_line - 1))
    try:
        written = con.execute(f"COPY ({source}) TO {literal(part)} ({options})").fetchone()
    except (duckdb.InvalidInputException, duckdb.OutOfRangeException):
        return None
    rows = int(written[0]) if written else 0
    return rows if rows == seen.lines - (first_line - 1) else None


def _fitted(columns: int, fields: int, source: str) -> str:
    """Missing columns filled with '', blank surplus fields left out; a surplus field that is not blank breaks off."""
    if fields <= columns:
        missing = "".join(f", '' AS c{index}" for index in range(fields, columns))
        return f"SELECT *{missing} FROM {source}"
    blank = " AND ".join(f"trim(c{index}) = ''" for index in range(columns, fields))
    kept = ", ".join(f"c{index}" for index in range(1, columns))
    return f"SELECT CASE WHEN {blank} THEN c0 ELSE error('surplus') END AS c0, {kept} FROM {source}"


def _read_csv(utf8: Path, fmt: Dialect, columns: int, skip: int) -> str:
    names = [f"c{index}" for index in range(columns)]
    options = {
        "auto_detect": "false",
        "header": "false",
        "strict_mode": "true",
        "max_line_size": str(limits.MAX_FIELD_CHARACTERS),  # a longer line may hold a field that is too long
        "skip": str(skip),
        "delim": literal(fmt.delimiter),
        "quote": literal(fmt.quotechar),
        "escape": literal(fmt.quotechar),
        "columns": "{" + ", ".join(f"{name}: 'VARCHAR'" for name in names) + "}",
        "force_not_null": "[" + ", ".join(map(literal, names)) + "]",  # an empty field stays ''
    }
    return f"read_csv({literal(utf8.resolve())}, {', '.join(f'{key} = {value}' for key, value in options.items())})"
