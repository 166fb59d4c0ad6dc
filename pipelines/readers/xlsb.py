"""Binary workbooks (.xlsb) to grids: values from a library, errors and hidden rows from the records.

Number formats are not known here: a printed text is the text of the value.
"""

import dataclasses
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from zipfile import ZipFile

import python_calamine as calamine

from pipelines.readers import limits
from pipelines.readers.archive import open_archive, read_through
from pipelines.readers.assembly import Tick
from pipelines.readers.cells import Stored, cell_text
from pipelines.readers.grid import Grid, Merge, State, filled_grid
from pipelines.readers.unreadable import Unreadable
from pipelines.readers.xlsb_records import Marks, marks_of, sheet_relations, text_sizes
from pipelines.readers.xlsx_parts import Package, check_members

Seen = TypeVar("Seen")

# Pairs, because these members cannot be keys.
_STATES: tuple[tuple[calamine.SheetVisibleEnum, State], ...] = (
    (calamine.SheetVisibleEnum.Visible, "visible"),
    (calamine.SheetVisibleEnum.Hidden, "hidden"),
    (calamine.SheetVisibleEnum.VeryHidden, "very_hidden"),
)
_WORKBOOK, _STRINGS = "xl/workbook.bin", "xl/sharedStrings.bin"


def read_xlsb(path: Path, tick: Tick | None = None) -> list[Grid]:
    """Every worksheet in the order of the workbook. Raises Unreadable: truncated, corrupt, encrypted or too_large."""
    try:
        with open_archive(path) as archive:
            check_members(archive, ())
            marks = list(_marks(archive))
    except (struct.error, IndexError) as cause:
        raise Unreadable("corrupt", "a record that is cut off") from cause
    with _named_damage(), calamine.CalamineWorkbook.from_path(path) as workbook:
        grids = []
        for index, metadata in enumerate(workbook.sheets_metadata):
            if metadata.typ == calamine.SheetTypeEnum.WorkSheet and index < len(marks):
                sheet = workbook.get_sheet_by_index(index)
                grids.append(_grid(sheet, metadata.visible, marks[index]))
                if tick:
                    tick(sheet.total_height)
        return grids


def _marks(archive: ZipFile) -> Iterator[Marks]:
    """The marks of each sheet; within the limits, so that the library may read them all."""
    # By the names that the library will look for, so that it reads what was looked at here.
    targets = {key: f"xl/{target}" for key, target in Package(archive).targets(_WORKBOOK).items()}
    names = set(archive.namelist())
    sizes: Sequence[int] = _scanned(archive, _STRINGS, text_sizes) if _STRINGS in names else ()
    scan = partial(marks_of, sizes=sizes)
    cells = characters = 0
    for relation in _scanned(archive, _WORKBOOK, sheet_relations):
        if targets.get(relation) not in names:
            raise Unreadable("corrupt", "a sheet without its part")
        marks = _scanned(archive, targets[relation], scan)
        cells += marks.last_row * marks.last_column
        characters += marks.characters
        if cells > limits.MAX_CELLS or characters > limits.MAX_TEXT_BYTES:
            raise Unreadable("too_large", f"the sheets span {cells} cells with {characters} bytes of texts")
        yield marks


def _scanned(archive: ZipFile, member: str, scan: Callable[[Iterable[bytes]], Seen]) -> Seen:
    # Closed even when the member is given up half way, so that the archive can be closed too.
    with closing(read_through(archive, member)) as chunks:
        return scan(chunks)


def _grid(sheet: calamine.CalamineSheet, visible: calamine.SheetVisibleEnum, marks: Marks) -> Grid:
    # iter_rows begins at sheet row 1, but at the first filled column.
    left = sheet.start[1] if sheet.start else 0
    texts: list[list[str]] = []
    printed: list[list[str]] = []
    for row in sheet.iter_rows():
        texts.append([""] * left + [cell_text(value) for value in row])
        printed.append([""] * left + [cell_text(value) if _is_number(value) else "" for value in row])
    for address, text in marks.errors.items():
        texts += [[] for _ in range(address.row - len(texts))]
        row_texts = texts[address.row - 1]
        row_texts += [""] * (address.column - len(row_texts))
        row_texts[address.column - 1] = text
    merged = [
        Merge(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    ]
    state = next(state for seen, state in _STATES if seen == visible)
    hidden = {"hidden_rows": marks.hidden_rows, "hidden_columns": marks.hidden_columns}
    grid = filled_grid(sheet.name, state, texts, 1, merged, printed=printed, **hidden)
    return dataclasses.replace(grid, derived=True, errors=marks.errors, formulas=marks.formulas)


def _is_number(value: Stored) -> bool:
    return isinstance(value, (float, int, date, time, timedelta)) and not isinstance(value, bool)


@contextmanager
def _named_damage() -> Iterator[None]:
    try:
        yield
    except calamine.PasswordError as cause:
        raise Unreadable("encrypted", "workbook with a password") from cause
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as cause:
        raise Unreadable("corrupt", f"calamine: {type(cause).__name__}") from cause
    except BaseException as cause:
        # A panic of the Rust library is no Exception; it has no importable class.
        if type(cause).__name__ != "PanicException":
            raise
        raise Unreadable("corrupt", "calamine: panic") from cause
