"""Workbooks of Excel since 2007 (.xlsx) to grids. Each sheet is read once, as it is unpacked.

A library reads such values too, but no formats, hidden rows, error cells or formulas; reading each sheet a second time
for them costs more than reading it here once. What a sheet is about does not belong here.
"""

import dataclasses
import gc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from zipfile import ZipFile

from pipelines.readers import limits
from pipelines.readers.archive import open_archive, read_through
from pipelines.readers.assembly import Room, Tick
from pipelines.readers.grid import Grid, filled_grid
from pipelines.readers.unreadable import Unreadable
from pipelines.readers.xlsx_batch import Sheet
from pipelines.readers.xlsx_cells import CellReader
from pipelines.readers.xlsx_parts import Parts, SheetPart, check_members, parts_of
from pipelines.readers.xlsx_sheet import read_sheet
from pipelines.readers.xlsx_strings import shared_strings
from pipelines.readers.xlsx_styles import PLAIN, styles_of


def read_xlsx(path: Path, tick: Tick | None = None) -> list[Grid]:
    """Every worksheet in the order of the workbook.

    Raises Unreadable: truncated, corrupt, encrypted or too_large.
    """
    with open_archive(path) as archive, _no_search_for_cycles():
        parts = parts_of(archive)
        check_members(archive, {parts.strings or "", parts.styles or "", *(sheet.member for sheet in parts.sheets)})
        cells = _cell_reader(archive, parts)
        room = Room(tick)
        return [_grid(part, _sheet(archive, part, cells, room)) for part in parts.sheets]


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    # Rows of texts refer to nothing that refers to them; looking through millions of them again and again for what
    # could be freed takes a fifth of the time.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _sheet(archive: ZipFile, part: SheetPart, cells: CellReader, room: Room) -> Sheet:
    # Closed even when the sheet is given up half way, so that the archive can be closed too.
    with closing(read_through(archive, part.member)) as chunks:
        return read_sheet(chunks, cells, room)


def _cell_reader(archive: ZipFile, parts: Parts) -> CellReader:
    strings: list[str] = []
    if parts.strings:
        with closing(read_through(archive, parts.strings)) as chunks:
            strings = shared_strings(chunks)
    if parts.styles and archive.getinfo(parts.styles).file_size > limits.MAX_TREE_BYTES:
        raise Unreadable("too_large", "the styles of the workbook")
    styles = styles_of(archive.read(parts.styles)) if parts.styles else [PLAIN]
    return CellReader(strings, styles, parts.date1904)


def _grid(part: SheetPart, sheet: Sheet) -> Grid:
    grid = filled_grid(
        part.name,
        part.state,
        sheet.rows,
        1,
        sheet.merged,
        printed=sheet.printed,
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
    )
    return dataclasses.replace(
        grid,
        derived=True,
        errors=sheet.errors,
        indents=sheet.indents,
        uncomputed=tuple(sheet.formulas.uncomputed),
        linked=tuple(sheet.formulas.linked),
        formulas=sheet.formulas.count,
    )
