"""Printed totals (合计) as a table beside the rows: whose they are, and which rows belong to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.contract.checks import TotalRow
from gongkai.engine import literal, name
from gongkai.submission import ControlTotal, SourceTable, Submission
from quality.context import OF, ROWS, TableContext, column, has_text, provenance
from quality.rules.lookups import fill
from quality.rules.table.subjects import at_level

TOTALS = "printed_totals"
_COLUMNS = {
    "number": "INTEGER",
    "of": "INTEGER",
    "several": "BOOLEAN",
    "first_row": "INTEGER",
    "last_row": "INTEGER",
    "file": "VARCHAR",
    "sheet": "VARCHAR",
    "letters": "VARCHAR",
}


@dataclass(frozen=True)
class Printed:
    """A printed total, the submission it stands in and the number of that."""

    of: int
    submission: Submission
    total: ControlTotal

    @property
    def table(self) -> SourceTable:
        """The table that prints it."""
        return self.submission.tables[self.total.table]

    def values(self, number: int, at: Sequence[str]) -> list[object]:
        """Its row in the table of totals."""
        table, several = self.table, len(self.submission.tables) > 1
        letters = "|".join(table.letter(index) for index in range(table.width))
        where = [table.first_row, table.last_row, table.source_id, table.place or "", letters]
        return [number, self.of, several, *where, *(self.total.at.get(key) for key in at)]


def write_totals(context: TableContext, printed: Sequence[Printed]) -> None:
    """Make the table; `at_…` are the texts that the part or wide column of a total sets in its rows."""
    at = _at(context, printed)
    rows = [each.values(number, at) for number, each in enumerate(printed)]
    kinds = {**_COLUMNS, **{f"at_{key}": "VARCHAR" for key in at}}
    fill(context, TOTALS, kinds, rows)


def _at(context: TableContext, printed: Sequence[Printed]) -> list[str]:
    names = {key for each in printed for key in each.total.at}
    return sorted(key for key in names if key in context.contract.table.by_name)


def belongs(check: TotalRow, context: TableContext, printed: Sequence[Printed]) -> str:
    """The SQL of whether a row belongs to a total."""
    conditions = [f"{OF} = {TOTALS}.of"]
    if check.level:
        conditions.append(at_level(context.contract, check.level))
    conditions += [has_text(column(key), texts) for key, texts in check.rows.items()]
    for key in _at(context, printed):
        at = f"{TOTALS}.{name(f'at_{key}')}"
        conditions.append(f"({at} IS NULL OR coalesce({column(key)}::VARCHAR, '') = {at})")
    return " AND ".join(conditions)


def in_own_table(context: TableContext) -> str:
    """The SQL of whether a row stands in the table that prints the total."""
    cell, file, sheet = (provenance(context.contract, what, ROWS) for what in ("cell", "file", "sheet"))
    here = (
        f"{context.row} BETWEEN first_row AND last_row AND coalesce({file}, file) = file "
        f"AND coalesce({sheet}, sheet) = sheet "
        f"AND coalesce(list_contains(split(letters, {literal('|')}), rtrim({cell}, '0123456789')), true)"
    )
    return f"(NOT several OR ({here}))"
