"""A table of the readers, and a claim on it, as the extraction keeps it."""

from gongkai.findings import Finding, Place, finding
from gongkai.masking import mask
from gongkai.values.dates import year_in
from pipelines.readers import cell_name
from pipelines.readers.tables import Table
from pipelines.stages.extract.claims import Claim
from pipelines.stages.extract.model import FoundTable
from pipelines.stages.extract.source import Source
from pipelines.stages.extract.stated_at import note_cell, unit_cells, year_cells
from pipelines.stages.extract.surroundings import (
    Surroundings,
    all_units,
    entity,
    explanation,
    stated_unit,
    stated_years,
)

Result = tuple[list[FoundTable], list[Finding]]


def claimed(claim: Claim, source: Source, data: str | None = None) -> FoundTable:
    """The table as its dataset sees it."""
    return described(claim.around, source).model_copy(
        update={
            "dataset": claim.contract.id,
            "layout": claim.layout.id,
            "mapping": claim.fit.places,
            "units": claim.units,
            "unit": claim.unit,
            "fiscal_year": claim.fit.year,
            "part": claim.fit.part,
            "fixed": claim.fit.fixed,
            "wide": claim.fit.wide,
            "data": data,
        }
    )


def described(around: Surroundings, source: Source) -> FoundTable:
    """The table as it stands in the file, whoever claims it."""
    table = around.table
    return FoundTable(
        sheet=table.grid.sheet or None,
        title=table.title,
        columns=table.paths,
        header_row=table.header_bottom,
        first_column=table.first_column,
        rows=1 if table.cells else len(table.rows),
        range=range_of(table) if table.grid.sheet else None,
        unit=stated_unit(around),
        entity=entity(around),
        member=source.member,
        derived=table.grid.derived,
        cells=tuple(cell_name(*address) for address in table.cells),
        years=stated_years(around),
        year_cells=year_cells(around),
        unit_cells=unit_cells(around),
        note=explanation(around),
        note_cell=note_cell(around),
        all_units=all_units(around),
    )


def range_of(table: Table) -> str:
    """The range from the header to the last row, A5:C36."""
    bottom = max(table.rows, default=table.header_bottom)
    return f"{cell_name(table.header_top, table.first_column)}:{cell_name(bottom, table.last_column)}"


def unclaimed(around: Surroundings, source: Source) -> FoundTable:
    """A table that no dataset may use."""
    return described(around, source).model_copy(update={"fiscal_year": year_in(around.table.title)})


def unused(takers: list[Claim], around: Surroundings, where: Place) -> Finding:
    """Why: nobody claims it, or several do."""
    at = where.model_copy(update={"row": around.table.header_bottom})
    if takers:
        return finding("EXT-AMBIGUOUS", at, datasets=", ".join(claim.contract.id for claim in takers))
    return finding("EXT-UNCLAIMED", at, title=mask(around.table.title or around.sheet))
