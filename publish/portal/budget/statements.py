"""The government's statements of a year: expenditure and revenue of the four budgets (四本预算), budget and accounts.

Which release says what of a year belongs here: the final accounts first, then the budget, then what the next year's
budget prints as expected execution.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from publish.portal.budget.books import EXPENDITURE, FINAL_EXPENDITURE, FINAL_REVENUE, REVENUE, Books, Place
from publish.portal.budget.lines import Line, Tree

FUNDS = ("general", "gov_fund", "state_capital", "social_ins")
#: Which statement stands for the city where several are printed: its own (本级), else the whole (全市).
SCOPES = ("own", "town", "all")
COLUMNS = ("budget", "adjusted", "forecast", "final", "last")
OF_BUDGET = {"budget": "budget", "exec_forecast": "last"}
OF_FINAL = {"budget": "budget", "adjusted": "adjusted", "final": "final", "last_final": "last"}
OF_NEXT = {"exec_forecast": "forecast"}


class Kind(NamedTuple):
    """Expenditure or revenue: its datasets, how a line is named in them, and the code of the total of the year."""

    budget: str
    final: str
    code: str
    name: str
    total: str


SPENDING = Kind(EXPENDITURE, FINAL_EXPENDITURE, "func_code", "func_name", "_TOT")
INCOME = Kind(REVENUE, FINAL_REVENUE, "subject_code", "subject_name", "_TOT_OWN")


class Statements:
    """The statements of one kind and year: (fund, scope) -> tree."""

    def __init__(self, year: int, trees: Mapping[tuple[str, str], Tree]) -> None:
        self.year = year
        self._trees = trees

    def scope(self, fund: str) -> str | None:
        """The scope that the pages show of a fund; None where nothing is published of it."""
        return next((scope for scope in SCOPES if (fund, scope) in self._trees), None)

    def tree(self, fund: str, scope: str | None = None) -> Tree | None:
        """The statement of a fund, in the scope that the pages show unless another is named."""
        return self._trees.get((fund, scope or self.scope(fund) or ""))

    @property
    def funds(self) -> list[str]:
        """The funds that are published."""
        return [fund for fund in FUNDS if self.scope(fund)]

    @property
    def main(self) -> str:
        """The column that the year is told by: the final accounts where there are any."""
        return "final" if any("final" in tree.columns for tree in self._trees.values()) else "budget"


def years(books: Books, kind: Kind) -> list[int]:
    """The years that have a budget or final accounts, oldest first."""
    return sorted({*books.files[kind.budget], *books.files[kind.final]})


def read(books: Books, kind: Kind, year: int) -> Statements:
    """All statements of a kind and year."""
    lines: dict[tuple[str, str], dict[str, Line]] = {}
    _add(lines, _rows(books, kind, kind.final, year), OF_FINAL)
    _add(lines, _rows(books, kind, kind.budget, year), OF_BUDGET)
    if not books.has(kind.final, year):
        _add(lines, _rows(books, kind, kind.budget, year + 1), OF_NEXT, known=True)
    return Statements(year, {key: Tree(found.values(), kind.total) for key, found in lines.items()})


class _Row(NamedTuple):
    key: tuple[str, str]
    code: str
    name: str
    level: int | None
    of_which: bool
    stage: str
    amount: Decimal
    place: Place


def _rows(books: Books, kind: Kind, dataset: str, year: int) -> list[_Row]:
    columns = ("fund", "scope", "stage", kind.code, kind.name, "level", "is_of_which", "amount")
    return [
        _Row(
            key=(row["fund"], row["scope"]),
            code=row[kind.code],
            name=row[kind.name],
            level=row["level"],
            of_which=bool(row["is_of_which"]),
            stage=row["stage"],
            amount=row["amount"],
            place=row["place"],
        )
        for row in books.rows(dataset, year, columns)
        if row["amount"] is not None
    ]


def _add(
    lines: dict[tuple[str, str], dict[str, Line]],
    rows: Iterable[_Row],
    columns: Mapping[str, str],
    known: bool = False,
) -> None:
    """Add rows to the lines, what is there already staying; with `known` only to lines that are there."""
    for row in rows:
        column = columns.get(row.stage)
        found = lines.get(row.key, {}) if known else lines.setdefault(row.key, {})
        if column is None or (known and row.code not in found):
            continue
        line = found.setdefault(row.code, Line(row.code, row.name, row.level, row.of_which, {}, {}))
        if column not in line.amounts:
            amounts, places = {**line.amounts, column: row.amount}, {**line.places, column: row.place}
            found[row.code] = line._replace(amounts=amounts, places=places)
