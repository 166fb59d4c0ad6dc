"""Loads `datasets/<domain>/<name>/` and checks that the files of one dataset agree with each other."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from gongkai.contract.base import Declaration
from gongkai.contract.checked_columns import checked_columns
from gongkai.contract.checks import Checks
from gongkai.contract.columns import column_faults
from gongkai.contract.common import with_common
from gongkai.contract.corrections import Correction
from gongkai.contract.dataset import Contract, Dataset
from gongkai.contract.derivations import derivation_faults
from gongkai.contract.derived import Derived
from gongkai.contract.errors import DeclarationError, DeclarationFault
from gongkai.contract.layouts import layout_faults
from gongkai.contract.links import Links
from gongkai.contract.masked import mask_faults
from gongkai.contract.referred import referred_faults
from gongkai.contract.schema import TableSchema
from gongkai.contract.sources import Sources
from gongkai.contract.yaml import KeyPath, fault_at, parse


class Corrections(Declaration):
    """The file `corrections.yml`."""

    corrections: tuple[Correction, ...]


def load_contracts(datasets: Path) -> dict[str, Contract]:
    """Every dataset folder below `datasets`, by id. Raises DeclarationError with the faults of all folders."""
    contracts: dict[str, Contract] = {}
    faults: list[DeclarationFault] = []
    for declaration in sorted(datasets.glob("[a-z]*/*/dataset.yml")):
        try:
            contract = load_contract(declaration.parent)
        except DeclarationError as error:
            faults.extend(error.faults)
        else:
            contracts[contract.id] = contract
    faults += () if faults else referred_faults(contracts)
    if faults:
        raise DeclarationError(faults)
    return contracts


def load_contract(folder: Path) -> Contract:
    """One dataset folder. Raises DeclarationError naming file, line, key and what was expected."""
    corrections, derived, links = (folder / f"{part}.yml" for part in ("corrections", "derived", "links"))
    contract = Contract(
        folder=folder,
        dataset=parse(Dataset, folder / "dataset.yml"),
        table=parse(TableSchema, folder / "schema.yml", partial(with_common, folder / "schema.yml")),
        sources=Sources(layouts=()) if derived.exists() else parse(Sources, folder / "sources.yml"),
        checks=parse(Checks, folder / "checks.yml"),
        derived=parse(Derived, derived) if derived.exists() else None,
        links=parse(Links, links).links if links.exists() else (),
        corrections=parse(Corrections, corrections).corrections if corrections.exists() else (),
    )
    faults = [
        *_identity(contract),
        *_starts(contract),
        *_keys(contract),
        *column_faults(contract),
        *mask_faults(contract),
        *derivation_faults(contract),
        *layout_faults(contract),
        *checked_columns(contract),
    ]
    if faults:
        raise DeclarationError(faults)
    return contract


def _identity(contract: Contract) -> Iterator[DeclarationFault]:
    place = "/".join(contract.folder.parts[-2:])
    if contract.id != place:
        yield fault_at(contract.folder / "dataset.yml", ("id",), f"the folder's own name {place}", contract.id)


def _keys(contract: Contract) -> Iterator[DeclarationFault]:
    path = contract.folder / "schema.yml"
    for index, name in enumerate(contract.table.primary_key):
        if name not in contract.table.by_name:
            yield fault_at(path, ("primaryKey", index), "a column of this schema", name)
    told = {field.name for field in contract.table.fields if field.derive is None or field.derive.code_of}
    if not told & set(contract.table.primary_key):
        yield fault_at(path, ("primaryKey",), "at least one column that the sources state", "derived columns only")
    if len(contract.table.by_name) != len(contract.table.fields):
        yield fault_at(path, ("fields",), "every column once", "a name that occurs twice")


def _starts(contract: Contract) -> Iterator[DeclarationFault]:
    """The clock starts and ends at dates that each row states."""
    disclosure = contract.dataset.disclosure
    places: dict[KeyPath, str | None] = {("disclosure", "starts", "column"): disclosure.starts.column}
    places[("disclosure", "published_column")] = disclosure.published_column
    for key, name in places.items():
        if name is not None and (name not in contract.table.by_name or contract.table.by_name[name].type != "date"):
            yield fault_at(contract.folder / "dataset.yml", key, "a date column of schema.yml", name)
