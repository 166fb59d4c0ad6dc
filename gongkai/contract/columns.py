"""What `schema.yml` says of each column, held against what the stages can make of a cell. Where a derived column comes
from is looked at in `derivations`.
"""

import re
from collections.abc import Iterator

from gongkai.contract.dataset import Contract
from gongkai.contract.errors import DeclarationFault
from gongkai.contract.schema import Field
from gongkai.contract.yaml import KeyPath, fault_at

Fault = tuple[KeyPath, str, str]


def column_faults(contract: Contract) -> Iterator[DeclarationFault]:
    """Every fault of a column, with its line."""
    path = contract.folder / "schema.yml"
    for index, field in enumerate(contract.table.fields):
        for key, expected, found in (*_types(field), *_cells(field, contract), *_patterns(field)):
            yield fault_at(path, ("fields", index, *key), expected, found)


def _types(field: Field) -> Iterator[Fault]:
    """A cell is text, an amount, a count or a day. Whether something holds is derived."""
    if field.role in ("amount", "price", "percent") and field.type != "number":
        yield ("type",), f"number, for it is an {field.role}", field.type
    elif field.derive is None and field.type == "boolean":
        yield ("type",), "another type in a stated column", field.type


def _cells(field: Field, contract: Contract) -> Iterator[Fault]:
    """What is said of several values in a cell, of a blank one and of one without an amount fits the column."""
    text = field.derive is None and field.type == "string"
    if field.separators and (not text or field.name in contract.table.primary_key):
        yield ("separators",), "no separators but in a text column that files state and that is no key", field.name
    if field.blank and (not text or field.separators):
        yield ("blank",), "a meaning of blanks only in a column of one text that files state", field.name
    if field.states_none and (field.derive or field.role not in ("amount", "price")):
        yield ("states_none",), "words for no amount only in a column of amounts or prices that files state", field.name


def _patterns(field: Field) -> Iterator[Fault]:
    patterns = {("constraints", "pattern"): field.constraints.pattern, ("states_none",): field.states_none}
    for key, pattern in patterns.items():
        try:
            re.compile(pattern or "")
        except re.error as fault:
            yield key, "a regular expression", str(fault)
