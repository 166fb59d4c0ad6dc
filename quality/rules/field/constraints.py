"""The constraints of the Table Schema as checks. Their rules stand beside this module, one kind each."""

from collections.abc import Callable, Iterator
from typing import Literal

from gongkai.contract import Contract, Field
from gongkai.contract.checked import CheckBase

SchemaKind = Literal["required", "pattern", "enum", "range"]


class SchemaCheck(CheckBase):
    """One kind of constraint over all columns that state it."""

    kind: SchemaKind
    columns: tuple[str, ...]


_STATED: dict[SchemaKind, Callable[[Field, Contract], bool]] = {
    "required": lambda field, contract: field.constraints.required or field.name in contract.table.primary_key,
    "pattern": lambda field, _: field.constraints.pattern is not None,
    "enum": lambda field, _: field.constraints.enum is not None,
    "range": lambda field, _: field.constraints.minimum is not None or field.constraints.maximum is not None,
}


def schema_checks(contract: Contract) -> Iterator[SchemaCheck]:
    """SCH-REQUIRED, SCH-PATTERN, SCH-ENUM, SCH-RANGE, each only where a column states it, all of `schema_severity`."""
    for kind, stated in _STATED.items():
        columns = tuple(field.name for field in contract.table.fields if stated(field, contract))
        if columns:
            severity = contract.checks.schema_severity
            yield SchemaCheck(code=f"SCH-{kind.upper()}", severity=severity, kind=kind, columns=columns)
