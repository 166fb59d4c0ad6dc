"""The departments' budgets and final accounts (部门预算、部门决算) of a year, as each has published them.

A unit (所属单位) is contained in the tables of its department, so it is never added beside it.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from publish.portal.budget.books import (
    DEPARTMENT,
    DEPARTMENT_FINAL,
    DEPARTMENT_FINAL_GENERAL,
    DEPARTMENT_FUND,
    SUMMARY,
    Books,
)
from publish.portal.budget.lines import Line, Tree, added
from publish.portal.departments import Departments

COLUMNS = ("func_code", "func_name", "level", "total", "basic", "project")
Trees = Mapping[str, Tree]


class Department(NamedTuple):
    """A department in a year. `main` is final or budget; `line` its whole spending with columns budget, final, last
    (the year before, same kind), basic and project; `tree` None where only its summary (收支总表) is published;
    `inside` the code of the department that it is a unit of and that has published, too.
    """

    code: str
    name: str
    main: str
    line: Line
    tree: Tree | None
    inside: str


def departments(books: Books, known: Departments, year: int) -> list[Department]:
    """Every department that has published something of a year, the largest first, units after them."""
    budget, final = _trees(books, DEPARTMENT, year), _trees(books, DEPARTMENT_FINAL, year)
    before = {"budget": _trees(books, DEPARTMENT, year - 1), "final": _trees(books, DEPARTMENT_FINAL, year - 1)}
    summaries = _summaries(books, year)
    codes = sorted({*budget, *final, *summaries})
    found = []
    for code in codes:
        main = "final" if code in final else "budget"
        tree = _joined(main, budget.get(code), final.get(code), before[main].get(code))
        line = Line(code, known.name(code), None, False, added(tree.children("")), {}) if tree else summaries[code]
        found.append(Department(code, known.name(code), main, line, tree, _inside(known, code, codes)))
    return sorted(found, key=lambda each: (bool(each.inside), -each.line.amounts[each.main], each.code))


def _inside(known: Departments, code: str, codes: list[str]) -> str:
    organisation = known.known(code)
    return organisation.parent if organisation and organisation.parent in codes else ""


def _trees(books: Books, dataset: str, year: int, fund: str = "") -> Trees:
    """Department -> its lines with columns total, basic and project."""
    lines: dict[str, list[Line]] = {}
    for row in books.rows(dataset, year, ("entity_code", *COLUMNS, *(("fund",) if fund else ()))):
        if not fund or row["fund"] == fund:
            lines.setdefault(row["entity_code"], []).append(_line(row))
    return {code: Tree(found, "") for code, found in lines.items()}


def _line(row: Mapping[str, Any]) -> Line:
    amounts = {name: row[name] for name in ("total", "basic", "project") if row[name] is not None}
    return Line(row["func_code"], row["func_name"], row["level"], False, amounts, dict.fromkeys(amounts, row["place"]))


def _joined(main: str, budget: Tree | None, final: Tree | None, last: Tree | None) -> Tree | None:
    """One tree with the columns of a department's page."""
    base = final if main == "final" else budget
    if base is None:
        return None
    named = [tree for tree in (base, final, budget, last) if tree]
    lines = {
        code: line._replace(amounts={}, places={}) for tree in reversed(named) for code, line in tree.lines.items()
    }
    shown = [(base, "basic", "basic"), (base, "project", "project")]
    shown += [(tree, name, "total") for name, tree in (("budget", budget), ("final", final), ("last", last)) if tree]
    for tree, column, source in shown:
        for code, line in tree.lines.items():
            if source in line.amounts:
                amounts = {**lines[code].amounts, column: line.amounts[source]}
                lines[code] = lines[code]._replace(
                    amounts=amounts, places={**lines[code].places, column: line.places[source]}
                )
    return Tree(lines.values(), "")


def _summaries(books: Books, year: int) -> dict[str, Line]:
    """The whole spending of the departments as their summaries print it (支出总计)."""
    columns = ("entity_code", "entity_name", "stage", "item_code", "amount")
    return {
        row["entity_code"]: Line(
            row["entity_code"], row["entity_name"], None, False, {"budget": row["amount"]}, {"budget": row["place"]}
        )
        for row in books.rows(SUMMARY, year, columns)
        if row["item_code"] == "OT" and row["stage"] == "budget" and row["amount"] is not None
    }


class Spenders:
    """Which departments spend a line of the general budget (一般公共预算财政拨款), without units."""

    def __init__(self, books: Books, known: Departments, year: int, main: str) -> None:
        dataset = DEPARTMENT_FINAL_GENERAL if main == "final" else DEPARTMENT_FUND
        self.trees = _trees(books, dataset, year, "general")
        self._known = known

    def lines(self, code: str) -> list[Line]:
        """One line for each department, with columns total, basic and project."""
        having = [entity for entity, tree in self.trees.items() if code in tree.lines]
        chosen = [entity for entity in having if not _inside(self._known, entity, having)]
        return [
            self.trees[entity].lines[code]._replace(code=entity, name=self._known.name(entity)) for entity in chosen
        ]

    def rest(self, code: str, amount: Decimal | None) -> Decimal | None:
        """What the government spends on a line beyond these departments; None where nothing is left."""
        shared = added(self.lines(code)).get("total")
        return None if amount is None or shared is None or amount == shared else amount - shared
