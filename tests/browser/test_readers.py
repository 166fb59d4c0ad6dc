"""Readers of every kind: large type, keyboard, print, the other language, no scripts at all."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browsing import NARROW, Watch, wider_than_the_screen

DATASET = "d/budget-department-expenditure/index.html"
# The home page, and pages with wide tables.
PAGES = ("index.html", "datasets/index.html", DATASET, "about/index.html")


def type_size(page: Page) -> float:
    """Of the running text, in pixels."""
    size: float = page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    return size


def test_large_type_stays_chosen(page: Page) -> None:
    page.goto("index.html")
    normal = type_size(page)
    button = page.locator("button.type-size")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert type_size(page) >= 1.3 * normal
    page.goto(DATASET)
    expect(button).to_have_attribute("aria-pressed", "true")
    assert type_size(page) >= 1.3 * normal
    button.press("Enter")
    page.goto("index.html")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert type_size(page) == normal


@pytest.mark.parametrize("address", PAGES)
def test_large_type_fits_a_telephone(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(address)
    page.locator("button.type-size").click()
    assert wider_than_the_screen(page) == []


def test_without_scripts_there_is_no_button_that_does_nothing(chromium: Browser, site: str, watch: Watch) -> None:
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    watch.over(context)
    page = context.new_page()
    page.goto("index.html")
    expect(page.locator("button.type-size")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_the_other_language_is_one_click_away_and_back(page: Page, site: str, address: str) -> None:
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.locator("header a[hreflang=en]").click()
    expect(page).to_have_url(f"{site}en/{address}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("header a[hreflang=zh-Hans]").click()
    expect(page).to_have_url(site + address)


def test_the_keyboard_skips_to_the_content_and_goes_on_there(page: Page) -> None:
    page.goto(DATASET)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside: bool = page.evaluate("() => document.querySelector('main').contains(document.activeElement)")
    assert inside


@pytest.mark.parametrize("address", PAGES)
def test_where_the_keyboard_is_can_be_seen(page: Page, address: str) -> None:
    page.goto(address)
    for _ in range(12):
        page.keyboard.press("Tab")
        shown: str = page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle + ' ' + style.boxShadow; }"
        )
        assert shown != "none none", page.evaluate("() => document.activeElement.outerHTML.slice(0, 120)")


@pytest.mark.parametrize("address", PAGES)
def test_paper_has_the_content_without_what_only_a_screen_can_do(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.locator("header nav")).to_be_hidden()
    expect(page.locator("header form")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    for closed in page.locator("main details:not([open]) > :not(summary)").all()[:3]:
        expect(closed).to_be_visible()


def test_a_page_of_paper_is_not_cut_at_the_right(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 between its margins
    page.goto(DATASET)
    page.emulate_media(media="print")
    assert wider_than_the_screen(page) == []
