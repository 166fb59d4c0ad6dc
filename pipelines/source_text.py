"""What stood in a cell, read once more from the bytes as they arrived. What it means is not decided here."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.readers import Grid, TextFormat, members, read_workbook, sniff, sniff_text
from pipelines.readers.grid import column_number
from pipelines.readers.records import lines_of, records
from pipelines.readers.text import decoded
from pipelines.stages.extract.tidy import plain

BYTEWISE = ("utf-8", "utf-8-sig", "ascii", "gb18030")


def source_texts(
    landed: Path, sheet: str | None, row: int, letters: list[str], member: str | None = None, *, spanned: bool = True
) -> list[str]:
    """The texts of one row in the columns with these letters; '' where nothing stands.

    `row` is the row of the sheet, or the line on which the record begins; `member` the file inside an archive. A cell
    that stores a number or a date gives the text that a person sees. `spanned`: a cell inside a vertically merged range
    gives the range's text. Raises Unreadable for bytes that cannot be read any more, ValueError when the sheet or the
    member is not among them.
    """
    columns = [column_number(each) for each in letters]
    with _unpacked(landed, member) as path:
        kind = sniff(path).kind
        if kind == "csv":
            fields = _record(path, row)
            return [plain(fields[column - 1]) if column <= len(fields) else "" for column in columns]
        for grid in read_workbook(path, kind):
            if grid.sheet == (sheet or grid.sheet):
                return [_text(grid, row, column, spanned) for column in columns]
    raise ValueError(f"{sheet} is not in {landed.name}")


@contextmanager
def _unpacked(landed: Path, member: str | None) -> Iterator[Path]:
    """The file itself, or the one inside it; a .gz holds one only."""
    kind = sniff(landed)
    if kind.kind not in ("zip", "gz") or kind.detail:
        yield landed
        return
    with TemporaryDirectory(prefix="gongkai-source-") as folder:
        for found in members(landed, kind.kind, Path(folder)):
            if found.path and (found.name == member or kind.kind == "gz"):
                yield found.path
                return
    raise ValueError(f"{member} is not in {landed.name}")


def _text(grid: Grid, row: int, column: int, spanned: bool) -> str:
    if spanned and not grid.text(row, column):
        tops = (merge.top for merge in grid.merged if merge.left == column and merge.top <= row <= merge.bottom)
        row = next(tops, row)
    down, across = row - grid.first_row, column - grid.first_column
    printed = grid.printed[down][across] if grid.printed and grid.text(row, column) else ""
    return plain(printed or grid.text(row, column))


def _record(landed: Path, line: int) -> list[str]:
    fmt = sniff_text(landed)
    if fmt.repaired:
        text = io.StringIO("".join(decoded(landed, fmt)), newline="")
        return next(iter(records(islice(lines_of(text), line - 1, None), fmt))).fields
    with landed.open("rb") as file:
        offset = _skip(landed, fmt, line)
        file.seek(offset or 0)
        with open(file.fileno(), encoding=fmt.encoding, newline="", closefd=False) as lines:
            rest = lines_of(lines) if offset is not None else islice(lines_of(lines), line - 1, None)
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
