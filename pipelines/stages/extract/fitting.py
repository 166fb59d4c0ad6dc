"""One layout held against one table: where its columns stand, which part it is, what is set. Which layout wins is
decided in `claims`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.contract import ColumnSource, Layout, Wide
from gongkai.contract.sources import WideColumn as WideSource
from gongkai.values.labels import normalise
from pipelines.readers.tables import Table
from pipelines.stages.extract.model import WideColumn
from pipelines.stages.extract.paths import bare, columns_named
from pipelines.stages.extract.surroundings import Surroundings, fact, fiscal_year


@dataclass(frozen=True)
class Fit:
    """How a layout fits. `missing` names the required columns that stand nowhere, `unstated` the facts that nothing
    around the table states, `part_unknown` that it cannot be told which part it is; `twice` are the columns under the
    same header as one that is read.
    """

    year: int | None
    places: dict[str, tuple[int, ...]]
    wide: tuple[WideColumn, ...]
    part: str | None
    fixed: dict[str, str]
    missing: tuple[str, ...]
    unstated: tuple[str, ...]
    part_unknown: bool
    twice: tuple[int, ...]

    @property
    def lacking(self) -> int:
        """How much is missing; 0 for a table that can be used."""
        return len(self.missing) + len(self.unstated) + self.part_unknown

    @property
    def read(self) -> frozenset[int]:
        """The columns that something is read from."""
        wide = {index for one in self.wide for index in (one.column, *one.beside.values())}
        return frozenset({index for place in self.places.values() for index in place} | wide)


def fit(layout: Layout, around: Surroundings) -> Fit:
    """The layout on the table; its words of the title are not looked at here."""
    paths = around.table.paths
    year = fiscal_year(layout, around)
    places: dict[str, tuple[int, ...]] = {}
    twice: set[int] = set()
    for column, source in layout.columns.items():
        found = _places(source, paths, year)
        if found:
            places[column] = tuple(indices[0] for indices in found)
            twice.update(i for indices in found for i in indices[1:] if not _one_cell(around.table, indices[0], i))
    taken = {index for place in places.values() for index in place}
    wide = list(_wide(layout.wide, paths, taken)) if layout.wide else []
    part = part_of(layout, around)
    fixed, unstated = _fixed(layout, part, around)
    return Fit(
        year=year,
        places=places,
        wide=tuple(wide),
        part=part,
        fixed=fixed,
        missing=tuple(_missing(layout, places, wide)),
        unstated=unstated,
        part_unknown=bool(layout.parts) and part is None,
        twice=tuple(sorted(twice | _alike(wide))),
    )


def _one_cell(table: Table, first: int, other: int) -> bool:
    """Whether one merged header cell stands over both columns, so that the first is meant."""
    columns = (table.first_column + first, table.first_column + other)
    return not table.cells and any(
        merge.left <= columns[0] and columns[1] <= merge.right and merge.bottom == table.header_bottom
        for merge in table.grid.merged
    )


def _places(source: ColumnSource, paths: tuple[str, ...], year: int | None) -> list[list[int]] | None:
    """For each piece of a column, the sheet columns under its header; None if a piece stands nowhere."""
    found = [columns_named(aliases, paths) for aliases in source.parts or (source.named(year),)]
    return found if all(found) else None


def _missing(layout: Layout, places: dict[str, tuple[int, ...]], wide: list[WideColumn]) -> Iterator[str]:
    yield from (name for name, source in layout.columns.items() if name not in places and not source.optional)
    if layout.wide and not wide:
        yield layout.wide.column


def _wide(wide: Wide, paths: tuple[str, ...], taken: set[int]) -> Iterator[WideColumn]:
    """The columns of one amount from left to right; the first declaration that fits a column takes it."""
    found: dict[int, WideColumn] = {}
    for source in wide.columns:
        beside = dict(_beside(source, paths))
        for index, sets in _fitting(source, paths):
            if index not in taken:
                found.setdefault(index, WideColumn(column=index, set=sets, beside=beside))
    yield from (found[index] for index in sorted(found))


def _beside(source: WideSource, paths: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The first column under a header of each that belongs to this amount alone; none where the table lacks it."""
    for name, headers in source.beside.items():
        yield from ((name, index) for index in columns_named(headers, paths)[:1])


def _fitting(source: WideSource, paths: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    if source.headers:
        yield from ((index, source.set) for index in columns_named(source.headers, paths))
        return
    pattern = re.compile(str(source.pattern))
    for index, path in enumerate(paths):
        steps = dict.fromkeys(form for step in path.split("/") for form in (step, bare(step)))
        match = next((match for step in steps if (match := pattern.fullmatch(step))), None)
        if match:
            yield index, {**source.set, **{name: text for name, text in match.groupdict().items() if text}}


def _alike(wide: list[WideColumn]) -> set[int]:
    """Columns of one amount that set the same as another: which is meant is unknown."""
    said = [one.set for one in wide]
    return {one.column for number, one in enumerate(wide) if one.set in said[:number]}


def part_of(layout: Layout, around: Surroundings) -> str | None:
    """Which part of the layout the table is: by the label over it, the top of its headers, its title or its sheet."""
    tops = " ".join(dict.fromkeys(path.split("/")[0] for path in around.table.paths))
    for text in (around.table.label, tops, *around.titles, around.sheet):
        if part := _labelled(layout, normalise(text)):
            return part
    return None


def _labelled(layout: Layout, text: str) -> str | None:
    """The one part whose label stands in the text; a label inside a longer one does not count (收入 in 转移性收入)."""
    labels = {normalise(label): name for name, part in layout.parts.items() for label in part.labels}
    for label in sorted(labels, key=len, reverse=True):
        if label in text:
            rest = text.replace(label, "\n")
            others = {name for other, name in labels.items() if other in rest}
            return labels[label] if others <= {labels[label]} else None
    return None


def _fixed(layout: Layout, part: str | None, around: Surroundings) -> tuple[dict[str, str], tuple[str, ...]]:
    """What is set for every row, and the facts that nothing states."""
    found = {column: fact(pattern, around) for column, pattern in layout.context.items()}
    stated = {column: text for column, text in found.items() if text is not None}
    unstated = tuple(name for name, text in found.items() if text is None and not layout.context[name].optional)
    of_part = layout.parts[part].set if part else {}
    return {**layout.set, **of_part, **stated}, unstated
