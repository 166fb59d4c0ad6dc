"""A dataset whose words and cells would break a careless page: no script of theirs runs, nothing is pushed off the
screen, no page grows heavy.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from tests.support.browsing import (
    DESK,
    NARROW,
    accessibility,
    own_bytes,
    screenshot,
    wider_than_the_screen,
)
from tests.support.hostile import SCRIPTS, SLUG, TITLE, hostile_home
from tests.support.serving import served

PAGES = {
    "home": "index.html",
    "datasets": "datasets/index.html",
    "dataset": f"d/{SLUG}/index.html",
    "dictionary": f"d/{SLUG}/dictionary/index.html",
    "quality-of-dataset": f"d/{SLUG}/quality/index.html",
    "versions": f"d/{SLUG}/versions/index.html",
    "department": "departments/112/index.html",
    "findings": "findings/112.html",
    "quality": "quality/index.html",
    "search": "search/index.html?q=script",
    "sql": "sql/index.html",
}
PAGE_BYTES = 150_000
#: Elements that only a cell taken for more than text could have made.
FOREIGN = (
    "script:not([src]), main img[src=x], main svg[onload], [onload], [onerror], main style, a[href^='javascript:']"
)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a city with this one dataset."""
    return hostile_home(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def site(public: Path) -> Iterator[str]:
    with served(public) as address:
        yield address


@pytest.mark.parametrize("folder", ["", "en/"], ids=["zh", "en"])
@pytest.mark.parametrize("kind", PAGES)
def test_its_pages_are_only_pages(page: Page, screenshots: Path, kind: str, folder: str) -> None:
    page.goto(folder + PAGES[kind])
    expect(page.locator("footer")).to_be_visible()
    assert page.locator(FOREIGN).count() == 0
    assert page.evaluate("() => window.reached") is None
    assert own_bytes(page) <= PAGE_BYTES
    screenshot(page, screenshots, f"hostile-{kind}-{folder.strip('/') or 'zh'}")
    page.set_viewport_size(NARROW)
    screenshot(page, screenshots, f"hostile-{kind}-{folder.strip('/') or 'zh'}-narrow")
    assert wider_than_the_screen(page) == []
    page.set_viewport_size(DESK)
    assert accessibility(page) == []


def test_its_title_is_read_as_it_was_written(page: Page) -> None:
    page.goto(PAGES["dataset"])
    expect(page.locator("h1")).to_contain_text(SCRIPTS[0])
    assert page.title().startswith(TITLE[:20])


def test_a_click_on_anything_runs_nothing(page: Page) -> None:
    page.goto(PAGES["dataset"])
    for summary in page.locator("main summary").all():
        summary.click()
    page.locator("main table").first.hover()
    assert page.evaluate("() => window.reached") is None


def test_what_is_found_is_shown_as_it_was_written(page: Page) -> None:
    page.goto(PAGES["search"])
    expect(page.locator("main")).to_contain_text(SCRIPTS[0])
    assert page.locator(FOREIGN).count() == 0
    assert page.evaluate("() => window.reached") is None


def test_a_year_without_rows_says_so(page: Page) -> None:
    page.goto("findings/112.html")
    expect(page.locator("main")).to_contain_text("STR-002")
    page.goto(PAGES["dataset"])
    expect(page.locator("main")).to_contain_text("2025")


def test_what_programs_read_stays_whole(public: Path) -> None:
    for name in ("feed.xml", f"d/{SLUG}/feed.xml", "sitemap.xml"):
        etree.parse(public / name, etree.XMLParser(resolve_entities=False))
    assert SLUG in json.dumps(json.loads((public / "catalog.json").read_text("utf-8")))
