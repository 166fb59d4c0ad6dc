"""The three public expenses (“三公”经费) of a year: the city's sum, and every department's."""

from typing import NamedTuple

from publish.portal.budget.books import (
    DEPARTMENT_FINAL_THREE_PUBLIC,
    DEPARTMENT_THREE_PUBLIC,
    THREE_PUBLIC,
    Books,
)
from publish.portal.budget.lines import Line
from publish.portal.budget.table import Column, Measure, Table, Words, columns_of, ranked
from publish.portal.departments import Departments

ITEMS = ("abroad", "vehicle_total", "vehicle_buy", "vehicle_run", "reception")
PARTS = {"abroad": 0, "vehicle_total": 0, "vehicle_buy": 1, "vehicle_run": 1, "reception": 0}
TOTAL = "total"
HEADINGS = {
    TOTAL: Words("“三公”经费合计", "Three public expenses"),
    "abroad": Words("因公出国（境）费", "Travel abroad"),
    "vehicle_total": Words("公务用车购置及运行费", "Vehicles, bought and run"),
    "vehicle_buy": Words("公务用车购置费", "Vehicles bought"),
    "vehicle_run": Words("公务用车运行费", "Vehicles run"),
    "reception": Words("公务接待费", "Receptions"),
}
STAGES = {"budget": "budget", "final": "final", "last_budget": "last"}


class ThreePublic(NamedTuple):
    """The tables of a page; `city` None where no sum of the city is published, `departments` by kind."""

    city: Table | None
    departments: tuple[Table, ...]

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.city or self.departments)


def three_public(books: Books, known: Departments, year: int) -> ThreePublic:
    """The three public expenses of a year."""
    kinds = {
        "budget": (DEPARTMENT_THREE_PUBLIC, Words("各部门预算", "Budgets of the departments")),
        "final": (DEPARTMENT_FINAL_THREE_PUBLIC, Words("各部门决算", "Final accounts of the departments")),
    }
    tables = [_departments(books, known, year, stage, *told) for stage, told in kinds.items()]
    return ThreePublic(_city(books, year), tuple(table for table in tables if table))


def one(books: Books, year: int, entity: str) -> Table | None:
    """The three public expenses of one department, budget and final accounts."""
    lines: dict[str, Line] = {}
    for dataset in (DEPARTMENT_FINAL_THREE_PUBLIC, DEPARTMENT_THREE_PUBLIC):
        _collect(lines, books, dataset, year, entity)
    return _table(lines, year, "three")


def _city(books: Books, year: int) -> Table | None:
    lines: dict[str, Line] = {}
    _collect(lines, books, THREE_PUBLIC, year)
    return _table(lines, year, "city")


def _collect(lines: dict[str, Line], books: Books, dataset: str, year: int, entity: str = "") -> None:
    """Add a table's amounts; one that is there already stays."""
    for row in books.rows(dataset, year, ("entity_code", "stage", "item_code", "amount")):
        column, code = STAGES.get(row["stage"]), row["item_code"]
        if column is None or code not in HEADINGS or row["amount"] is None or (entity and row["entity_code"] != entity):
            continue
        line = lines.setdefault(code, Line(code, HEADINGS[code].zh, None, False, {}, {}))
        amounts, places = {column: row["amount"], **line.amounts}, {column: row["place"], **line.places}
        lines[code] = line._replace(amounts=amounts, places=places)


def _table(lines: dict[str, Line], year: int, id_: str) -> Table | None:
    if TOTAL not in lines:
        return None
    main = "final" if any("final" in line.amounts for line in lines.values()) else "budget"
    measure = Measure(main, whole=lines[TOTAL].amounts.get(main))
    rows = [
        measure.row(lines[code], depth=PARTS[code], kind="part" if PARTS[code] else "line", name=HEADINGS[code])
        for code in ITEMS
        if code in lines
    ]
    rows.append(measure.row(lines[TOTAL], kind="total", name=HEADINGS[TOTAL]))
    titles = {
        "budget": Words("预算", "Budget"),
        "final": Words("决算", "Final accounts"),
        "last": Words(f"{year - 1} 年预算", f"{year - 1} budget"),
    }
    return Table(id_, Words("“三公”经费", "Three public expenses"), columns_of(titles, rows), tuple(rows), main, "last")


def _departments(books: Books, known: Departments, year: int, stage: str, dataset: str, caption: Words) -> Table | None:
    """Every department's items, the largest first; units are in their department's figures."""
    lines: dict[str, Line] = {}
    for row in books.rows(dataset, year, ("entity_code", "stage", "item_code", "amount")):
        if row["stage"] != stage or row["item_code"] not in HEADINGS or row["amount"] is None:
            continue
        code = row["entity_code"]
        line = lines.setdefault(code, Line(code, known.name(code), None, False, {}, {}))
        amounts, places = (
            {**line.amounts, row["item_code"]: row["amount"]},
            {**line.places, row["item_code"]: row["place"]},
        )
        lines[code] = line._replace(amounts=amounts, places=places)
    chosen = [line for line in lines.values() if not _unit(known, line.code, lines)]
    if not chosen:
        return None
    rows = [
        Measure(TOTAL).row(line, f"budget/{year}/departments/{line.code}/index.html") for line in ranked(chosen, TOTAL)
    ]
    columns = tuple(Column(key, title) for key, title in HEADINGS.items())
    return Table(f"departments-{stage}", caption, columns, tuple(rows), TOTAL, "")


def _unit(known: Departments, code: str, there: dict[str, Line]) -> bool:
    organisation = known.known(code)
    return bool(organisation and organisation.parent in there)
