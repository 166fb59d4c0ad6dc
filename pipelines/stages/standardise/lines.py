"""The rows of a table with their labels. A label that breaks over rows, as text recognition leaves it, is put together
where the code list knows the whole of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.engine import literal
from gongkai.values.labels import normalise, without_translation
from gongkai.values.outline import Outline, outline
from pipelines.stages.standardise.naming import Names
from pipelines.stages.standardise.values import BLANKS, Column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Line:
    """A row with its label and the places of its amounts that are not blank.

    `printed` is the whole label where it breaks over several rows (`broken`); `joined` says that the row holds the rest
    of another's label and states nothing itself; `code` is the code that the row prints beside its label.
    """

    row: int
    printed: str
    figures: frozenset[int]
    outline: Outline
    code: str = ""
    broken: bool = False
    joined: bool = False


def read_lines(
    connection: "DuckDBPyConnection", column: Column, amounts: Sequence[Column], code: Column | None = None
) -> list[Line]:
    """The rows of the view `body` in their order; `code` is the column of printed codes, where there is one."""
    cells = [f"trim(c{source}, {literal(BLANKS)}) <> ''" for amount in amounts for source in amount.sources]
    text = " || ".join(f"c{source}" for source in column.sources)
    codes = code.text_sql if code else "''"
    query = f"SELECT _row, {text}, [{', '.join(cells)}]::BOOLEAN[], {codes} FROM body ORDER BY _row"
    return [_line(*found) for found in connection.execute(query).fetchall()]


def _line(row: int, label: str, filled: list[bool], code: str) -> Line:
    figures = frozenset(place for place, full in enumerate(filled) if full)
    return Line(row, label.strip(BLANKS), figures, outline(label), code)


def put_together(lines: Sequence[Line], names: Names) -> list[Line]:
    """Labels that break over rows made whole: the row with the figures gets the label, the others are part of it."""
    found: list[Line] = []
    start = 0
    while start < len(lines):
        group = _group(lines, start, names)
        found += group
        start += len(group)
    return found


def _group(lines: Sequence[Line], start: int, names: Names) -> list[Line]:
    """The row and those below that hold the rest of its label or of its figures, in columns where it has none."""
    head = lines[start]
    if head.code:
        return [head]
    for end in (start + 2, start + 3) if head.printed and head.outline.name not in names else ():
        group = lines[start:end]
        whole = normalise("".join(without_translation(line.outline.name) for line in group))
        if len(group) == end - start and _one_row(group) and names.nearly(whole):
            return _whole(group, whole)
    pair = lines[start : start + 2]
    if len(pair) == 2 and head.printed and not pair[1].printed and pair[1].figures and _one_row(pair):
        return _whole(pair, head.outline.name)
    return [head]


def _one_row(group: Sequence[Line]) -> bool:
    """Whether the rows can be one row of the table: one number or code at its beginning, one figure in a column."""
    figures = [place for line in group for place in line.figures]
    return not any(line.outline.mark or line.code for line in group[1:]) and len(figures) == len(set(figures)) > 0


def _whole(group: Sequence[Line], name: str) -> list[Line]:
    printed = "".join(line.printed for line in group)
    told = replace(group[0].outline, name=name)
    return [
        replace(line, printed=printed, outline=told, broken=True)
        if line.figures
        else replace(line, outline=outline(""), joined=True)
        for line in group
    ]
