"""Searching the site as a reader does, and as quickly."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

SEARCH = "search/index.html"
PHONE = {"width": 390, "height": 844}


def found(page: Page) -> int:
    expect(page.locator("#found")).to_have_text(re.compile(r"\d"))
    return int(re.sub(r"\D", "", page.locator("#found").inner_text()))


def titles(page: Page) -> list[str]:
    return page.locator("#results a").all_inner_texts()


def test_from_any_page_the_form_leads_to_what_is_sought(page: Page) -> None:
    page.goto("rules/index.html")
    page.get_by_role("searchbox", name="搜索全站").fill("教育局")
    page.get_by_role("searchbox", name="搜索全站").press("Enter")
    expect(page).to_have_url(re.compile(r"search/index\.html\?q=.+"))
    assert found(page) > 0
    assert titles(page)[0] == "示例市教育局"


def test_initials_and_pinyin_find_what_the_name_does(page: Page) -> None:
    for typed in ("jyj", "jiaoyuju", "JYJ"):
        page.goto(f"{SEARCH}?q={typed}")
        assert found(page) > 0
        assert titles(page)[0] == "示例市教育局"


def test_every_hit_holds_every_word_and_words_that_nobody_wrote_find_nothing(page: Page) -> None:
    page.goto(f"{SEARCH}?q=部门 预算")
    assert found(page) > 0
    assert all("部门" in title and "预算" in title for title in titles(page)[:5])
    page.goto(f"{SEARCH}?q=不存在的词语组合")
    expect(page.locator("#found")).to_have_text("没有找到。换一个词，或去掉一些条件。")
    assert titles(page) == []


def test_titles_come_before_descriptions_and_hits_are_marked(page: Page) -> None:
    page.goto(f"{SEARCH}?q=支出&kind=dataset")
    found(page)
    hits = ["支出" in title for title in titles(page)]
    assert hits == sorted(hits, reverse=True)
    assert set(page.locator("#results mark").all_inner_texts()) == {"支出"}


def test_facets_narrow_and_their_state_stands_in_the_address(page: Page) -> None:
    page.goto(SEARCH)
    every = found(page)
    page.get_by_label("种类").select_option("dataset")
    datasets = found(page)
    page.get_by_label("主题").select_option("procurement")
    narrowed = found(page)
    assert every > datasets > narrowed > 0
    expect(page).to_have_url(re.compile(r"kind=dataset&theme=procurement"))
    assert page.get_by_label("主题").locator("option:checked").inner_text() == f"采购 ({narrowed})"
    address = page.url
    page.goto("about/index.html")
    page.goto(address)
    assert found(page) == narrowed
    page.get_by_role("button", name="清除").click()
    expect(page.locator("#found")).to_have_text(re.compile(f"{every}|{every:,}"))
    assert "?" not in page.url


def test_a_query_cannot_write_into_the_page(page: Page) -> None:
    page.goto(f"{SEARCH}?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&theme=%22%3E%3Cscript%3E")
    expect(page.locator("#found")).to_have_text(re.compile("没有找到"))
    assert page.locator("main img, main script").count() == 0


def test_the_keyboard_leads_from_the_box_through_the_results(page: Page) -> None:
    page.goto(f"{SEARCH}?q=预算")
    found(page)
    page.get_by_role("searchbox", name="找什么").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#results a").nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#results a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox", name="找什么")).to_be_focused()


def test_more_results_are_listed_on_request(page: Page) -> None:
    page.goto(f"{SEARCH}?q=采购")
    assert found(page) > 30
    assert len(titles(page)) == 30
    page.get_by_role("button", name="再列一些").click()
    assert len(titles(page)) > 30
    expect(page.locator("#results a").nth(30)).to_be_focused()


def test_english_readers_search_in_english_and_stay_there(page: Page) -> None:
    page.goto("en/search/index.html?q=contracts")
    assert found(page) > 0
    link = page.locator("#results a").first
    assert "contracts" in link.inner_text().lower()
    link.click()
    expect(page).to_have_url(re.compile(r"/en/d/"))


@pytest.mark.parametrize("path", ["search/index.html?q=预算", "datasets/index.html"])
def test_a_phone_shows_it_without_scrolling_sideways(page: Page, path: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_list_of_datasets_is_narrowed_by_the_same_facets(page: Page) -> None:
    page.goto("datasets/index.html")
    rows = page.locator(".catalogue > li:visible")
    every = rows.count()
    page.get_by_role("combobox", name="主题").select_option("projects")
    assert 0 < rows.count() < every
    expect(page).to_have_url(re.compile(r"\?theme=projects$"))
    expect(page.locator("#found")).to_have_text(f"{rows.count()} 个数据集")
    expect(page.locator("section.theme:visible")).to_have_count(1)
    page.get_by_label("标题或说明里有").fill("zzz")
    expect(page.locator("#found")).to_have_text("没有符合的数据集。去掉一些条件试试。")


def test_without_scripts_the_list_is_whole_and_the_search_leads_to_it(context: BrowserContext, site: str) -> None:
    browser = context.browser
    assert browser
    plain = browser.new_context(base_url=site, java_script_enabled=False)
    try:
        page = plain.new_page()
        page.goto(f"{SEARCH}?q=预算")
        page.get_by_role("link", name="全部数据集按主题列在这里").click()
        listed = page.locator(".catalogue > li:visible").count()
        page.get_by_role("navigation", name="主题").get_by_role("link").first.click()
        assert listed == page.locator(".catalogue > li").count() > 50
        assert page.locator("#search").is_hidden()
    finally:
        plain.close()


@pytest.mark.parametrize("kind", ["dataset", "budget", "department", "purchase", "project", "supplier", "rule", "page"])
def test_every_kind_of_thing_is_found_and_leads_somewhere(page: Page, kind: str) -> None:
    page.goto(f"{SEARCH}?kind={kind}")
    assert found(page) > 0
    page.locator("#results a").last.click()
    expect(page.locator("h1")).not_to_have_text("搜索")
