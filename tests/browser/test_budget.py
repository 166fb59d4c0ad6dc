"""The budget in a browser: down from the year to the item by clicks, charts drawn from their tables, and all of it
without scripts, too.
"""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsing import Watch

NEWEST = "budget/2026/index.html"
CHARTED = {
    "treemap": NEWEST,
    "line": "budget/index.html",
    "bar": "budget/2026/departments/index.html",
}


def chart(page: Page, kind: str) -> Locator:
    """The first chart of a kind, drawn."""
    figure = page.locator(f'figure.chart[data-chart="{kind}"]').first
    figure.scroll_into_view_if_needed()
    expect(figure.locator("svg path").first).to_be_attached()
    return figure


@pytest.mark.parametrize("kind", CHARTED)
@pytest.mark.parametrize("folder", ["", "en/"], ids=["zh", "en"])
def test_a_chart_is_drawn_over_its_table(page: Page, kind: str, folder: str) -> None:
    page.goto(folder + CHARTED[kind])
    figure = chart(page, kind)
    expect(figure.locator(".canvas")).to_have_attribute("role", "img")
    assert figure.locator(".canvas").get_attribute("aria-label") == figure.get_attribute("data-label")
    words = figure.locator("svg text").all_text_contents()
    assert words
    assert not [each for each in words if re.search(r"NaN|undefined|\d\.\d{3,}", each)]


def test_the_amounts_of_a_chart_are_those_of_the_table(page: Page) -> None:
    page.goto(NEWEST)
    drawn = " ".join(chart(page, "treemap").locator("svg text").all_text_contents())
    first = page.locator("#parts tbody tr").first
    fen = int(first.locator("[data-series=budget]").get_attribute("data-fen") or "")
    assert first.locator("th a").inner_text() in drawn
    assert f"{fen / 10**10:,.2f} 亿元" in drawn


def test_clicks_lead_from_the_year_to_the_item_and_the_path_leads_back(page: Page) -> None:
    page.goto(NEWEST)
    for _ in range(3):
        page.locator("#parts tbody th a").first.click()
        page.wait_for_load_state()
    assert re.search(r"/budget/2026/\d{7}/index\.html$", page.url)
    expect(page.locator("#parts")).to_have_count(0)
    page.locator("nav.crumbs a").nth(1).click()
    expect(page).to_have_url(re.compile(rf"/{NEWEST}$"))


def test_a_click_on_an_area_opens_its_own_page(page: Page) -> None:
    page.goto(NEWEST)
    figure = chart(page, "treemap")
    name = page.locator("#parts tbody th a").first.inner_text()
    figure.locator("svg text", has_text=name).first.click()
    expect(page.locator("h1")).to_contain_text(name)


def test_what_the_pointer_rests_on_is_told(page: Page) -> None:
    page.goto(NEWEST)
    figure = chart(page, "treemap")
    name = page.locator("#parts tbody th a").first.inner_text()
    figure.locator("svg text", has_text=name).first.hover()
    expect(page.locator(".chart-tip")).to_contain_text(name)


def test_the_library_of_charts_comes_when_a_chart_is_near(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("budget/2026/gov_fund/index.html")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith("/vendor/echarts.js")] == []
    page.goto(NEWEST)
    chart(page, "treemap")
    assert [url for url in asked if url.endswith("/vendor/echarts.js")] != []


def test_without_scripts_everything_but_the_charts_is_there(chromium: Browser, site: str, watch: Watch) -> None:
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    watch.over(context)
    page = context.new_page()
    page.goto(NEWEST)
    assert page.locator("figure.chart:visible").count() == 0
    page.locator("#parts tbody th a").first.click()
    expect(page.locator("#parts tbody tr").first).to_be_visible()
    context.close()
