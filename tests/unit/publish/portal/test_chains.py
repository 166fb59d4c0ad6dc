"""The pages of purchases and projects: what they say, that they lead somewhere, and when they are made again."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from publish.portal import build_site
from publish.portal.chains import address
from publish.portal.inputs import Inputs
from tests.support.chained import (
    ACCEPTANCES,
    BUDGET,
    CONTRACTS,
    LINKED,
    LINKS,
    PROJECT,
    PROJECTS,
    TENDERS,
    Chained,
    school,
)

INDEX = "chains/index.html"
PURCHASE = "chains/purchases/SSCG-2026-001.html"
PROJECT_PAGE = f"chains/projects/{PROJECT[3]}.html"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Chained]:
    """The fictional city with one purchase and one project from budget line to acceptance."""
    found = school(tmp_path)
    yield found
    found.home.close()


class Text(HTMLParser):
    """The text of a page, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)
        self.text = re.sub(r"\s+", " ", "".join(self.parts))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.links += [told["href"] or ""] if tag == "a" and "href" in told else []
        self.ids += [told["id"] or ""] if "id" in told else []


def page(city: Chained, path: str) -> Text:
    return Text((city.home.public / path).read_text("utf-8"))


def test_a_purchase_is_told_stage_by_stage(city: Chained) -> None:
    build_site(city.home)
    text = page(city, PURCHASE).text
    order = ["部门支出预算", "采购意向", "采购公告", "中标结果公告", "采购合同公告", "履约验收公告"]
    body = text[text.index("全部环节") :]
    assert sorted(body.index(stage) for stage in order) == [body.index(stage) for stage in order]
    assert "980,000.00" in text
    assert "项目编号和包号 · 把握 85%" in text


def test_corrections_stand_as_history_at_their_notice_with_before_and_after(city: Chained) -> None:
    build_site(city.home)
    html = (city.home.public / PURCHASE).read_text("utf-8")
    assert "更正和变更 1 次" in html
    assert "<del>2026-03-10</del>" in html
    assert "<ins>2026-03-20</ins>" in html
    assert "<ins>交货期&lt;六十&gt;日</ins>" in html
    assert "1 corrections or changes" in (city.home.public / f"en/{PURCHASE}").read_text("utf-8")


def test_purchase_and_project_lead_to_each_other_to_datasets_and_downloads(city: Chained) -> None:
    build_site(city.home)
    purchase, project = page(city, PURCHASE), page(city, PROJECT_PAGE)
    assert f"../projects/{PROJECT[3]}.html" in purchase.links
    assert "../purchases/SSCG-2026-001.html" in project.links
    assert "../../d/procurement-contracts/index.html" in purchase.links
    assert "../../d/procurement-contracts/2026/v1/procurement-contracts-2026.csv" in purchase.links
    for found in (purchase, project):
        inner = {link[1:] for link in found.links if link.startswith("#")}
        assert inner - set(found.ids) == set()
        assert len(found.ids) == len(set(found.ids))


def test_the_index_lists_everything_without_a_script(city: Chained) -> None:
    build_site(city.home)
    found = page(city, INDEX)
    assert {PURCHASE.removeprefix("chains/"), PROJECT_PAGE.removeprefix("chains/")} <= set(found.links)
    html = (city.home.public / INDEX).read_text("utf-8")
    assert '<form class="search" role="search" hidden>' in html
    assert "<noscript>" in html


def test_pages_are_limited_and_the_index_says_where_the_rest_is(city: Chained) -> None:
    city.release(CONTRACTS, "101", [{"contract_no": "HT-2", "project_no": "P-2", "published_on": "2026-05-01"}])
    city.settle(city.home.city.datasets, portal={"chain_pages": 1})
    build_site(city.home)
    assert [path.name for path in (city.home.public / "chains/purchases").iterdir()] == ["P-2.html"]
    found = page(city, INDEX)
    assert "另有 1 个采购项目没有单独的页面" in found.text
    assert "../d/procurement-links/index.html" in found.links


def test_a_stage_that_is_not_released_says_so(city: Chained) -> None:
    city.release(ACCEPTANCES, "112", [])
    build_site(city.home)
    text = page(city, PURCHASE).text
    assert "HT-1/1 ▲ 没有公开" in text
    assert "履约验收公告：没有公开的相关记录" in text


def test_a_change_of_rows_or_links_is_seen(city: Chained) -> None:
    build_site(city.home)
    before = (city.home.public / PURCHASE).read_bytes()
    city.release(BUDGET, "101", [{"func_code": "2050101", "func_name": "行政", "total": "1.00"}], period=2025)
    build_site(city.home)
    assert (city.home.public / PURCHASE).read_bytes() == before
    city.link(*(link if link[1] != "award" else (*link[:4], 60) for link in LINKED))
    build_site(city.home)
    assert "项目编号和包号 · 把握 60%" in page(city, PURCHASE).text


def test_as_long_as_neither_has_changed_nothing_is_read_again(city: Chained, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(city.home)
    monkeypatch.setattr("publish.portal.chains.listings", None)
    monkeypatch.setattr(Inputs, "everything", "another")
    assert build_site(city.home).removed == 0
    assert (city.home.public / PURCHASE).is_file()


def test_a_page_that_was_lost_comes_back(city: Chained) -> None:
    build_site(city.home)
    before = (city.home.public / PURCHASE).read_bytes()
    (city.home.public / PURCHASE).unlink()
    assert build_site(city.home).written == 1
    assert (city.home.public / PURCHASE).read_bytes() == before


def test_a_purchase_that_is_gone_takes_its_page_with_it(city: Chained) -> None:
    build_site(city.home)
    for dataset in (TENDERS, "procurement/corrections", "procurement/awards", CONTRACTS):
        city.release(dataset, "112", [])
    build_site(city.home)
    assert not (city.home.public / PURCHASE).exists()
    assert (city.home.public / PROJECT_PAGE).exists()


def test_a_city_without_links_has_no_such_pages(city: Chained) -> None:
    city.settle([each for each in city.home.city.datasets if each != LINKS])
    build_site(city.home)
    assert not (city.home.public / "chains").exists()


def test_what_a_row_says_is_never_markup(city: Chained) -> None:
    city.release(PROJECTS, "103", [{"project_code": PROJECT[3], "project_name": "<script>alert(1)</script>"}])
    build_site(city.home)
    assert "<script>alert" not in (city.home.public / PROJECT_PAGE).read_text("utf-8")


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("SSCG-2026-001", "purchases/SSCG-2026-001.html"),
        ("../../ETC", None),
        ("示采〔2026〕12号", None),
        ("A" * 81, None),
        ("-1", None),
    ],
)
def test_a_number_becomes_a_file_name_only_in_a_harmless_form(number: str, name: str | None) -> None:
    found = address("purchase", number)
    assert found == (name or found)
    assert re.fullmatch(r"purchases/(?:[0-9A-Z][0-9A-Z-]*|x[0-9a-f]{16})\.html", found)
