"""Grids drawn as text: one line per row, cells parted by |, merged ranges by their names."""

import re
from textwrap import dedent

from pipelines.readers.grid import Grid, Merge, column_number
from pipelines.readers.tables import Table, find_tables


def sketch(drawing: str, merged: str = "", **rest: object) -> Grid:
    """The grid of the drawing, from A1; `merged` is written “A1:C1 A2:A3”."""
    lines = [line.split("|") for line in dedent(drawing).strip("\n").split("\n")]
    width = max(map(len, lines))
    rows = [[cell.strip() for cell in line] + [""] * (width - len(line)) for line in lines]
    return Grid("表", rows=rows, merged=[_merge(name) for name in merged.split()], **rest)  # type: ignore[arg-type]


def _merge(name: str) -> Merge:
    left, top, right, bottom = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", name).groups()  # type: ignore[union-attr]
    return Merge(int(top), column_number(left), int(bottom), column_number(right))


def found(drawing: str, merged: str = "", words: tuple[str, ...] = ()) -> list[Table]:
    """The tables found in the drawing."""
    return find_tables(sketch(drawing, merged), words)


def only(drawing: str, merged: str = "", words: tuple[str, ...] = ()) -> Table:
    """The one table of the drawing."""
    [table] = found(drawing, merged, words)
    return table
