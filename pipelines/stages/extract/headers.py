"""Finding header rows: merged cells are spread, rows become header paths, paths are matched with a layout's columns."""

from dataclasses import dataclass

from gongkai.contract import ColumnSource, Layout
from gongkai.values.amounts import unit_in
from gongkai.values.labels import normalise
from pipelines.readers import Grid

HEAD_ROWS = 40
CONTEXT_WORDS = ("编制部门", "编制单位", "填报部门", "填报单位", "预算单位", "单位名称", "制表", "单位:")
SHORT = 40


@dataclass(frozen=True)
class Header:
    """A header block: list indices of its first and last row, and the path of every column."""

    top: int
    bottom: int
    paths: tuple[str, ...]


def spread(grid: Grid) -> list[list[str]]:
    """The first rows of a sheet, labels normalised, each merged cell's text in all of its cells."""
    rows = [[normalise(text) for text in row] for row in grid.rows[:HEAD_ROWS]]
    for merge in grid.merged:
        top, left = merge.top - grid.first_row, merge.left - grid.first_column
        bottom, right = merge.bottom - grid.first_row, merge.right - grid.first_column
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return rows


def is_context(row: list[str]) -> bool:
    """Whether the row states the unit, the department or the like rather than headers."""
    return any(text.startswith(CONTEXT_WORDS) or (unit_in(text) and "单位" in text) for text in row)


def header_ending_at(rows: list[list[str]], bottom: int) -> Header:
    """The header whose last row is `bottom`: upwards as long as rows hold several labels that are no context."""
    top = bottom
    while top > 0 and len({text for text in rows[top - 1] if text}) > 1 and not is_context(rows[top - 1]):
        top -= 1
    width = max(len(row) for row in rows)
    return Header(top, bottom, tuple(_path(rows[top : bottom + 1], column) for column in range(width)))


def _path(rows: list[list[str]], column: int) -> str:
    steps: list[str] = []
    for row in rows:
        text = row[column] if column < len(row) else ""
        if text and (not steps or steps[-1] != text):
            steps.append(text)
    return "/".join(steps)


def resolve(layout: Layout, paths: tuple[str, ...]) -> tuple[dict[str, tuple[int, ...]], tuple[str, ...]]:
    """Where each column of the layout stands, and which of the required ones stand nowhere."""
    places: dict[str, tuple[int, ...]] = {}
    missing: list[str] = []
    for column, source in layout.columns.items():
        found = _places(source, paths)
        if found is not None:
            places[column] = found
        elif not source.optional:
            missing.append(column)
    return places, tuple(missing)


def _places(source: ColumnSource, paths: tuple[str, ...]) -> tuple[int, ...] | None:
    found = [_place(aliases, paths) for aliases in (source.parts or (source.headers,))]
    return tuple(place for place in found if place is not None) if None not in found else None


def _place(aliases: tuple[str, ...], paths: tuple[str, ...]) -> int | None:
    return next(iter(_fitting(aliases, paths)), None)


def _fitting(aliases: tuple[str, ...], paths: tuple[str, ...]) -> list[int]:
    """The columns under the first of the aliases that stands anywhere."""
    for alias in map(normalise, aliases):
        found = [index for index, path in enumerate(paths) if path == alias or path.endswith(f"/{alias}")]
        if found:
            return found
    return []


def twice(layout: Layout, paths: tuple[str, ...], places: dict[str, tuple[int, ...]]) -> list[int]:
    """The columns under the same header as one that a dataset column is read from: which is meant is unknown."""
    sources = (layout.columns[column] for column in places)
    named = (aliases for source in sources for aliases in (source.parts or (source.headers,)))
    return sorted({index for aliases in named for index in _fitting(aliases, paths)[1:]})


def any_header(rows: list[list[str]]) -> Header | None:
    """The likely header of a table nobody claims: the first row with several short labels, down to where labels end."""
    for top, row in enumerate(rows):
        labels = [text for text in row if text]
        if len(set(labels)) > 1 and max(map(len, labels)) < SHORT and not is_context(row):
            return header_ending_at(rows, _last_label_row(rows, top))
    return None


def _last_label_row(rows: list[list[str]], top: int) -> int:
    bottom = top
    while bottom + 1 < len(rows) and _labels_below(rows[bottom + 1], rows[top]):
        bottom += 1
    return bottom


def _labels_below(row: list[str], top: list[str]) -> bool:
    """A further header row: no digits, and a label wherever the first header row has one (amounts of a body would be
    missing).
    """
    filled = all(text or not upper for text, upper in zip(row, top, strict=False))
    return any(row) and filled and not any(character.isdigit() for text in row for character in text)
