"""What `schema.yml` says of derived columns: each in one way, from a column that can give it. Deriving them belongs to
the stages.
"""

from collections.abc import Iterator, Mapping

from gongkai.contract.dataset import Contract
from gongkai.contract.errors import DeclarationFault
from gongkai.contract.schema import Derivation, Field
from gongkai.contract.yaml import fault_at

Fault = tuple[tuple[str, ...], str, str]

DAYS = ("first_day_of", "last_day_of")
PRICES = ("basis_of", "others_of")
TYPES = {"of_which": "boolean", "level_of_label": "integer", **dict.fromkeys(DAYS, "date")}
COLUMNS = (
    *("name_of", "level_of", "parent_of", "label_of", "level_of_label", "of_which", "code_of", "else_of"),
    *DAYS,
    *PRICES,
)


def derivation_faults(contract: Contract) -> Iterator[DeclarationFault]:
    """Every fault of a `derive`, with its line."""
    path = contract.folder / "schema.yml"
    for index, field in enumerate(contract.table.fields):
        if field.derive is not None:
            for key, expected, found in _faults(contract, field, field.derive):
                yield fault_at(path, ("fields", index, *key), expected, found)


def _faults(contract: Contract, field: Field, derive: Derivation) -> Iterator[Fault]:
    given, columns = derive.model_dump(exclude_none=True), contract.table.by_name
    if len({*given} - {"else_of"}) != 1 or ("else_of" in given and derive.basis_of is None):
        yield ("derive",), "exactly one way to derive the column", str(sorted(given))
    yield from _printed(contract, given)
    for way in COLUMNS:
        if way in given and given[way] not in columns:
            yield ("derive", way), "a column of this schema", given[way]
        if way in given and TYPES.get(way, field.type) != field.type:
            yield ("type",), f"{TYPES[way]}, for it is derived by {way}", field.type
    yield from _own(contract, field, derive)


def _printed(contract: Contract, given: Mapping[str, str]) -> Iterator[Fault]:
    """Days are read from text, a piece from the cell of its price."""
    found = {way: contract.table.by_name[name] for way, name in given.items() if name in contract.table.by_name}
    for way, printed in found.items():
        if way in DAYS and (printed.derive or printed.type != "string"):
            yield ("derive", way), "a text column that files state", printed.name
        if way in PRICES and (printed.derive or printed.role != "price"):
            yield ("derive", way), "a column with the role price that files state", printed.name


def _own(contract: Contract, field: Field, derive: Derivation) -> Iterator[Fault]:
    """What single ways need."""
    if derive.provenance == "derived" and field.type != "boolean":
        yield ("type",), "boolean, for it says whether the text was derived", field.type
    listed = contract.table.by_name.get(derive.name_of or "")
    if listed and not listed.codelist:
        yield ("derive", "name_of"), "a column with a codelist", listed.name
    if derive.code_of and not field.codelist:
        yield ("derive", "code_of"), "a codelist in this column", "none"
