"""All that the pages of the budget know of a year, read once: statements, departments, debt, what is not published."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from publish.portal.budget import books as ids
from publish.portal.budget.books import Books
from publish.portal.budget.debt import Debt, debt
from publish.portal.budget.departments import Department, Spenders, departments
from publish.portal.budget.lines import Line, Tree
from publish.portal.budget.statements import INCOME, SPENDING, Statements, read
from publish.portal.budget.table import Measure, Table, Words, columns_of
from publish.portal.budget.three_public import ThreePublic, three_public
from publish.portal.budget.year_tables import View, titles
from publish.portal.context import Context
from publish.portal.departments import OTHER

#: What every year should have, and the datasets that would give it.
EXPECTED = (
    (Words("政府预算（支出）", "the government's budget"), (ids.EXPENDITURE,)),
    (Words("政府决算（支出）", "the government's final accounts"), (ids.FINAL_EXPENDITURE,)),
    (Words("收入", "revenue"), (ids.REVENUE, ids.FINAL_REVENUE)),
    (Words("部门预算", "budgets of departments"), (ids.DEPARTMENT, ids.SUMMARY)),
    (Words("部门决算", "final accounts of departments"), (ids.DEPARTMENT_FINAL,)),
    (
        Words("“三公”经费", "three public expenses"),
        (ids.THREE_PUBLIC, ids.DEPARTMENT_THREE_PUBLIC, ids.DEPARTMENT_FINAL_THREE_PUBLIC),
    ),
    (Words("政府债务", "debt"), (ids.DEBT, ids.FINAL_DEBT)),
)


class Year(NamedTuple):
    """One year; `general` is the tree of the general budget's spending, None where nothing of it is published;
    `missing` is what is not published, of what the city has datasets for; `datasets` are those released; `pages` are
    the addresses by code of a line of the general budget, that of the year itself under ''.
    """

    year: int
    spending: Statements
    revenue: Statements
    departments: tuple[Department, ...]
    spenders: Spenders
    three: ThreePublic
    debt: Debt
    missing: tuple[Words, ...]
    datasets: tuple[str, ...]
    people: int | None
    pages: Mapping[str, str]
    department_pages: Mapping[str, str]

    @property
    def general(self) -> Tree | None:
        """The spending of the general budget (一般公共预算)."""
        return self.spending.tree("general")

    @property
    def view(self) -> View:
        """How tables of the general budget are shown."""
        return View(self.year, self.spending.main, self.people, self.pages)


def read_years(context: Context, books: Books) -> dict[int, Year]:
    """Every year that anything is published of, oldest first."""
    years = sorted({year for found in books.files.values() for year in found})
    return {year: _read(context, books, year) for year in years}


def _read(context: Context, books: Books, year: int) -> Year:
    spending = read(books, SPENDING, year)
    found = departments(books, context.departments, year)
    population = context.home.city.population
    return Year(
        year=year,
        spending=spending,
        revenue=read(books, INCOME, year),
        departments=tuple(found),
        spenders=Spenders(books, context.departments, year, spending.main),
        three=three_public(books, context.departments, year),
        debt=debt(books, year),
        missing=_missing(context, books, year),
        datasets=tuple(id_ for id_ in context.home.contracts if (id_, year) in context.releases and _about(id_)),
        people=population.people if population else None,
        pages=line_pages(spending),
        department_pages=_department_pages(context, year, found),
    )


def _about(dataset: str) -> bool:
    return dataset.startswith("budget/")


def _missing(context: Context, books: Books, year: int) -> tuple[Words, ...]:
    known = context.home.contracts
    declared = [(name, [id_ for id_ in needed if id_ in known]) for name, needed in EXPECTED]
    return tuple(name for name, needed in declared if needed and not any(books.has(id_, year) for id_ in needed))


def line_pages(spending: Statements) -> dict[str, str]:
    """Code of a line of the general budget -> the address of its page; that of the year under ''."""
    base, tree = f"budget/{spending.year}", spending.tree("general")
    lines = tree.lines.values() if tree else ()
    codes = [line.code for line in lines if line.code.isascii() and line.code.isdigit() and not line.of_which]
    return {"": f"{base}/index.html", **{code: f"{base}/{code}/index.html" for code in codes}}


def _department_pages(context: Context, year: int, found: list[Department]) -> dict[str, str]:
    pages = {each.code: context.departments.page(each.code) for each in found}
    return {code: f"budget/{year}/departments/{page}/index.html" for code, page in pages.items() if page != OTHER}


def history(years: Iterable[Year], code: str) -> Table | None:
    """A line of the general budget ('' for its total) through the years, oldest first; None where only one has it."""
    rows = []
    for year in years:
        tree = year.general
        line = None if tree is None else tree.lines.get(code) if code else tree.total
        if line is not None:
            row = Measure("").row(_without_last(line), year.pages.get(code, ""), name=Words(str(year.year)))
            rows.append(row)
    headings = {name: title for name, title in titles(0, "final").items() if name != "last"}
    columns = columns_of(headings, rows)
    return Table("years", Words("历年", "Year by year"), columns, tuple(rows), "", "") if len(rows) > 1 else None


def _without_last(line: Line) -> Line:
    amounts = {name: amount for name, amount in line.amounts.items() if name != "last"}
    return line._replace(amounts=amounts, places={name: line.places[name] for name in amounts if name in line.places})


def tabs(year: Year) -> list[tuple[str, Words]]:
    """The pages of a year that there are, with their titles."""
    base = f"budget/{year.year}"
    pages = (
        (True, "index.html", Words("支出", "Spending")),
        (bool(year.revenue.funds), "revenue/index.html", Words("收入", "Revenue")),
        (bool(year.departments), "departments/index.html", Words("部门", "Departments")),
        (year.three.any, "three-public/index.html", Words("“三公”经费", "Three public expenses")),
        (year.debt.any, "debt/index.html", Words("债务", "Debt")),
    )
    return [(f"{base}/{path}", title) for there, path, title in pages if there]
