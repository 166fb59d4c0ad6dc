"""The submission (报送): one department's statement for one dataset and one period, in the columns of its schema. It is
made of one table, or of several that are its parts.

It is the unit of clearance: verdict, sign-offs, embargo and decision belong to it. A release of a dataset and period
is composed of the cleared submissions of its departments.
"""

from collections.abc import Iterable
from decimal import Decimal
from string import digits

from pydantic import BaseModel, ConfigDict

from gongkai.addresses import column_letter
from gongkai.decision import Reason


class ControlTotal(BaseModel):
    """A total that a table itself prints (合计, 总计). `amounts` are in 元; `row` is the row in the file.

    `at` holds the texts set by its part or wide column (side, stage): it totals only rows that have them too. `table`
    is its place among the tables of the submission; `cell` is known where it stands in one of several wide columns.
    """

    model_config = ConfigDict(frozen=True)

    label: str
    row: int
    amounts: dict[str, Decimal | None]
    at: dict[str, str] = {}
    table: int = 0
    cell: str | None = None


class WideCell(BaseModel):
    """One of several columns of the same amount: where it stands (0-based), and the texts it sets in its rows."""

    model_config = ConfigDict(frozen=True)

    column: int
    set: dict[str, str]


class SourceTable(BaseModel):
    """A table that a submission was made from; `sheet` is None in a text file, `member` names a file in an archive.

    `columns` maps a column to the source column indices (0-based, left to right from `first_column`, the 1-based sheet
    column) it was read from; `width` counts them. The amount of a wide table stands in the columns of `wide` instead.
    `rows` are those from `first_row` to `last_row` that are published; `precision` is the yuan value of the last digit
    printed in it, None where no digit is. An empty table has no rows: its `first_row` is the one under its header, its
    `last_row` the header's.

    `title` and `years` are what stands around it: the year that its title, sheet, file name, header or a line above
    states; `year_cells` the cells that state these. `note` is the sentence that says that it has no data (本表无数据),
    in the cell `note_cell`. `one_cell` says that all columns of a row stand in one cell, as a sentence does; `cells`
    that it is a form, one row, whose columns stand in these cells.
    """

    model_config = ConfigDict(frozen=True)

    delivery: int
    file: str
    sha256: str
    member: str | None = None
    sheet: str | None
    layout: str
    part: str | None = None
    unit: str
    columns: dict[str, tuple[int, ...]]
    first_column: int
    width: int
    first_row: int
    last_row: int
    rows: int
    precision: Decimal | None = None
    extracted: str
    fixed: dict[str, str] = {}
    amount: str | None = None
    wide: tuple[WideCell, ...] = ()
    title: str | None = None
    years: dict[str, int] = {}
    year_cells: dict[str, str] = {}
    note: str | None = None
    note_cell: str | None = None
    one_cell: bool = False
    cells: tuple[str, ...] = ()

    @property
    def source_id(self) -> str:
        """The short id of the source file that published rows carry: the first 12 digits of its SHA-256."""
        return self.sha256[:12]

    @property
    def place(self) -> str | None:
        """The sheet, after the file inside the archive if it came in one, as rows and findings name it."""
        return "/".join(filter(None, (self.member, self.sheet))) or None

    def letter(self, index: int) -> str:
        """The letters of a source column."""
        if self.cells:
            return self.cells[index].rstrip(digits)
        return column_letter(self.first_column + (0 if self.one_cell else index))

    def cell(self, column: str, row: int) -> str | None:
        """The address of a column's (first) cell in a row, e.g. D17; None in a text file, and for a column that no
        single cell states.
        """
        if column not in self.columns or self.sheet is None:
            return None
        index = self.columns[column][0]
        return self.cells[index] if self.cells else f"{self.letter(index)}{row}"

    def holds(self, row: int, cell: str | None = None) -> bool:
        """Whether the row, and the cell where one is given, is the table's."""
        if not self.first_row <= row <= self.last_row:
            return False
        if self.cells:
            return cell is None or cell in self.cells
        return cell is None or cell.rstrip(digits) in map(self.letter, range(self.width))


class Submission(BaseModel):
    """What standardising the tables of one statement gave.

    `key` names the files in the lake; `content` is the order-independent digest of the value columns; `precision` is
    the yuan value of the last printed digit (smallest over the tables).
    """

    model_config = ConfigDict(frozen=True)

    dataset: str
    period: int
    entity: str
    department: str
    tables: tuple[SourceTable, ...]
    key: str
    content: str
    rows: int
    set_aside: int
    precision: Decimal
    amounts: dict[str, Decimal]
    totals: tuple[ControlTotal, ...]

    @classmethod
    def of_key(cls, dataset: str, period: int, key: str, entity: str = "") -> "Submission":
        """One of which no more is known than the name of its file in the lake."""
        about = {
            "dataset": dataset,
            "period": period,
            "entity": entity,
            "department": entity,
            "key": key,
            "content": "",
        }
        return cls(**about, tables=(), rows=0, set_aside=0, precision=Decimal("0.01"), amounts={}, totals=())

    @property
    def scope(self) -> str:
        """`dataset/period/entity`, the name of the submission in journal scopes."""
        return f"{self.dataset}/{self.period}/{self.entity}"

    @property
    def delivery(self) -> int:
        """The delivery of the first table."""
        return self.tables[0].delivery

    @property
    def sha256(self) -> str:
        """The SHA-256 of the first table's file."""
        return self.tables[0].sha256

    @property
    def source_id(self) -> str:
        """The short id of the first table's file."""
        return self.tables[0].source_id

    @property
    def file(self) -> str:
        """The names of its files."""
        return _joined(table.file for table in self.tables)

    @property
    def sheet(self) -> str | None:
        """The names of its sheets; None where no file has any."""
        return _joined(table.place for table in self.tables) or None

    @property
    def unit(self) -> str:
        """The units of money printed on its tables."""
        return _joined(table.unit for table in self.tables)

    @property
    def layout(self) -> str:
        """The layouts of its tables."""
        return _joined(table.layout for table in self.tables)

    def table(
        self, row: int, source: str | None = None, place: str | None = None, cell: str | None = None
    ) -> SourceTable | None:
        """The table a row stands in, from what the row itself says of its source; None when that fits several."""
        if len(self.tables) == 1:
            return self.tables[0]
        found = [table for table in self.tables if table.holds(row, cell)]
        found = [table for table in found if source in (None, table.source_id) and place in (None, table.place)]
        return found[0] if len(found) == 1 else None

    def cell(self, column: str, row: int) -> str | None:
        """The address of a column's (first) cell in a row, e.g. D17; None where the row number does not tell it."""
        table = self.table(row)
        return table.cell(column, row) if table else None


def _joined(names: Iterable[str | None]) -> str:
    return "、".join(dict.fromkeys(filter(None, names)))


class Slot(BaseModel):
    """What stands for one dataset, period and department: the submission, or why there is none, and what else blocks
    it.

    Journal scopes `standardise:<dataset>/<period>/<entity>` hold it.
    """

    model_config = ConfigDict(frozen=True)

    dataset: str
    period: int
    entity: str
    submission: Submission | None
    blockers: tuple[Reason, ...] = ()

    @property
    def name(self) -> str:
        """`dataset/period/entity`."""
        return f"{self.dataset}/{self.period}/{self.entity}"
