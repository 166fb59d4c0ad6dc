"""The texts of a grid without what spreadsheets leave in them: escaped and doubled line ends. It interprets nothing."""

import re
from dataclasses import replace

from pipelines.readers import Grid

_LINE_END = re.compile(r"(?:_x000[Dd]_|\r)+\n?|_x000[Aa]_")


def tidy(grid: Grid) -> Grid:
    """The grid with `\\n` for every line end; `_x000D_` is how xlsx (ECMA-376, ST_Xstring) writes a carriage return."""
    if not any(_is_marked(text) for row in grid.rows for text in row):
        return grid
    return replace(grid, rows=[[plain(text) for text in row] for row in grid.rows])


def plain(text: str) -> str:
    """One text with `\\n` for every line end."""
    return _LINE_END.sub("\n", text) if _is_marked(text) else text


def _is_marked(text: str) -> bool:
    return "\r" in text or "_x000" in text
