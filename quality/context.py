"""What a rule may look at: the rows of submissions of one dataset and period, side by side, their contract, the
registers, and what they are compared with. No clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.calendar import WorkingDays
from gongkai.contract import Contract
from gongkai.engine import literal, name
from gongkai.registers import CodeEntry, Registers
from gongkai.submission import Submission
from quality.loading import HALF, SUBMISSION, Stated, load

if TYPE_CHECKING:
    import duckdb

ROWS = name("rows")
#: The number of the submission a row belongs to, and half of the last digit printed in its table, in 元.
OF = f"{ROWS}.{SUBMISSION}"
HALF_DIGIT = f"{ROWS}.{HALF}"

Refused = Mapping[tuple[str, int, str], str]


@dataclass(frozen=True)
class Neighbours:
    """The submissions of one dataset that others are compared with, of whatever period and department."""

    contract: Contract
    stated: Sequence[Stated]


@dataclass(frozen=True)
class TableContext:
    """Submissions (报送) of one dataset and period under judgement. `connection` has a relation `rows` with every
    column of the schema, in 元, and two of its own: the number of the submission and half of the last digit printed.
    `refused` says of what was delivered and not taken, by dataset, period and department, the codes of why not.
    `thresholds` are the city's, in 元. `sought` names the links whose columns `rows` has, too.
    """

    connection: "duckdb.DuckDBPyConnection"
    contract: Contract
    submissions: Sequence[Submission]
    registers: Registers
    calendar: WorkingDays
    neighbours: Mapping[str, Neighbours] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    refused: Refused = field(default_factory=dict)
    sought: frozenset[str] = frozenset()

    @property
    def period(self) -> int:
        """The period of all of them."""
        return self.submissions[0].period

    @cached_property
    def row(self) -> str:
        """The SQL of the row number in the file. Raises ValueError when the schema has no such column."""
        for each in self.contract.table.fields:
            if each.derive is not None and each.derive.provenance == "row":
                return column(each.name)
        raise ValueError(f"{self.contract.id}: schema.yml has no column with derive: {{provenance: row}}")

    @cached_property
    def origin(self) -> str:
        """The SQL of what a row says of its source, as a list: cell, file, sheet; NULL what the schema has not."""
        return f"[{', '.join(provenance(self.contract, what, ROWS) for what in ('cell', 'file', 'sheet'))}]"

    @cached_property
    def incomplete(self) -> dict[int, str]:
        """Why rules over several rows prove nothing of a submission: rows of it were set aside."""
        aside = {number: each.set_aside for number, each in enumerate(self.submissions) if each.set_aside}
        return {
            number: f"有 {count} 行被搁置，表不完整 / {count} rows were set aside, so the table is incomplete"
            for number, count in aside.items()
        }

    @property
    def whole(self) -> str:
        """The SQL of whether a row belongs to a submission of which nothing was set aside."""
        return f"{OF} NOT IN ({', '.join(map(str, self.incomplete))})" if self.incomplete else "true"

    def code_list(self, code_column: str) -> tuple[CodeEntry, ...]:
        """The entries of the code list that schema.yml names for the column, in the period's year.

        Raises ValueError when the column names none.
        """
        listed = self.contract.table.by_name[code_column].codelist
        if listed is None:
            raise ValueError(f"{self.contract.id}: schema.yml names no codelist for {code_column}")
        return self.registers.code_list(listed, self.period)

    def others(self, dataset: str, period: int) -> tuple[str, Neighbours] | None:
        """The name of a relation like `rows` with what a dataset states for a period, and whose it is; None where
        nobody states anything. It is made once.
        """
        neighbours = self.neighbours.get(dataset)
        stated = [each for each in neighbours.stated if each.submission.period == period] if neighbours else []
        if not neighbours or not stated:
            return None
        relation = f"others {dataset} {period}"
        known = "SELECT count(*) FROM duckdb_tables() WHERE table_name = ?"
        known += " UNION ALL SELECT count(*) FROM duckdb_views() WHERE view_name = ?"
        if not any(count for (count,) in self.connection.execute(known, [relation, relation]).fetchall()):
            load(self.connection, relation, neighbours.contract, stated)
        return name(relation), Neighbours(neighbours.contract, stated)


def column(field_name: str) -> str:
    """The SQL of a column of the submission, safe beside the columns of lookup tables."""
    return f"{ROWS}.{name(field_name)}"


def provenance(contract: Contract, what: str, relation: str) -> str:
    """The SQL of a column of provenance of a relation; NULL where the schema has no such column."""
    for each in contract.table.fields:
        if each.derive is not None and each.derive.provenance == what:
            return f"{relation}.{name(each.name)}::VARCHAR"
    return "NULL::VARCHAR"


def has_text(expression: str, texts: Sequence[str]) -> str:
    """The SQL of whether a column has one of the texts; an empty one means a blank."""
    return f"coalesce({expression}::VARCHAR, '') IN ({', '.join(map(literal, texts))})"
