"""Which pages the budget has, and what each is made from."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from gongkai.digests import digest_of
from publish.portal.budget import three_public as three
from publish.portal.budget.books import DATASETS, Books
from publish.portal.budget.debt import through
from publish.portal.budget.department_tables import department_page, ranking
from publish.portal.budget.entries import entries
from publish.portal.budget.line_page import line_page
from publish.portal.budget.year import Year, read_years, tabs
from publish.portal.budget.year_page import fund_page, index_page, revenue_page, year_page
from publish.portal.context import Context
from publish.portal.released import reader
from publish.portal.search.entries import shard
from publish.portal.sections import Page, Section
from publish.portal.topics import BUDGET, has

Values = dict[str, Any]


def sections(context: Context) -> Iterator[Section]:
    """One section for all years, for a page compares its year with others; none in a city without these datasets."""
    if has(context.home, BUDGET):
        yield Section("budget", context.inputs.released(DATASETS), partial(_pages, context))


def _pages(context: Context) -> Iterator[Page]:
    with reader(context) as connection:
        books = Books(context, connection)
        years = read_years(context, books)
        three_public = {
            (year.year, each.code): three.one(books, year.year, each.code)
            for year in years.values()
            for each in year.departments
        }
    yield shard("budget", entries(years))
    yield from _made(context, "budget/index.html", "index", index_page(years))
    for year in years.values():
        yield from _year(context, years, year)
        for each in year.departments:
            if each.code in year.department_pages:
                values = department_page(year, each, three_public[year.year, each.code]) | {"tabs": tabs(year)}
                yield from _made(context, year.department_pages[each.code], "department", values)


def _year(context: Context, years: Mapping[int, Year], year: Year) -> Iterator[Page]:
    base, shown = f"budget/{year.year}", {"tabs": tabs(year)}
    yield from _made(context, f"{base}/index.html", "year", year_page(years, year) | shown)
    for code, path in year.pages.items():
        if code:
            yield from _made(context, path, "line", line_page(years, year, code) | shown)
    for fund in sorted({*year.spending.funds, *year.revenue.funds} - {"general"}):
        yield from _made(context, f"{base}/{fund}/index.html", "fund", fund_page(year, fund) | shown)
    if year.revenue.funds:
        yield from _made(context, f"{base}/revenue/index.html", "revenue", revenue_page(year) | shown)
    if year.departments:
        yield from _made(context, f"{base}/departments/index.html", "departments", ranking(context, year) | shown)
    if year.three.any:
        values = {"year": year.year, "three": year.three, **shown}
        yield from _made(context, f"{base}/three-public/index.html", "three_public", values)
    if year.debt.any:
        yield from _made(context, f"{base}/debt/index.html", "debt", _debt(years, year) | shown)


def _debt(years: Mapping[int, Year], year: Year) -> Values:
    history = through({each.year: each.debt for each in years.values()})
    return {"year": year.year, "debt": year.debt, "history": history}


def _made(context: Context, path: str, template: str, values: Values) -> Iterator[Page]:
    """A page in every language; it is written again only when its values, the settings or the program have changed."""
    key = digest_of(context.inputs.settings, values)
    yield from context.renderer.pages(path, f"budget/{template}.html", key, **values)
