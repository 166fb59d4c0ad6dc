"""What extracting a file gives: the tables found in it and which dataset claims each. Text only; nothing is
interpreted yet.
"""

from pydantic import BaseModel, ConfigDict


class WideColumn(BaseModel):
    """One of several columns of the same amount: where it stands (0-based), the texts it sets in its rows, and where
    the columns stand that belong to this amount alone.
    """

    model_config = ConfigDict(frozen=True)

    column: int
    set: dict[str, str]
    beside: dict[str, int] = {}


class FoundTable(BaseModel):
    """One table of a file.

    `member` is the file inside an archive; `part` the part of the layout that it is (收入, 支出). `columns` are the
    header paths from left to right, from `first_column` (1-based sheet column); `mapping` says in which of them
    (0-based) each dataset column stands; `units` the unit each amount is stated in, `all_units` those that the lines
    around the table state (of two none is taken); `fixed` the columns whose one text
    is set by the layout, the part or the context; `wide` the columns of one amount, in the order of the sheet; `range`
    is the block from its header to its last row, A5:C36, and None in a text file.

    `data` is the Parquet file of the body in the extraction's folder, None for a table that no dataset claims: `_row`,
    `_fault`, `_surplus`, a text column `c0`… per header and, for columns with cells that store numbers or dates, `p0`…
    with the printed text of those cells (NULL for others); `derived` says that printed texts were made from formats.

    `years` says which year each place around it states (title, sheet, file_name, header, above), references inside 《》
    aside; `year_cells` and `unit_cells` the cells where the year of each place and each unit stand. `note` is the
    sentence at the table that says that it has no data, in the cell `note_cell`. `one_cell` says that its rows are
    sentences: all columns of a row stand in one cell of `first_column`. `cells` says that it is a form, one row, and
    where the text of each column stands.
    """

    model_config = ConfigDict(frozen=True)

    sheet: str | None
    title: str
    columns: tuple[str, ...]
    header_row: int
    first_column: int
    rows: int
    dataset: str | None = None
    layout: str | None = None
    mapping: dict[str, tuple[int, ...]] = {}
    units: dict[str, str] = {}
    unit: str | None = None
    all_units: tuple[str, ...] = ()
    fiscal_year: int | None = None
    entity: str | None = None
    member: str | None = None
    part: str | None = None
    fixed: dict[str, str] = {}
    wide: tuple[WideColumn, ...] = ()
    derived: bool = False
    range: str | None = None
    years: dict[str, int] = {}
    year_cells: dict[str, str] = {}
    unit_cells: dict[str, str] = {}
    note: str | None = None
    note_cell: str | None = None
    one_cell: bool = False
    cells: tuple[str, ...] = ()
    data: str | None = None


class Extraction(BaseModel):
    """All tables of a file. `type` is the kind told by its content; `encoding`, and how sure it is (0 to 1), only for
    text files; `folder` the key in the lake.
    """

    model_config = ConfigDict(frozen=True)

    type: str
    encoding: str | None = None
    confidence: float | None = None
    folder: str
    tables: tuple[FoundTable, ...] = ()
