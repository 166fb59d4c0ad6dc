"""Header paths: the labels over each column from the top row down, merged and group labels spread over the group."""

from gongkai.values.labels import normalise
from pipelines.readers.grid import Merge
from pipelines.readers.tables.header import Header
from pipelines.readers.tables.sheet import Sheet


def spread(sheet: Sheet, header: Header) -> list[list[str]]:
    """The rows of the header, normalised, a merged cell's text in all of its cells."""
    rows = [[normalise(text) for text in sheet.cells[row]] for row in range(header.top, header.bottom + 1)]
    for merge in sheet.merged_from(header.top, header.bottom):
        _fill(rows, header.top, merge)
    if header.shared:
        rows[-1] = [text if column in header.shared else "" for column, text in enumerate(rows[-1])]
    return rows


def _fill(rows: list[list[str]], top: int, merge: Merge) -> None:
    text = rows[merge.top - top][merge.left]
    for row in rows[merge.top - top : merge.bottom - top + 1]:
        row[merge.left : merge.right + 1] = [text] * (merge.right - merge.left + 1)


def paths(rows: list[list[str]]) -> tuple[str, ...]:
    """The path of every column of spread header rows; a step that repeats the one above is left out."""
    grouped = _with_groups(rows)
    return tuple(_path([row[column] for row in grouped]) for column in range(len(rows[0]) if rows else 0))


def _path(steps: list[str]) -> str:
    kept: list[str] = []
    for step in steps:
        if step and step not in kept[-1:]:
            kept.append(step)
    return "/".join(kept)


def _with_groups(rows: list[list[str]]) -> list[list[str]]:
    """A label that is not merged, but heads a group, over all columns of the group: up to the next label of its row or
    of a row above, as long as a row below has labels of its own.
    """
    done: list[list[str]] = []
    for depth, row in enumerate(rows):
        grouped = list(row)
        for column in range(1, len(row)):
            if not row[column] and grouped[column - 1] and _grouped(rows, done, depth, column):
                grouped[column] = grouped[column - 1]
        done.append(grouped)
    return done


def _grouped(rows: list[list[str]], done: list[list[str]], depth: int, column: int) -> bool:
    """Whether the column belongs to the group of the column on its left."""
    left, here = ([row[at] for row in rows[depth + 1 :]] for at in (column - 1, column))
    label = done_label = rows[depth][column - 1]
    if done and done[-1][column] != done[-1][column - 1]:
        return False
    own = any(text and text != label for text in left)
    merged = done_label and column > 1 and rows[depth][column - 2] == label
    return own and any(here) and not merged
