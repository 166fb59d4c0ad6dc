"""The changed cells of a version as the page shows them: which row, which column, what stood there before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.contract import Contract, Field
from publish.portal.wording import Word

#: So many columns tell the reader which row is meant.
KEYS = 6
KINDS = {
    "changed": Word("±", "更改", "changed", "warn"),
    "added": Word("＋", "新增", "added", "good"),
    "removed": Word("－", "删除", "removed", "bad"),
}


@dataclass(frozen=True)
class ShownLine:
    """One cell or row; `column` is None for a whole row."""

    kind: Word
    row: tuple[str, ...]
    column: Field | None
    before: str
    after: str


@dataclass(frozen=True)
class ShownLines:
    """The first lines; `keys` are the columns that name the row, `total` all lines, `complete` whether the file lists
    every change.
    """

    keys: tuple[Field, ...]
    lines: tuple[ShownLine, ...]
    total: int
    complete: bool
    comparable: bool
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]


def shown_lines(contract: Contract, told: Mapping[str, Any], most: int) -> ShownLines:
    """The first lines of what was told of a version, at most so many. Columns that are the same for a whole release or
    that today's declaration no longer has do not name the row.
    """
    fields = [contract.table.by_name.get(column) for column in told["matched_by"]]
    places = [(place, field) for place, field in enumerate(fields) if field]
    chosen = ([each for each in places if not _same_for_all(each[1])] or places)[:KEYS]
    lines = []
    for kind, *row, column, before, after in told["first"][:most]:
        keys = tuple(row[place] for place, _ in chosen)
        lines.append(ShownLine(KINDS[kind], keys, contract.table.by_name.get(column), before, after))
    return ShownLines(
        keys=tuple(field for _, field in chosen),
        lines=tuple(lines),
        total=told["lines"],
        complete=told["complete"],
        comparable=bool(told["matched_by"]),
        columns_added=tuple(told["columns_added"]),
        columns_removed=tuple(told["columns_removed"]),
    )


def _same_for_all(field: Field) -> bool:
    return bool(field.derive and field.derive.context in ("region_code", "fiscal_year"))
