"""Blocks side by side made equally long, with their totals (本年收入合计 | 本年支出合计) on one line."""

from collections.abc import Sequence

from gongkai.values.labels import is_total
from publish.formats.official.figures import Cell, Cells


def level(blocks: Sequence[Cells], widths: Sequence[int]) -> list[Cells]:
    """The blocks, of these widths, filled up with blank rows: before their totals where all have as many of them."""
    pieces = [_pieces(rows) for rows in blocks]
    if len(set(map(len, pieces))) > 1:
        pieces = [[rows] for rows in blocks]
    heights = [max(map(len, beside)) for beside in zip(*pieces, strict=True)]
    return [
        [row for piece, height in zip(each, heights, strict=True) for row in _filled(piece, height, width)]
        for each, width in zip(pieces, widths, strict=True)
    ]


def _pieces(rows: Cells) -> list[Cells]:
    """The rows up to each total, and those after the last."""
    pieces: list[Cells] = [[]]
    for row in rows:
        pieces[-1].append(row)
        if _is_total(row):
            pieces.append([])
    return pieces


def _filled(piece: Cells, height: int, width: int) -> Cells:
    blank: Cells = [[None] * width for _ in range(height - len(piece))]
    return [*piece[:-1], *blank, piece[-1]] if piece and _is_total(piece[-1]) else [*piece, *blank]


def _is_total(row: Sequence[Cell]) -> bool:
    return any(isinstance(cell, str) and is_total(cell) for cell in row)
