"""What a rule may look at: one submission's rows, its contract and the registers. No clock, no other submission."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.calendar import WorkingDays
from gongkai.contract import Contract
from gongkai.engine import name
from gongkai.registers import CodeEntry, Registers
from gongkai.submission import Submission

if TYPE_CHECKING:
    import duckdb

ROWS = name("rows")


@dataclass(frozen=True)
class TableContext:
    """One submission (报送) under judgement. `connection` has a view `rows` with every column of the schema, in 元."""

    connection: "duckdb.DuckDBPyConnection"
    contract: Contract
    submission: Submission
    registers: Registers
    calendar: WorkingDays

    @cached_property
    def row(self) -> str:
        """The SQL of the row number in the file. Raises ValueError when the schema has no such column."""
        for field in self.contract.table.fields:
            if field.derive is not None and field.derive.provenance == "row":
                return column(field.name)
        raise ValueError(f"{self.contract.id}: schema.yml has no column with derive: {{provenance: row}}")

    @cached_property
    def cell(self) -> str:
        """The SQL of the address of the amount's cell; NULL where the schema has no such column."""
        return self._provenance("cell")

    @property
    def origin(self) -> str:
        """The SQL of what a row says of its source: cell, file, sheet."""
        return ", ".join((self.cell, self.file, self.sheet))

    @cached_property
    def file(self) -> str:
        """The SQL of the short id of the file; NULL where the schema has no such column."""
        return self._provenance("file")

    @cached_property
    def sheet(self) -> str:
        """The SQL of the sheet; NULL where the schema has no such column."""
        return self._provenance("sheet")

    def _provenance(self, what: str) -> str:
        for field in self.contract.table.fields:
            if field.derive is not None and field.derive.provenance == what:
                return column(field.name)
        return "NULL::VARCHAR"

    @property
    def incomplete(self) -> str:
        """Why rules over several rows prove nothing here: rows were set aside. Empty when the table is whole."""
        aside = self.submission.set_aside
        return (
            f"有 {aside} 行被搁置，表不完整 / {aside} rows were set aside, so the table is incomplete" if aside else ""
        )

    def code_list(self, code_column: str) -> tuple[CodeEntry, ...]:
        """The entries of the code list that schema.yml names for the column, in the submission's year.

        Raises ValueError when the column names none.
        """
        listed = self.contract.table.by_name[code_column].codelist
        if listed is None:
            raise ValueError(f"{self.contract.id}: schema.yml names no codelist for {code_column}")
        return self.registers.code_list(listed, self.submission.period)


def column(field_name: str) -> str:
    """The SQL of a column of the submission, safe beside the columns of lookup tables."""
    return f"{ROWS}.{name(field_name)}"
