"""The submission (报送): one department's table for one dataset and one period, in the columns of its schema.

It is the unit of clearance: verdict, sign-offs, embargo and decision belong to it. A release of a dataset and period
is composed of the cleared submissions of its departments.
"""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from gongkai.addresses import column_letter
from gongkai.decision import Reason


class ControlTotal(BaseModel):
    """A total that the table itself prints (合计, 总计). `amounts` are in 元; `row` is the row in the file."""

    model_config = ConfigDict(frozen=True)

    label: str
    row: int
    amounts: dict[str, Decimal | None]


class Submission(BaseModel):
    """What standardising one table of one delivery gave.

    `key` names the files in the lake; `content` is the order-independent digest of the value columns; `precision` is
    the yuan value of the last printed digit (smallest over the table); `columns` maps a column to the source column
    indices (0-based, left to right from `first_column`, the 1-based sheet column) it was read from.
    """

    model_config = ConfigDict(frozen=True)

    dataset: str
    period: int
    entity: str
    delivery: int
    department: str
    file: str
    sha256: str
    sheet: str | None
    layout: str
    unit: str
    key: str
    content: str
    rows: int
    set_aside: int
    precision: Decimal
    amounts: dict[str, Decimal]
    totals: tuple[ControlTotal, ...]
    columns: dict[str, tuple[int, ...]]
    first_column: int
    extracted: str

    @property
    def scope(self) -> str:
        """`dataset/period/entity`, the name of the submission in journal scopes."""
        return f"{self.dataset}/{self.period}/{self.entity}"

    @property
    def source_id(self) -> str:
        """The short id of the source file that published rows carry: the first 12 digits of its SHA-256."""
        return self.sha256[:12]

    def cell(self, column: str, row: int) -> str | None:
        """The address of a column's (first) cell in a row, e.g. D17; None in a text file, and for a column that no cell
        states."""
        if column not in self.columns or self.sheet is None:
            return None
        return f"{column_letter(self.first_column + self.columns[column][0])}{row}"


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
