"""What stood in a cell, read once more from the bytes as they arrived. What it means is not decided here."""

from itertools import islice
from pathlib import Path

from pipelines.readers import TextFormat, read_workbook, sniff, sniff_text
from pipelines.readers.grid import column_number
from pipelines.readers.records import lines_of, records

BYTEWISE = ("utf-8", "utf-8-sig", "ascii", "gb18030")


def source_texts(landed: Path, sheet: str | None, row: int, letters: list[str]) -> list[str]:
    """The texts of one row in the columns with these letters; '' where nothing stands.

    `row` is the row of the sheet, or the line on which the record begins. Raises Unreadable for bytes that cannot be
    read any more, ValueError when the sheet is not among them.
    """
    columns = [column_number(each) for each in letters]
    kind = sniff(landed).kind
    if kind == "csv":
        fields = _record(landed, row)
        return [fields[column - 1] if column <= len(fields) else "" for column in columns]
    for grid in read_workbook(landed, kind):
        if grid.sheet == (sheet or grid.sheet):
            return [grid.text(row, column) for column in columns]
    raise ValueError(f"{sheet} is not in {landed.name}")


def _record(landed: Path, line: int) -> list[str]:
    fmt = sniff_text(landed)
    with landed.open("rb") as file:
        offset = _skip(landed, fmt, line)
        file.seek(offset or 0)
        with open(file.fileno(), encoding=fmt.encoding, newline="", closefd=False) as text:
            rest = lines_of(text) if offset is not None else islice(lines_of(text), line - 1, None)
            return next(iter(records(rest, fmt))).fields


def _skip(landed: Path, fmt: TextFormat, line: int) -> int | None:
    """Where the line begins; None where only decoding tells lines apart (UTF-16, lines that end in CR alone)."""
    with landed.open("rb") as file:
        sample = file.read(1 << 16)
        if fmt.encoding not in BYTEWISE or b"\r" in sample.replace(b"\r\n", b""):
            return None
        file.seek(0)
        # In these encodings the byte of a line feed is never part of another character.
        return sum(map(len, islice(file, line - 1)))
