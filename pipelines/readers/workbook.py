"""Workbooks to grids of text, one grid for each worksheet. What a sheet is about does not belong here.

xlsx and ods go through calamine, which gives cached values only: a formula never calculated and an error cell are
empty.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import python_calamine as calamine

from pipelines.readers.cells import cell_text
from pipelines.readers.extent import check_extent
from pipelines.readers.grid import Grid, Merge, State, filled_grid
from pipelines.readers.unreadable import Unreadable
from pipelines.readers.xls import read_xls

# Pairs, because these members cannot be keys.
_STATES: tuple[tuple[calamine.SheetVisibleEnum, State], ...] = (
    (calamine.SheetVisibleEnum.Visible, "visible"),
    (calamine.SheetVisibleEnum.Hidden, "hidden"),
    (calamine.SheetVisibleEnum.VeryHidden, "very_hidden"),
)


def read_workbook(path: Path, kind: str) -> list[Grid]:
    """Every worksheet in the order of the workbook; `kind` is what `sniff` said of the file.

    Raises Unreadable, and OSError for a file that cannot be opened; never an error of a library.
    """
    if kind == "xls":
        return read_xls(path)
    if kind in ("xlsx", "ods"):
        check_extent(path, kind)
        return _read_by_calamine(path)
    if kind == "empty":
        raise Unreadable("empty")
    if kind == "encrypted":
        raise Unreadable("encrypted", "workbook with a password")
    raise Unreadable("unsupported", f"{kind} is no workbook that is read here")


def _read_by_calamine(path: Path) -> list[Grid]:
    with _named_damage(), calamine.CalamineWorkbook.from_path(path) as workbook:
        return [
            _grid(workbook.get_sheet_by_index(index), metadata.visible)
            for index, metadata in enumerate(workbook.sheets_metadata)
            if metadata.typ == calamine.SheetTypeEnum.WorkSheet
        ]


def _grid(sheet: calamine.CalamineSheet, visible: calamine.SheetVisibleEnum) -> Grid:
    # iter_rows begins at sheet row 1, but at the first filled column.
    first_column = sheet.start[1] + 1 if sheet.start else 1
    rows = [[cell_text(value) for value in row] for row in sheet.iter_rows()]
    merged = [
        Merge(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    ]
    state = next(state for seen, state in _STATES if seen == visible)
    return filled_grid(sheet.name, state, rows, first_column, merged)


@contextmanager
def _named_damage() -> Iterator[None]:
    try:
        yield
    except calamine.PasswordError as cause:
        raise Unreadable("encrypted", "workbook with a password") from cause
    except calamine.CalamineError as cause:
        raise Unreadable("corrupt", f"calamine: {type(cause).__name__}") from cause
    except BaseException as cause:
        # A panic of the Rust library is no Exception; it has no importable class.
        if type(cause).__name__ != "PanicException":
            raise
        raise Unreadable("corrupt", "calamine: panic") from cause
