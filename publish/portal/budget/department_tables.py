"""The departments of a year ranked, and the budget page of one of them."""

from typing import Any

from publish.portal.budget.departments import Department
from publish.portal.budget.lines import Line, added
from publish.portal.budget.table import Measure, Table, Words, columns_of, percent
from publish.portal.budget.year import Year
from publish.portal.budget.year_tables import stated
from publish.portal.context import Context
from publish.portal.departments import OTHER

CAPTIONS = {
    "ranking": Words("各部门支出", "Spending by department"),
    "units": Words("所属单位支出", "Spending by unit"),
}
COLUMNS = {
    "budget": Words("预算", "Budget"),
    "final": Words("决算", "Final accounts"),
    "basic": Words("基本支出", "Basic spending"),
    "project": Words("项目支出", "Projects"),
    "last": Words("上年同口径", "The year before"),
}


def ranking(context: Context, year: Year) -> dict[str, Any]:
    """The departments of a year, the units apart, and the departments that have published nothing of it."""
    heads = [each for each in year.departments if not each.inside]
    units = [each for each in year.departments if each.inside]
    return {
        "year": year.year,
        "finals": len([each for each in heads if each.main == "final"]),
        "budgets": len([each for each in heads if each.main == "budget"]),
        "whole": added(_main(each) for each in heads).get("main"),
        "ranking": _ranking(year, heads, "ranking"),
        "units": _ranking(year, units, "units") if units else None,
        "summaries": any(each.tree is None for each in year.departments),
        "silent": _silent(context, year),
    }


def _ranking(year: Year, found: list[Department], id_: str) -> Table:
    whole = added(_main(each) for each in found)["main"] if id_ == "ranking" else None
    rows = []
    for each in found:
        measure = Measure(each.main, whole=whole)
        row = measure.row(each.line, year.department_pages.get(each.code, ""))
        amounts = {**row.amounts, "main": row.amounts[each.main]}
        rows.append(row._replace(amounts=amounts))
    return Table(id_, CAPTIONS[id_], columns_of(COLUMNS, rows), tuple(rows), "main", "last")


def _main(each: Department) -> Line:
    return each.line._replace(amounts={"main": each.line.amounts[each.main]})


def _silent(context: Context, year: Year) -> list[tuple[str, str]]:
    """Departments (not units) of the register that existed in the year and have published nothing: name, page."""
    known = context.home.registers.organisations
    published = {each.code for each in year.departments}
    pages = {each.code: context.departments.page(each.code) for each in known}
    return [
        (each.name, "" if pages[each.code] == OTHER else pages[each.code])
        for each in known
        if not each.parent and each.code not in published and each.valid_in(year.year)
    ]


def department_page(year: Year, each: Department, three: Table | None) -> dict[str, Any]:
    """One department: its functions, basic and project spending, three public expenses."""
    line, whole = each.line, each.line.amounts[each.main]
    last = line.amounts.get("last")
    return {
        "year": year.year,
        "code": each.code,
        "page": year.department_pages[each.code].split("/")[-2],
        "name": Words(each.name),
        "names": Words("部门", "Departments"),
        "main": each.main,
        "row": Measure(each.main).row(line),
        "compared": last is not None,
        "basic": percent(line.amounts.get("basic"), whole),
        "project": percent(line.amounts.get("project"), whole),
        "functions": _functions(year, each),
        "three": three,
        "inside": next(
            ((d.name, year.department_pages.get(d.code, "")) for d in year.departments if d.code == each.inside), None
        ),
        "units": [(d.name, year.department_pages.get(d.code, "")) for d in year.departments if d.inside == each.code],
    }


def _functions(year: Year, each: Department) -> Table | None:
    """All lines in the order of the classification; a line leads to its page in the general budget."""
    if each.tree is None:
        return None
    measure = Measure(each.main, whole=each.line.amounts[each.main])
    rows = [stated(measure, each.tree, year.view, depth, line) for depth, line in each.tree.flat()]
    rows.append(measure.row(each.line, kind="total", name=Words("合计", "Total")))
    return Table(
        "functions",
        Words("按功能", "By function"),
        columns_of(COLUMNS, rows),
        tuple(rows),
        each.main,
        "last",
        coded=True,
    )
