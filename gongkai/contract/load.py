"""Loads `datasets/<domain>/<name>/` and checks that the files of one dataset agree with each other."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from gongkai.contract.base import Declaration
from gongkai.contract.checks import Check, Checks, CodeKnown, NameMatches, TotalRow
from gongkai.contract.common import with_common
from gongkai.contract.corrections import Correction
from gongkai.contract.dataset import Contract, Dataset
from gongkai.contract.derivations import derivation_faults
from gongkai.contract.derived import Derived
from gongkai.contract.errors import DeclarationError, DeclarationFault
from gongkai.contract.layouts import layout_faults
from gongkai.contract.masked import mask_faults
from gongkai.contract.referred import referred_faults
from gongkai.contract.schema import TableSchema
from gongkai.contract.sources import Sources
from gongkai.contract.yaml import KeyPath, fault_at, parse

COLUMN_KEYS = (
    "column", "code_column", "name_column", "fund_column", "amount", "total", "top", "bottom", "before", "start", "end",
    "earlier", "later", "limit",
)  # fmt: skip
COLUMN_LIST_KEYS = ("columns", "parts", "minus", "amounts", "factors")


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
    corrections, derived = folder / "corrections.yml", folder / "derived.yml"
    contract = Contract(
        folder=folder,
        dataset=parse(Dataset, folder / "dataset.yml"),
        table=parse(TableSchema, folder / "schema.yml", partial(with_common, folder / "schema.yml")),
        sources=Sources(layouts=()) if derived.exists() else parse(Sources, folder / "sources.yml"),
        checks=parse(Checks, folder / "checks.yml"),
        derived=parse(Derived, derived) if derived.exists() else None,
        corrections=parse(Corrections, corrections).corrections if corrections.exists() else (),
    )
    faults = [
        *_identity(contract),
        *_starts(contract),
        *_keys(contract),
        *_fields(contract),
        *mask_faults(contract),
        *derivation_faults(contract),
        *layout_faults(contract),
        *_checked_columns(contract),
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


def _fields(contract: Contract) -> Iterator[DeclarationFault]:
    """What the stages can make of a cell: text, an amount, a count, a date. Whether something holds is derived."""
    path = contract.folder / "schema.yml"
    for index, field in enumerate(contract.table.fields):
        if field.role in ("amount", "price", "percent") and field.type != "number":
            yield fault_at(path, ("fields", index, "type"), f"number, for it is an {field.role}", field.type)
        elif field.derive is None and field.type == "boolean":
            yield fault_at(path, ("fields", index, "type"), "another type in a stated column", field.type)
        if field.separators and (field.derive or field.type != "string" or field.name in contract.table.primary_key):
            expected = "no separators but in a text column that files state and that is no key"
            yield fault_at(path, ("fields", index, "separators"), expected, field.name)
        try:
            re.compile(field.constraints.pattern or "")
        except re.error as fault:
            yield fault_at(path, ("fields", index, "constraints", "pattern"), "a regular expression", str(fault))


def _checked_columns(contract: Contract) -> Iterator[DeclarationFault]:
    path = contract.folder / "checks.yml"
    for index, check in enumerate(contract.rules):
        given = check.model_dump(exclude_none=True)
        named = [given[key] for key in COLUMN_KEYS if key in given]
        named += [name for key in COLUMN_LIST_KEYS for name in given.get(key, ())]
        rows = check.rows if isinstance(check, TotalRow) else ()
        named += [*rows, *given.get("when", ()), *given.get("where", ()), *_own_side(given)]
        for name in named:
            if name not in contract.table.by_name:
                yield fault_at(path, ("checks", index), "columns of schema.yml", name)
        yield from _lists(contract, index, check)


def _own_side(given: Mapping[str, Any]) -> list[str]:
    """The columns of this dataset that a comparison names."""
    mine = given.get("mine", {})
    return [*([mine["amount"]] if mine else []), *mine.get("where", ()), *given.get("by", ())]


def _lists(contract: Contract, index: int, check: Check) -> Iterator[DeclarationFault]:
    """Checks that look a code up need its list; a total over one level needs the column that states the level."""
    path = contract.folder / "checks.yml"
    if isinstance(check, CodeKnown | NameMatches):
        column = check.column if isinstance(check, CodeKnown) else check.code_column
        field = contract.table.by_name.get(column)
        if field and not field.codelist:
            yield fault_at(path, ("checks", index), "a column with a codelist in schema.yml", column)
    levels = any(f.derive and (f.derive.level_of or f.derive.level_of_label) for f in contract.table.fields)
    if isinstance(check, TotalRow) and check.level is not None and not levels:
        expected = "a column with derive: {level_of: …} or {level_of_label: …}"
        yield fault_at(path, ("checks", index, "level"), expected, str(check.level))
