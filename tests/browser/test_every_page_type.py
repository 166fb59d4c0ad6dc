"""Every type of page of the site: nothing from elsewhere, no complaint under the strict policy, read
by screen reader, keyboard and telephone, light, and free of programs' noise.

Of each type the largest page is opened. What is particular to one type has a test of its own.
"""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import (
    DESK,
    NARROW,
    accessibility,
    draw_charts,
    library_bytes,
    noise,
    own_bytes,
    screenshot,
    wider_than_the_screen,
)

TYPES = {
    "home": "index.html",
    "datasets": "datasets/index.html",
    "dataset": "d/*/index.html",
    "dictionary": "d/*/dictionary/index.html",
    "quality-of-dataset": "d/*/quality/index.html",
    "versions": "d/*/versions/index.html",
    "budget": "budget/index.html",
    "budget-year": "budget/*/index.html",
    "budget-subject": "budget/*/[0-9]*/index.html",
    "budget-fund": "budget/*/*_*/index.html",
    "budget-revenue": "budget/*/revenue/index.html",
    "budget-debt": "budget/*/debt/index.html",
    "budget-three-public": "budget/*/three-public/index.html",
    "budget-departments": "budget/*/departments/index.html",
    "budget-department": "budget/*/departments/*/index.html",
    "departments": "departments/index.html",
    "department": "departments/*/index.html",
    "procurement": "procurement/index.html",
    "procurement-year": "procurement/[0-9]*/index.html",
    "buyers": "procurement/buyers/index.html",
    "buyer": "procurement/buyers/[!i]*.html",
    "suppliers": "procurement/suppliers/index.html",
    "supplier": "procurement/suppliers/[!i]*.html",
    "projects": "projects/index.html",
    "projects-missing": "projects/missing/index.html",
    "chains": "chains/index.html",
    "purchase": "chains/purchases/*.html",
    "project": "chains/projects/*.html",
    "findings": "findings/index.html",
    "findings-of-department": "findings/[!i]*.html",
    "rules": "rules/index.html",
    "quality": "quality/index.html",
    "quality-of-theme": "quality/*/index.html",
    "search": "search/index.html",
    "sql": "sql/index.html",
    "about": "about/index.html",
    "languages": "about/languages/index.html",
    "addresses": "about/addresses/index.html",
    "lost": "404.html",
}
#: Chinese by day, English by night.
LANGUAGES: dict[str, tuple[str, Literal["light", "dark"]]] = {"zh": ("", "light"), "en": ("en/", "dark")}
#: The types that between them have every kind of block: these are looked at in English and dark, too.
BOTH = (
    "home",
    "dataset",
    "versions",
    "budget-year",
    "department",
    "supplier",
    "projects",
    "purchase",
    "quality",
    "sql",
)
WALKS = [*((kind, "zh") for kind in TYPES), *((kind, "en") for kind in BOTH)]

#: Bytes over the wire, the libraries of charts apart.
PAGE_BYTES = 150_000
CHART_BYTES = 400_000


def largest(public: Path, pattern: str) -> str:
    """The address of the largest page that the pattern names."""
    found = max(sorted(public.glob(pattern)), key=lambda path: path.stat().st_size, default=None)
    assert found is not None, f"the site has no page {pattern}"
    return found.relative_to(public).as_posix()


@pytest.mark.parametrize(("kind", "language"), WALKS)
def test_a_page_of_every_type(page: Page, public: Path, screenshots: Path, kind: str, language: str) -> None:
    folder, scheme = LANGUAGES[language]
    address = largest(public, folder + TYPES[kind])
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.evaluate("() => document.activeElement.blur()")
    draw_charts(page)
    screenshot(page, screenshots, f"{kind}-{language}")
    faults = {"weight": _weight(page), "noise": noise(page)}
    page.set_viewport_size(NARROW)
    screenshot(page, screenshots, f"{kind}-{language}-narrow")
    faults["wider than the screen"] = wider_than_the_screen(page)
    page.set_viewport_size(DESK)
    faults["accessibility"] = accessibility(page)
    assert {what: found for what, found in faults.items() if found} == {}


def test_no_page_is_of_another_type(public: Path) -> None:
    walked = {path for pattern in TYPES.values() for path in public.glob(pattern)}
    chinese = {path for path in public.rglob("*.html") if path.relative_to(public).parts[0] != "en"}
    assert {path.relative_to(public).as_posix() for path in chinese - walked} == set()


def test_every_page_has_its_counterpart(public: Path) -> None:
    pages = {path.relative_to(public).as_posix() for path in public.rglob("*.html")}
    english = {page.removeprefix("en/") for page in pages if page.startswith("en/")}
    assert english == {page for page in pages if not page.startswith("en/")}


def _weight(page: Page) -> list[str]:
    """What the page took, where that is more than it may."""
    own, libraries = own_bytes(page), library_bytes(page)
    told = [f"the page itself {own:,} bytes"] if own > PAGE_BYTES else []
    return told + ([f"its charts {libraries:,} bytes"] if libraries > CHART_BYTES else [])
