"""What the declarations of one dataset say of another must be there: the datasets and columns of its comparisons
and links, and of what it is derived from.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from gongkai.contract.across import Comparison, Reason, Side
from gongkai.contract.dataset import Contract
from gongkai.contract.errors import DeclarationFault
from gongkai.contract.yaml import KeyPath, fault_at


def referred_faults(contracts: Mapping[str, Contract]) -> Iterator[DeclarationFault]:
    """Comparisons with a dataset that nobody declares, or with a column that it does not have; and the same for what a
    dataset is derived from.
    """
    for contract in contracts.values():
        yield from _derived(contracts, contract)
        yield from _linked(contracts, contract)
        for index, check in enumerate(contract.rules):
            if isinstance(check, Comparison):
                yield from _faults(contracts, contract, index, check.theirs, set(check.by.values()))
                if check.unless:
                    yield from _faults(contracts, contract, index, check.unless, {check.unless.column})


def _derived(contracts: Mapping[str, Contract], contract: Contract) -> Iterator[DeclarationFault]:
    path = contract.folder / "derived.yml"
    for index, dataset in enumerate(contract.derived.links if contract.derived else ()):
        if dataset not in contracts or not contracts[dataset].links:
            yield fault_at(path, ("links", index), "a dataset with links.yml", dataset)
    for index, table in enumerate(contract.derived.tables if contract.derived else ()):
        for column, side in table.columns.items():
            place = ("tables", index, "columns", column)
            yield from _missing(contracts, path, place, side, {*table.key.values(), *table.carry})
        own = {*table.set, *table.key, *table.carry, *table.columns} - set(contract.table.names)
        for name in sorted(own):
            yield fault_at(path, ("tables", index), "columns of schema.yml", name)


def _linked(contracts: Mapping[str, Contract], contract: Contract) -> Iterator[DeclarationFault]:
    path = contract.folder / "links.yml"
    for index, link in enumerate(contract.links):
        place: KeyPath = ("links", index)
        here = {*link.where, *(name for way in link.by for name in (*way.match, *way.where))}
        for name in sorted(here - set(contract.table.names)):
            yield fault_at(path, place, "columns of schema.yml", name)
        other = contracts.get(link.to)
        if other is None:
            yield fault_at(path, (*place, "to"), "a dataset that is declared", link.to)
            continue
        there = {*link.there, *(name for way in link.by for name in way.match.values())}
        there |= {taken.column for taken in link.columns.values()}
        for name in sorted(there - set(other.table.names)):
            yield fault_at(path, place, f"columns of {other.id}", name)


def _faults(
    contracts: Mapping[str, Contract], contract: Contract, index: int, side: Side | Reason, named: set[str]
) -> Iterator[DeclarationFault]:
    own = side.model_copy(update={"dataset": side.dataset or contract.id})
    return _missing(contracts, contract.folder / "checks.yml", ("checks", index), own, named)


def _missing(
    contracts: Mapping[str, Contract], path: Path, place: KeyPath, side: Side | Reason, named: set[str]
) -> Iterator[DeclarationFault]:
    other = contracts.get(str(side.dataset))
    if other is None:
        yield fault_at(path, place, "a dataset that is declared", str(side.dataset))
        return
    columns = named | set(side.where) | ({side.amount} if isinstance(side, Side) else set())
    for name in sorted(columns - set(other.table.names)):
        yield fault_at(path, place, f"columns of {other.id}", name)
