"""A sheet to tables: the claimed one with its body as Parquet, or an unclaimed one with its headers."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.contract import Contract
from gongkai.files import whole_file
from gongkai.findings import Finding, Place, finding
from gongkai.masking import mask
from gongkai.values.labels import fold, is_residue
from pipelines.readers import Grid, cell_name
from pipelines.stages.extract.claims import Claim, claims
from pipelines.stages.extract.context import column_units, fiscal_year, read_context
from pipelines.stages.extract.headers import any_header, spread, twice
from pipelines.stages.extract.model import FoundTable

_NOTE = re.compile(r"^(注|说明|备注|数据来源|资料来源)\s*[::]")


def tables_of(
    grid: Grid, kind: str, contracts: Iterable[Contract], place: Place, folder: Path, number: int
) -> tuple[list[FoundTable], list[Finding]]:
    """The tables of one visible sheet (one at most, for now) and what there is to say of them."""
    rows = spread(grid)
    takers = claims(grid, rows, kind, contracts)
    residue = list(_residue(grid, place, takers))
    if len(takers) == 1:
        table, faults = claimed(grid, takers[0], place)
        body, notes = _body(grid, takers[0])
        faults += [_note(place, table, row, text) for row, text in notes]
        faults += _unnamed(place, table, body)
        table = table.model_copy(update={"rows": len(body)})
        if not takers[0].missing:
            table = table.model_copy(update={"data": f"t{number}.parquet"})
            _write(body, len(table.columns), folder / str(table.data))
        return [table], [*faults, *residue]
    table_found = _unclaimed(grid, rows)
    if table_found is None:
        return [], residue
    where = place.model_copy(update={"sheet": grid.sheet})
    if takers:
        names = ", ".join(claim.contract.id for claim in takers)
        return [table_found], [finding("EXT-AMBIGUOUS", where, datasets=names), *residue]
    return [table_found], [finding("EXT-UNCLAIMED", where, title=mask(table_found.title or grid.sheet)), *residue]


def claimed(grid: Grid, claim: Claim, place: Place) -> tuple[FoundTable, list[Finding]]:
    """The table as its dataset sees it, still without its body, and what is missing in it."""
    file_name = place.file or ""
    table = FoundTable(
        sheet=grid.sheet or None,
        title=claim.context.title,
        columns=claim.header.paths,
        header_row=grid.first_row + claim.header.bottom,
        first_column=grid.first_column,
        rows=0,
        dataset=claim.contract.id,
        layout=claim.layout.id,
        mapping=claim.places,
        units=column_units(claim.layout, claim.header.paths, claim.places, _table_unit(claim)),
        unit=_table_unit(claim),
        fiscal_year=fiscal_year(claim.layout, claim.context.title, grid.sheet, file_name),
        entity=claim.context.entity,
    )
    return table, [*_missing(claim, place, table), *_doubts(claim, place, table)]


def _doubts(claim: Claim, place: Place, table: FoundTable) -> Iterator[Finding]:
    """Columns that could be meant twice, and columns that no dataset column is read from: nothing goes unsaid."""
    where = place.model_copy(update={"sheet": table.sheet, "dataset": table.dataset, "row": table.header_row})
    for index in twice(claim.layout, table.columns, table.mapping):
        yield finding("EXT-COLUMN-TWICE", _at(where, table, index), title=mask(table.columns[index]))
    read = {index for indices in table.mapping.values() for index in indices}
    for index, header in enumerate(table.columns):
        if header and index not in read:
            yield finding("EXT-SPARE-COLUMN", _at(where, table, index), title=mask(header))


def _unnamed(place: Place, table: FoundTable, body: list[tuple[int, list[str]]]) -> Iterator[Finding]:
    """Columns without a header that hold text."""
    where = place.model_copy(update={"sheet": table.sheet, "dataset": table.dataset})
    for index, header in enumerate(table.columns):
        row = next((number for number, cells in body if not header and index < len(cells) and cells[index]), None)
        if row:
            cell = cell_name(row, table.first_column + index)
            yield finding("EXT-SPARE-COLUMN", where.model_copy(update={"row": row, "cell": cell}), title="—")


def _at(where: Place, table: FoundTable, index: int) -> Place:
    cell = cell_name(table.header_row, table.first_column + index) if table.sheet else None
    return where.model_copy(update={"cell": cell})


def _note(place: Place, table: FoundTable, row: int, text: str) -> Finding:
    where = place.model_copy(update={"sheet": table.sheet, "dataset": table.dataset, "row": row})
    return finding("EXT-NOTE", where, text=mask(text)[:60])


def _missing(claim: Claim, place: Place, table: FoundTable) -> Iterator[Finding]:
    where = place.model_copy(update={"sheet": table.sheet, "dataset": table.dataset, "row": table.header_row})
    for column in claim.missing:
        field = claim.contract.table.by_name[column]
        yield finding("EXT-COLUMN", where, title=field.title, title_en=field.title_en)


def _table_unit(claim: Claim) -> str | None:
    unit = claim.layout.unit
    if unit == "stated":
        return claim.context.unit
    return None if unit == "none" else unit


def _body(grid: Grid, claim: Claim) -> tuple[list[tuple[int, list[str]]], list[tuple[int, str]]]:
    """The rows below the header with their row in the sheet, and the notes among and under them; empty rows are left
    out.
    """
    body: list[tuple[int, list[str]]] = []
    notes: list[tuple[int, str]] = []
    for offset, row in enumerate(grid.rows[claim.header.bottom + 1 :], start=grid.first_row + claim.header.bottom + 1):
        said = list(dict.fromkeys(fold(text) for text in row if fold(text)))
        if len(said) == 1 and (notes or _NOTE.match(said[0])):
            notes.append((offset, said[0]))
        elif said:
            body.append((offset, row))
    return body, notes


def _write(body: list[tuple[int, list[str]]], width: int, target: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    nothing = pa.nulls(len(body), pa.string())
    columns = {"_row": pa.array([number for number, _ in body], pa.int32()), "_fault": nothing, "_surplus": nothing}
    columns |= {
        f"c{i}": pa.array([row[i] if i < len(row) else "" for _, row in body], pa.string()) for i in range(width)
    }
    with whole_file(target) as part:
        pq.write_table(pa.table(columns), part)


def _unclaimed(grid: Grid, rows: list[list[str]]) -> FoundTable | None:
    header = any_header(rows)
    if header is None:
        return None
    context = read_context(grid, header, rows)
    body = [row for row in grid.rows[header.bottom + 1 :] if any(row)]
    return FoundTable(
        sheet=grid.sheet or None,
        title=context.title,
        columns=header.paths,
        header_row=grid.first_row + header.bottom,
        first_column=grid.first_column,
        rows=len(body),
        unit=context.unit,
        fiscal_year=None,
        entity=context.entity,
    )


def _residue(grid: Grid, place: Place, takers: list[Claim]) -> Iterator[Finding]:
    """Template residue by cell (STR-009); it holds a submission back only where it stands in a claimed table."""
    dataset = takers[0].contract.id if len(takers) == 1 else None
    for down, row in enumerate(grid.rows):
        for across, text in enumerate(row):
            if text and is_residue(text):
                number = grid.first_row + down
                cell = cell_name(number, grid.first_column + across)
                value = mask(" ".join(text.split()))[:60]
                where = {"sheet": grid.sheet, "dataset": dataset, "row": number, "cell": cell, "value": value}
                severity = "error" if dataset else "warning"
                yield finding("STR-009", place.model_copy(update=where), severity=severity, value=value)
