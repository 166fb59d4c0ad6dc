"""What `schema.yml` says of derived columns: each in one way, from a column that can give it. Deriving them belongs to
the stages.
"""

from collections.abc import Iterator

from gongkai.contract.dataset import Contract
from gongkai.contract.errors import DeclarationFault
from gongkai.contract.schema import Derivation, Field
from gongkai.contract.yaml import fault_at

DAYS = ("first_day_of", "last_day_of")
TYPES = {"of_which": "boolean", "level_of_label": "integer", **dict.fromkeys(DAYS, "date")}
COLUMNS = ("name_of", "level_of", "parent_of", "label_of", "level_of_label", "of_which", "code_of", *DAYS)


def derivation_faults(contract: Contract) -> Iterator[DeclarationFault]:
    """Every fault of a `derive`, with its line."""
    path = contract.folder / "schema.yml"
    for index, field in enumerate(contract.table.fields):
        if field.derive is not None:
            for key, expected, found in _faults(contract, field, field.derive):
                yield fault_at(path, ("fields", index, *key), expected, found)


def _faults(contract: Contract, field: Field, derive: Derivation) -> Iterator[tuple[tuple[str, ...], str, str]]:
    given = derive.model_dump(exclude_none=True)
    if len(given) != 1:
        yield ("derive",), "exactly one way to derive the column", str(sorted(given))
    for way in DAYS:
        printed = contract.table.by_name.get(given.get(way, ""))
        if printed and (printed.derive or printed.type != "string"):
            yield ("derive", way), "a text column that files state", printed.name
    for way in COLUMNS:
        if way in given and given[way] not in contract.table.by_name:
            yield ("derive", way), "a column of this schema", given[way]
        if way in given and TYPES.get(way, field.type) != field.type:
            yield ("type",), f"{TYPES[way]}, for it is derived by {way}", field.type
    if derive.provenance == "derived" and field.type != "boolean":
        yield ("type",), "boolean, for it says whether the text was derived", field.type
    listed = contract.table.by_name.get(derive.name_of or "")
    if listed and not listed.codelist:
        yield ("derive", "name_of"), "a column with a codelist", listed.name
    if derive.code_of and not field.codelist:
        yield ("derive", "code_of"), "a codelist in this column", "none"
