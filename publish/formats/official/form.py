"""A layout as it is printed: blocks side by side, their columns with headings, and where a row of the dataset goes.

What stands in the cells belongs to `lines`.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.contract import Contract, Field, Layout, Part
from gongkai.contract.printing import figure_headings, headings
from gongkai.values.amounts import unit_in

Key = tuple[str | None, ...]

#: Roles of the columns that tell what a line is about.
FIRST = ("key", "code", "name", "organisation")


@dataclass(frozen=True)
class Column:
    """A printed column: the steps of its heading from the top, and the dataset column that stands in it.

    `wide` numbers the figure of a wide table that it belongs to; `piece` counts the pieces of a code that is split over
    columns; `unit` is the unit of its own, '' where the sheet's counts.
    """

    heading: tuple[str, ...]
    field: Field
    wide: int | None = None
    piece: int | None = None
    unit: str = ""

    @property
    def is_money(self) -> bool:
        """An amount, or the price of a piece."""
        return self.field.role in ("amount", "price")

    @property
    def is_figure(self) -> bool:
        """A number of any kind: an amount, a percentage, a count."""
        return self.field.type in ("number", "integer") and self.field.role not in ("key", "context")


@dataclass(frozen=True)
class Block:
    """Columns that stand together under the label of their part, '' where the title says it or there are no parts."""

    part: str | None
    label: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Form:
    """The blocks, and for each set of texts that the layout sets (in the order of `names`) the block and the figure."""

    layout: Layout
    blocks: tuple[Block, ...]
    names: tuple[str, ...]
    places: dict[Key, tuple[int, int | None]]

    def only(self, part: str) -> "Form":
        """The form of one part that has a table of its own, whose title names it."""
        number = next(place for place, block in enumerate(self.blocks) if block.part == part)
        places = {key: (0, wide) for key, (block, wide) in self.places.items() if block == number}
        return replace(self, blocks=(replace(self.blocks[number], label=""),), places=places)


def form_of(contract: Contract, year: int, filled: Collection[str]) -> Form | None:
    """The form of a dataset; None where no layout prints. Of its optional columns only the `filled` are printed."""
    layout = contract.sources.printing
    if layout is None:
        return None
    names = _set_names(layout)
    parts: list[tuple[str | None, Part | None]] = [*layout.parts.items()] or [(None, None)]
    places: dict[Key, tuple[int, int | None]] = {}
    blocks = []
    for number, (name, part) in enumerate(parts):
        figures = [(heading, at) for heading, at in figure_headings(layout, name) if at is not None]
        for at in [at for _, at in figures] if layout.wide else [None]:
            one = layout.wide.columns[at].set if layout.wide and at is not None else {}
            said = {**layout.set, **(part.set if part else {}), **one}
            places.setdefault(tuple(map(said.get, names)), (number, at))
        columns = tuple(_columns(contract, layout, year, filled, figures))
        blocks.append(Block(name, part.labels[0] if part else "", columns))
    return Form(layout, tuple(blocks), names, places)


def _set_names(layout: Layout) -> tuple[str, ...]:
    """The columns whose texts the layout sets, for all rows, by part, or by wide column."""
    wide = layout.wide.columns if layout.wide else ()
    sets = [layout.set, *(part.set for part in layout.parts.values()), *(one.set for one in wide)]
    return tuple(dict.fromkeys(name for each in sets for name in each))


def _columns(
    contract: Contract, layout: Layout, year: int, filled: Collection[str], figures: Sequence[tuple[str, int]]
) -> Iterator[Column]:
    """Codes and names before the figures of a wide table, everything else after them."""
    printed = [name for name, source in layout.columns.items() if not source.optional or name in filled]
    first = [name for name in printed if contract.table.by_name[name].role in FIRST] if layout.wide else printed
    for name in first:
        yield from _stated(contract, layout, name, year)
    for heading, at in figures:
        yield from _figures(contract, layout, heading, at, filled)
    for name in printed:
        if name not in first:
            yield from _stated(contract, layout, name, year)


def _stated(contract: Contract, layout: Layout, name: str, year: int) -> Iterator[Column]:
    source, field = layout.columns[name], contract.table.by_name[name]
    for piece, heading in enumerate(headings(layout, name, year)):
        if source.parts:
            yield Column(_steps(heading), field, piece=piece)
        else:
            yield Column(_steps(heading), field, unit=unit_in(heading) or source.unit or "")


def _figures(contract: Contract, layout: Layout, heading: str, at: int, filled: Collection[str]) -> Iterator[Column]:
    fields = contract.table.by_name
    assert layout.wide is not None
    yield Column(_steps(heading), fields[layout.wide.column], wide=at, unit=unit_in(heading) or "")
    for name, headers in layout.wide.columns[at].beside.items():
        if name in filled:
            yield Column(_steps(headers[0]), fields[name], wide=at)


def _steps(heading: str) -> tuple[str, ...]:
    return tuple(heading.split("/"))
