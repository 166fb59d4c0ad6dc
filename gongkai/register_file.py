"""Reading a register: one CSV, each row a model; a file that does not fit is refused with file, line and column.

Does not belong here: what the registers are, and where they lie (`registers`, `codelists`).
"""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from gongkai.contract.errors import DeclarationError, DeclarationFault

Row = TypeVar("Row", bound="RegisterRow")


class Clash(NamedTuple):
    """What a row says that the rest of its file does not allow: its line, the column, what was expected, the value."""

    line: int
    column: str
    expected: str
    value: str


class RegisterRow(BaseModel):
    """A row of a register; an empty cell is an absent value. `unique` names the columns in which no value repeats."""

    unique: ClassVar[tuple[str, ...]] = ()

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def clashes(cls, rows: Mapping[int, Self]) -> Iterator[Clash]:
        """What the rows (line number -> row) of one file may not say together."""
        for column in cls.unique:
            seen: set[str] = set()
            for line, row in rows.items():
                value = getattr(row, column)
                if value and value in seen:
                    yield Clash(line, column, "a value that no other row has", value)
                seen.add(value)


def read_register(path: Path, model: type[Row]) -> tuple[Row, ...]:
    """The rows of a register CSV. Raises DeclarationError."""
    if not path.is_file():
        raise DeclarationError([DeclarationFault(path, 1, path.name, "this file must exist", "no file")])
    rows: dict[int, Row] = {}
    faults: list[DeclarationFault] = []
    for line, cells in _cells(path):
        try:
            rows[line] = model.model_validate(cells)
        except ValidationError as error:
            faults += [
                DeclarationFault(path, line, str(item["loc"][0]), item["msg"], repr(item.get("input"))[:60])
                for item in error.errors()
            ]
    faults += [DeclarationFault(path, *clash) for clash in model.clashes(rows)]
    if faults:
        raise DeclarationError(faults)
    return tuple(rows.values())


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    except UnicodeDecodeError as fault:
        raise DeclarationError([DeclarationFault(path, 1, path.name, "UTF-8 text", f"byte {fault.start}")]) from None
    for row in reader:
        yield reader.line_num, {key: value.strip() for key, value in row.items() if key and value and value.strip()}
