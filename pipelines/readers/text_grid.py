"""A small text file as one grid, so that titles, notes and several tables are found in it as in a sheet.

Does not belong here: files of any size (`bulk`), and which rows are a table.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.readers import limits
from pipelines.readers.grid import Grid, filled_grid
from pipelines.readers.records import Record, Width, check_width, lines_of, records
from pipelines.readers.text import TextFormat, decoded
from pipelines.readers.unreadable import Unreadable


@dataclass(frozen=True)
class TextGrid(Grid):
    """A grid whose row n is line n of the file: a record stands on the line where it begins, the lines that it spans
    further are blank, and short records are filled up with ''.

    `faults` are the lines that cannot be cut into fields (bad_quotes, long_field), whose text stands in `raw`; their
    row is blank. `widths` are the fields of each record by its line, before they were filled up.
    """

    faults: dict[int, str] = field(default_factory=dict)
    raw: dict[int, str] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FieldFaults:
    """Of one table in a text: `short_header` counts the columns at the end of the header that no record has (its
    records are filled up with '', and are no fault); `faults` are few_fields and many_fields by line.
    """

    short_header: int
    faults: dict[int, str]


def is_small(path: Path) -> bool:
    """Whether the file is read whole by `text_grid`; larger ones go through `bulk.text_to_parquet`."""
    if path.stat().st_size > limits.SMALL_TEXT:
        return False
    content = path.read_bytes()
    return max(content.count(b"\n"), content.count(b"\r")) <= limits.SMALL_TEXT_LINES


def text_grid(path: Path, fmt: TextFormat) -> TextGrid:
    """The whole file, written as `sniff_text` found.

    Raises Unreadable: encoding (with byte offset and line, also for a NUL) and too_large.
    """
    if not is_small(path):
        raise Unreadable("too_large", "a text of this size is read in bulk")
    text = "".join(decoded(path, fmt))
    found = list(records(lines_of(io.StringIO(text, newline="")), fmt))
    last = found[-1].line if found else 0
    width = max((len(record.fields) for record in found), default=0)
    check_width(width)
    if last * width > limits.MAX_CELLS:
        raise Unreadable("too_large", f"{width} fields in one of {last} lines")
    grid = filled_grid("", "visible", _rows(found, last, width), 1, [])
    return TextGrid(
        grid.sheet,
        grid.state,
        grid.rows,
        grid.first_row,
        grid.first_column,
        faults={record.line: record.fault for record in found if record.fault},
        raw={record.line: record.raw for record in found if record.fault},
        widths={record.line: len(record.fields) for record in found if not record.fault},
    )


def field_faults(grid: TextGrid, columns: int, body: Iterable[int]) -> FieldFaults:
    """Which records on these lines have too few or too many fields under a header of so many.

    The rule is that of the bulk path (`records.Width`).
    """
    lines = [line for line in body if line in grid.widths]
    width = Width(columns, min(columns, max((grid.widths[line] for line in lines), default=columns)))
    found = ((line, width.fault(grid.widths[line], _surplus(grid, line, columns))) for line in lines)
    return FieldFaults(width.short_header, {line: fault for line, fault in found if fault})


def _surplus(grid: TextGrid, line: int, columns: int) -> list[str]:
    return [grid.text(line, column) for column in range(columns + 1, grid.widths[line] + 1)]


def _rows(found: list[Record], last: int, width: int) -> list[list[str]]:
    rows = [[""] * width for _ in range(last)]
    for record in found:
        rows[record.line - 1][: len(record.fields)] = record.fields
    return rows
