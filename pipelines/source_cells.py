"""The cells that a published row came from: which of the department's tables it stands in, and where in it.

Finding the published row belongs to `pipelines.explain`, reading a cell again to `pipelines.source_text`.
"""

from string import digits
from typing import Any

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract, Field
from gongkai.home import Home
from gongkai.masking import mask_name
from pipelines.source_text import source_texts

Row = dict[str, Any]


class Cell(BaseModel):
    """A cell of a workbook (`address` E9), or a field of a text file (`address` is its line and field)."""

    model_config = ConfigDict(frozen=True)

    column: str
    address: str
    text: str


def provenance_column(contract: Contract, what: str) -> str:
    """The column that carries this step of the way back; '' where the schema has none."""
    fields = (field.name for field in contract.table.fields if field.derive and field.derive.provenance == what)
    return next(fields, "")


def source_of(contract: Contract, tables: list[dict[str, Any]], row: Row) -> dict[str, Any]:
    """The one of the department's tables that the row came from: its file and sheet, its lines, the texts it sets."""
    line, cell = int(row[provenance_column(contract, "row")]), row.get(provenance_column(contract, "cell"))
    found = [table for table in tables if table["lines"][0] <= line <= table["lines"][1]]
    for what, name in (("file", _file), ("sheet", _sheet)):
        said = row.get(provenance_column(contract, what))
        found = [table for table in found if said in (None, name(table))] or found
    found = [table for table in found if not cell or _letter(cell) in _letters(table)] or found
    fits = [table for table in found if all(str(row.get(name)) == text for name, text in table["set"].items())]
    return (fits or found or tables)[0]


def _file(table: dict[str, Any]) -> str:
    return str(table["source"])


def _sheet(table: dict[str, Any]) -> str:
    return "/".join(filter(None, (table["member"], table["sheet"])))


def _letter(cell: str) -> str:
    return cell.rstrip("0123456789")


def _letters(table: dict[str, Any]) -> set[str]:
    """The columns of the sheet that the table's amounts are read from."""
    read = {letter for letters in table["columns"].values() for letter in letters}
    return read | {wide["column"] for wide in table["wide"]}


def cells_of(home: Home, contract: Contract, field: Field, source: dict[str, Any], found: Row) -> tuple[Cell, ...]:
    """The cells that state the column, or the column it is derived from: a code may be printed, or be told by the name
    beside it where its own cell is blank.
    """
    told = _stated(contract, field)
    if of_form := source.get("cells"):
        told = field.name if field.name in of_form else told
        return _of_form(home, field, source, (told, of_form.get(told, [])))
    row = int(found[provenance_column(contract, "row")])
    printed = _cells(home, field, source, row, (field.name, source["columns"].get(field.name, [])))
    if (told == field.name and printed) or any(cell.text.strip() for cell in printed):
        return printed
    letters = source["columns"].get(told, [])
    if told == source["amount"]:
        fits = (w for w in source["wide"] if all(str(found.get(name)) == text for name, text in w["set"].items()))
        letters = [wide["column"] for wide in fits][:1]
    return _cells(home, field, source, row, (told, letters))


def _cells(
    home: Home, field: Field, source: dict[str, Any], row: int, place: tuple[str, list[str]]
) -> tuple[Cell, ...]:
    """The cells of a row in the columns of the sheet where a column stands."""
    column, letters = place
    if not letters:
        return ()
    landed = home.lake.landed(source["sha256"])
    texts = source_texts(landed, source["sheet"], row, letters, source["member"], spanned=field.role != "amount")
    return tuple(
        Cell(
            column=column,
            address=f"{letter}{row}" if source["sheet"] else f"{row}:{letter}",
            text=mask_name(text) if field.mask else text,
        )
        for letter, text in zip(letters, texts, strict=True)
    )


def _of_form(home: Home, field: Field, source: dict[str, Any], place: tuple[str, list[str]]) -> tuple[Cell, ...]:
    """The cells of a form that state a column, each in a row of its own."""
    column, addresses = place
    return tuple(
        cell
        for address in addresses
        for letters in [address.rstrip(digits)]
        for cell in _cells(home, field, source, int(address.removeprefix(letters)), (column, [letters]))
    )


def _stated(contract: Contract, field: Field) -> str:
    """The column whose cells tell this one: itself, or what it is derived from, however far back."""
    derive = field.derive
    if derive is None:
        return field.name
    ways = (
        *(derive.name_of, derive.level_of, derive.parent_of, derive.code_of, derive.of_which, derive.label_of),
        *(derive.level_of_label, derive.first_day_of, derive.last_day_of, derive.basis_of, derive.others_of),
    )
    before = next((way for way in ways if way), "")
    return _stated(contract, contract.table.by_name[before]) if before else ""
