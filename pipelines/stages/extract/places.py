"""Where a finding points to: a cell of a sheet; in a text file, which has no cells, the line alone."""

from gongkai.findings import Place
from pipelines.readers import cell_name


def at_cell(where: Place, row: int, column: int, value: str | None = None) -> Place:
    """The place of a cell; `where` names the sheet."""
    cell = cell_name(row, column) if where.sheet else None
    return where.model_copy(update={"row": row, "cell": cell, "value": value})
