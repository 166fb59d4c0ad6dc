"""One figure followed back to the cell it was read from (追溯示例): the first row of a release, as anyone can do it
with the columns of provenance and `sources.json`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.contract import Contract, Field
from gongkai.journal.releases import Release
from publish.portal.dataset.first_rows import Rows
from publish.portal.departments import Departments

#: A text is cut at so many characters.
LENGTH = 200


@dataclass(frozen=True)
class Example:
    """The value of one column in the first row, and what its provenance columns say; '' for what is not said. `file` is
    the name of the delivered file, `department` who delivered it, `cell` its address, `printed` the text in it.
    """

    field: Field
    value: str
    source: str
    file: str
    department: str
    sheet: str
    row: str
    cell: str
    printed: str
    unit: str


def example(contract: Contract, departments: Departments, release: Release, first: Rows) -> Example | None:
    """The way back from the first row; None for a release without rows or without a column that names the file."""
    told = dict(zip((field.name for field in first.columns), first.rows[0], strict=True)) if first.rows else {}
    columns = {
        field.derive.provenance: field.name
        for field in contract.table.fields
        if field.derive and field.derive.provenance
    }
    source = told.get(columns.get("file", ""), "")
    field = _followed(contract, told)
    if not source or field is None:
        return None
    said = {kind: told.get(columns.get(kind, ""), "") for kind in ("sheet", "row", "cell", "text", "unit")}
    origin = next(_origins(release, source, said["sheet"], said["row"]), {})
    return Example(
        field=field,
        value=told[field.name][:LENGTH],
        source=source,
        file=origin.get("file", ""),
        department=departments.name(origin["department"]) if origin else "",
        sheet=said["sheet"] or origin.get("sheet") or "",
        row=said["row"],
        cell=said["cell"] or _address(origin, field.name, said["row"]),
        printed=said["text"][:LENGTH],
        unit=said["unit"],
    )


def _followed(contract: Contract, told: Mapping[str, str]) -> Field | None:
    """The column whose value is followed: an amount if the row has one, else a number, else what a source states."""
    stated = [field for field in contract.table.stated if not field.is_provenance]
    numbers = [field for field in stated if field.type in ("number", "integer")]
    candidates = (*contract.table.with_role("amount"), *numbers, *stated)
    return next((field for field in candidates if told.get(field.name)), None)


def _origins(release: Release, source: str, sheet: str, row: str) -> Iterator[Mapping[str, Any]]:
    """The delivered tables of this file that the row may stand in."""
    for table in (table for tables in release.changes["sources"].values() for table in tables):
        first, last = table["lines"]
        inside = not row.isdigit() or first <= int(row) <= last
        if table["source"] == source and (not sheet or table["sheet"] == sheet) and inside:
            yield table


def _address(origin: Mapping[str, Any], column: str, row: str) -> str:
    letters = origin.get("columns", {}).get(column, [])
    return f"{letters[0]}{row}" if len(letters) == 1 and row else ""
