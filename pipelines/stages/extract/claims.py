"""Which dataset claims a table: every layout of every contract is offered it; one taker is a claim, two are a conflict.

How a layout fits a table belongs to `fitting`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.contract import Contract, Layout
from gongkai.values.amounts import unit_in
from gongkai.values.labels import normalise
from gongkai.values.prices import priced_in
from pipelines.readers.tables import Table
from pipelines.stages.extract.fitting import Fit, fit
from pipelines.stages.extract.surroundings import Surroundings, recognised, table_unit

NEARLY = 0.6


@dataclass(frozen=True)
class Claim:
    """A layout that fits, or nearly fits, a table."""

    contract: Contract
    layout: Layout
    around: Surroundings
    fit: Fit

    @property
    def table(self) -> Table:
        """The table it claims."""
        return self.around.table

    @property
    def unit(self) -> str | None:
        """The unit of the table."""
        return table_unit(self.layout, self.around)

    @property
    def units(self) -> dict[str, str]:
        """The unit of every column whose unit is known: in its header, else declared, else the table's."""
        known = {name: self._unit(name, place[:1]) for name, place in self.fit.places.items()}
        if self.layout.wide:
            known[self.layout.wide.column] = self._unit("", tuple(one.column for one in self.fit.wide))
        return {name: unit for name, unit in known.items() if unit}

    def _unit(self, name: str, columns: tuple[int, ...]) -> str | None:
        found = {self._unit_under(name, self.table.paths[index]) for index in columns}
        return found.pop() if len(found) == 1 else None  # columns of one amount may state different units

    def _unit_under(self, name: str, path: str) -> str | None:
        """None where an amount stands under the price of a piece (元/吨), which is never one."""
        priced, field = priced_in(path), self.contract.table.by_name.get(name)
        if priced:
            return priced[1] if field and field.role == "price" else None
        declared = self.layout.columns[name].unit if name in self.layout.columns else None
        return unit_in(path) or declared or self.unit

    @property
    def whole(self) -> bool:
        """Whether the table can be used."""
        return not self.fit.lacking


def claims(around: Surroundings, kind: str, contracts: Iterable[Contract]) -> list[Claim]:
    """The best claim of each contract on the table: whole ones if there are any, else those that miss little."""
    best = [claim for contract in contracts if (claim := _best(around, kind, contract))]
    return [claim for claim in best if claim.whole] or best


def _best(around: Surroundings, kind: str, contract: Contract) -> Claim | None:
    found = [
        Claim(contract, layout, around, fit(layout, around))
        for layout in contract.sources.layouts
        if not layout.sentences and layout.form == bool(around.table.cells)
        if kind in layout.files and recognised(layout, around)
    ]
    near = [claim for claim in found if _is_near(claim)]
    return min(near, key=lambda claim: claim.fit.lacking, default=None)


def _is_near(claim: Claim) -> bool:
    """Whether enough is there to say that this table was meant. One without its part or its facts must be recognised by
    words of its title: headers such as 项目 and 金额 stand in many tables.
    """
    layout, found = claim.layout, claim.fit
    # A form has few labels that it must have; of a table, what may be absent says nothing.
    columns = sum(layout.form or not each.optional for each in layout.columns.values()) + (layout.wide is not None)
    if not (found.places or found.wide) or len(found.missing) > (1 - NEARLY) * columns:
        return False
    return bool(layout.recognise.title_contains) or not (found.unstated or found.part_unknown)


def form_labels(contracts: Iterable[Contract]) -> frozenset[str]:
    """Every label that a layout knows from forms, normalised."""
    layouts = (layout for contract in contracts for layout in contract.sources.layouts if layout.form)
    sources = (source for layout in layouts for source in layout.columns.values())
    names = (name for source in sources for group in (source.named(None), *source.parts) for name in group)
    return frozenset(map(normalise, names))


def header_words(contracts: Iterable[Contract]) -> frozenset[str]:
    """Every word that a layout knows from headers, normalised: rows that hold some are likely headers."""
    found: set[str] = set()
    for layout in (layout for contract in contracts for layout in contract.sources.layouts):
        sources = layout.columns.values()
        found.update(name for source in sources for names in (source.named(None), *source.parts) for name in names)
        if layout.wide:
            wide = layout.wide.columns
            found.update(name for one in wide for names in (one.headers, *one.beside.values()) for name in names)
    return frozenset(normalise(step) for name in found for step in (name, *name.split("/")))
