"""The newest year of the general budget in a sentence, with its classes, for the first page of the site."""

from typing import NamedTuple

from publish.portal.budget.books import Books
from publish.portal.budget.statements import SPENDING, read, years
from publish.portal.budget.table import Measure, Row, Table
from publish.portal.budget.year import line_pages
from publish.portal.budget.year_tables import View, parts
from publish.portal.context import Context
from publish.portal.released import reader


class Headline(NamedTuple):
    """A year: whether it is told by its budget or its final accounts (`main`), its total, and its classes."""

    year: int
    main: str
    row: Row
    parts: Table


def headline(context: Context) -> Headline | None:
    """The newest year that has the general budget's spending; None where nothing of it is released."""
    population = context.home.city.population
    people = population.people if population else None
    with reader(context) as connection:
        books = Books(context, connection)
        for year in reversed(years(books, SPENDING)):
            statements = read(books, SPENDING, year)
            tree = statements.tree("general")
            view = View(year, statements.main, people, line_pages(statements))
            table = parts(tree, "", view) if tree else None
            if tree and table:
                return Headline(year, view.main, Measure(view.main, people=people).row(tree.total), table)
    return None
