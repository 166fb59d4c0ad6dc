"""What extracting a file gives: the tables found in it and which dataset claims each. Text only; nothing is
interpreted yet.
"""

from pydantic import BaseModel, ConfigDict


class FoundTable(BaseModel):
    """One table of a file.

    `columns` are the header paths from left to right, from `first_column` (1-based sheet column); `mapping` says in
    which of them (0-based) each dataset column stands; `units` the unit each amount is stated in. `data` is the
    Parquet file of the body in the extraction's folder, with `_row` and one text column per header; None for a table
    that no dataset claims.
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
    fiscal_year: int | None = None
    entity: str | None = None
    data: str | None = None


class Extraction(BaseModel):
    """All tables of a file. `type` is the kind told by its content; `encoding` only for text files; `folder` the key
    in the lake.
    """

    model_config = ConfigDict(frozen=True)

    type: str
    encoding: str | None = None
    folder: str
    tables: tuple[FoundTable, ...] = ()
