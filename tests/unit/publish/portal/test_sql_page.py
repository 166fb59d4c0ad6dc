"""The SQL page as it is read: tables, examples, what to do without scripts."""

import re

import pytest

from gongkai.contract import load_contracts
from gongkai.home import DATASETS, Home
from publish.portal.context import Context
from publish.portal.database_index import read_index
from publish.portal.databases import build_databases
from publish.portal.sql_page import ABOUT, EXAMPLES, examples, first_query, sections
from tests.unit.publish.portal.conftest import Night

TABLE = "budget_spending"
SAVED = examples(EXAMPLES)


def rendered(home: Home) -> dict[str, str]:
    pages = [page for section in sections(Context(home)) for page in section.pages()]
    return {page.path: str(page.make()) for page in pages}


@pytest.fixture
def pages(city: Home) -> dict[str, str]:
    """The page in each language, of a city with one dataset."""
    build_databases(city)
    return rendered(city)


def test_there_are_examples_that_join_budget_procurement_and_projects() -> None:
    assert len(SAVED) >= 8
    joins = [{table.partition("_")[0] for table in example.needs} for example in SAVED]
    assert {"budget", "procurement"} in joins
    assert {"budget", "procurement", "projects"} in joins


def test_every_example_reads_tables_that_the_project_declares() -> None:
    declared = {name.replace("/", "_") for name in load_contracts(DATASETS)} | {*ABOUT}
    assert [sorted(example.needs - declared) for example in SAVED if not example.needs <= declared] == []
    assert all(example.needs for example in SAVED)


def test_every_example_has_a_title_in_both_languages() -> None:
    for example in SAVED:
        assert re.search(r"[\u4e00-\u9fff]", example.title.zh)
        assert not re.search(r"[\u4e00-\u9fff]", example.title.en)
        assert not example.query.startswith("--")


def test_the_page_lists_the_tables_with_titles_rows_and_columns(pages: dict[str, str]) -> None:
    chinese, english = pages["sql/index.html"], pages["en/sql/index.html"]
    for page, title in ((chinese, "部门支出"), (english, "Departmental spending")):
        assert f"<code>{TABLE}</code>" in page
        assert f'd/budget-spending/index.html">{title}</a>' in page
        assert "<code>amount</code>" in page
        assert "DECIMAL(18,2)" in page
    assert "部门支出" not in english


def test_without_scripts_the_page_offers_the_database(city: Home, pages: dict[str, str]) -> None:
    index = read_index(city.public)
    assert index is not None
    for path, page in pages.items():
        links = re.findall(r'href="([^"]*\.duckdb)" download', page)
        assert len(links) == 2
        for link in links:
            assert (city.public / path).parent.joinpath(link).resolve().is_file()
        assert f"duckdb {index.catalog.name}" in page
        assert '<form id="sql" hidden' in page
        assert not re.search(r"\son[a-z]+=|\sstyle=|<script(?! src)", page)


def test_only_examples_whose_tables_are_published_are_shown(pages: dict[str, str]) -> None:
    page = pages["sql/index.html"]
    shown = [example for example in SAVED if example.title.zh in page]
    assert shown == [example for example in SAVED if example.needs <= {*ABOUT}]
    assert first_query(shown) in page.replace("&#39;", "'")


def test_a_city_without_releases_says_so(home: Home) -> None:
    assert "还没有公开的数据" in rendered(home)["sql/index.html"]


def test_a_new_release_makes_the_page_anew(city: Home, night: Night) -> None:
    build_databases(city)
    before = [section.key for section in sections(Context(city))]
    night.released("101", [("205", "教育支出", "1.00")], day=1)
    build_databases(city)
    assert [section.key for section in sections(Context(city))] != before
