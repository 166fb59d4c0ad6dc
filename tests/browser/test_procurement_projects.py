"""Procurement and projects as a reader walks through them: the money is that of the download, every name leads on, and
what is missing is told in words.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsing import Watch, noise

CONTRACTS, PROJECTS = "procurement-contracts", "projects-major-projects"
INDEX, LIST, MISSING = "procurement/index.html", "projects/index.html", "projects/missing/index.html"
LANGUAGES = pytest.mark.parametrize("folder", ["", "en/"], ids=["zh", "en"])


@pytest.fixture
def plain(chromium: Browser, site: str, watch: Watch) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    watch.over(context)
    yield context.new_page()
    context.close()


@pytest.fixture
def newest(public: Path) -> Path:
    """The released contracts of the newest year."""
    return max((public / "d" / CONTRACTS).glob("*/v*/*.parquet"), key=lambda path: [int(n) for n in numbers(path)])


def numbers(path: Path) -> tuple[str, str]:
    """Year and version of a released file."""
    return path.parent.parent.name, path.parent.name.removeprefix("v")


def asked(table: Path, query: str) -> list[tuple[object, ...]]:
    """The rows of a question to a released table, called `t`."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW t AS FROM '{table}'")
        return connection.execute(query).fetchall()


def amounts(cells: Locator) -> list[Decimal]:
    """What stands in these cells."""
    return [Decimal(text.replace(",", "")) for text in cells.all_inner_texts()]


@LANGUAGES
def test_the_money_of_the_year_is_the_sum_of_the_download(plain: Page, newest: Path, folder: str) -> None:
    [(total, rows)] = asked(newest, "SELECT sum(amount), count(*) FROM t")
    plain.goto(f"{folder}{INDEX}")
    expect(plain.locator("main")).to_contain_text(f"{total:,}")
    expect(plain.locator("dl.figures dd").first).to_have_text(f"{rows:,}")
    for table in ("by-month", "by-method", "by-buyer", "by-supplier"):
        assert sum(amounts(plain.locator(f"#{table} tbody td[data-fen]")), Decimal(0)) == total, table


@LANGUAGES
def test_from_the_year_to_a_buyer_to_a_contract_and_its_purchase_without_scripts(
    plain: Page, newest: Path, folder: str
) -> None:
    [(buyer, total)] = asked(newest, "SELECT buyer_name, sum(amount) FROM t GROUP BY 1 ORDER BY 2 DESC LIMIT 1")
    plain.goto(f"{folder}{INDEX}")
    plain.locator("#by-buyer tbody a").first.click()
    expect(plain.locator("h1")).to_have_text(str(buyer))
    year = plain.locator("section", has=plain.locator("#years")).locator("tbody tr").first
    assert amounts(year.locator("td[data-fen]")) == [total]
    plain.locator("table.deals th a").first.click()
    expect(plain).to_have_url(re.compile(f"/{folder}chains/purchases/"))
    expect(plain.locator("table.chain tbody").first).to_be_visible()


def test_a_click_on_a_bar_opens_the_page_of_the_supplier(page: Page) -> None:
    page.goto(INDEX)
    first = page.locator("#by-supplier tbody a").first
    name, address = first.inner_text(), first.evaluate("link => link.href")
    figure = page.locator('figure[data-table="by-supplier"]')
    figure.scroll_into_view_if_needed()
    expect(figure.locator("svg")).to_be_visible()
    shapes = [(each, each.bounding_box()) for each in figure.locator("svg path[fill]").all()]
    widest, _ = max(((each, box) for each, box in shapes if box), key=lambda pair: pair[1]["width"])
    widest.click(position={"x": 5, "y": 5})
    expect(page).to_have_url(str(address))
    expect(page.locator("h1")).to_have_text(name)


def test_typing_narrows_the_tables(page: Page) -> None:
    page.goto(INDEX)
    name = page.locator("#by-buyer tbody a").first.inner_text()
    page.locator("main form.search input").fill(name)
    expect(page.locator("#by-buyer tbody tr:visible")).to_have_count(1)
    expect(page.locator("#by-method tbody tr:visible")).not_to_have_count(0)


@LANGUAGES
def test_projects_are_told_as_the_register_has_them(plain: Page, public: Path, folder: str) -> None:
    tables = (public / "d" / PROJECTS).glob("*/v*/*.parquet")
    table = max(tables, key=lambda path: [int(n) for n in numbers(path)])
    [(total, rows)] = asked(table, "SELECT sum(total_invest), count(*) FROM t")
    plain.goto(f"{folder}{LIST}")
    expect(plain.locator("dl.figures dd").first).to_have_text(f"{rows:,}")
    by_status = plain.locator("#groups").locator("xpath=..").locator("table").first
    assert sum(amounts(by_status.locator("tbody td:nth-child(3)")), Decimal(0)) == total
    plain.locator("table.projects tbody th a").first.click()
    expect(plain).to_have_url(re.compile(f"/{folder}chains/projects/"))


@LANGUAGES
def test_as_many_kinds_are_missing_in_the_matrix_as_the_summary_says(plain: Page, folder: str) -> None:
    plain.goto(f"{folder}{LIST}")
    rows = plain.locator("#kinds").locator("xpath=..").locator("tbody tr")
    told = [int(row.locator("td").nth(1).inner_text().replace(",", "")) for row in rows.all()]
    plain.goto(f"{folder}{MISSING}")
    marked = plain.locator("table.kinds tbody tr")
    found = [marked.locator(f"td:nth-child({column + 3}) .state.bad").count() for column in range(len(told))]
    assert found == told
    assert sum(told) > 0
    words = plain.locator("table.kinds .state.bad").first.inner_text()
    assert words in {"✕ 缺", "✕ missing"}


def test_the_timeline_draws_every_project_of_its_table(page: Page) -> None:
    page.goto(LIST)
    figure = page.locator('figure[data-chart="gantt"]')
    figure.scroll_into_view_if_needed()
    expect(figure.locator("svg")).to_be_visible()
    first = page.locator("#timeline tbody th").first
    expect(figure.locator("svg")).to_contain_text(first.text_content() or "-")
    assert noise(page) == []
