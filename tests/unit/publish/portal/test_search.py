"""What the search finds, and where its entries lead."""

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.home import Home
from publish.portal import build_site
from publish.portal.languages import LANGUAGES
from publish.portal.search.pinyin import pinyin
from tests.support.chained import PROJECT, school


def entries(public: Path) -> list[dict[str, Any]]:
    return [
        each
        for path in sorted((public / "search").glob("*.json"))
        for each in json.loads(path.read_text("utf-8"))["entries"]
    ]


def one(public: Path, kind: str, title: str) -> dict[str, Any]:
    return next(each for each in entries(public) if each["kind"] == kind and each["zh"] == title)


@pytest.mark.parametrize(
    ("title", "letters"), [("教育局", "jyj jiaoyuju"), ("重庆路2026年", "cqln chongqinglunian"), ("A4 paper", "")]
)
def test_titles_are_found_by_their_pinyin_and_its_initials(title: str, letters: str) -> None:
    assert pinyin(title) == letters


def test_a_dataset_is_found_by_title_keyword_and_column_and_can_be_narrowed(city: Home) -> None:
    build_site(city)
    found = one(city.public, "dataset", "部门支出")
    assert found["en"] == "Departmental spending"
    assert found["address"] == "d/budget-spending/index.html"
    assert {"预算", "budget/spending"} <= set(found["words"].split())
    assert found["pinyin"] == "bmzc bumenzhichu"
    assert (found["theme"], found["departments"], found["years"]) == ("budget", ["101"], [2026])
    assert found["formats"] == ["csv", "parquet"]
    assert found["updated"] == "2026-03-02T02:00:00+08:00"


def test_a_department_is_found_without_the_name_of_the_city(city: Home) -> None:
    register = city.root / "organisations.csv"
    register.write_text(register.read_text("utf-8").replace("卫生局", "示例市卫生局"), encoding="utf-8")
    build_site(city)
    assert one(city.public, "department", "示例市卫生局")["pinyin"].split()[0] == "wsj"


def test_every_entry_leads_to_a_page_in_every_language(city: Home) -> None:
    build_site(city)
    addresses = {each["address"].partition("#")[0] for each in entries(city.public)}
    assert {"d/budget-spending/index.html", "about/index.html", "about/languages/index.html"} <= addresses
    for language in LANGUAGES:
        assert [a for a in addresses if not (city.public / language.folder / a).is_file()] == []


def test_nothing_of_what_is_held_back_can_be_found(city: Home) -> None:
    build_site(city)
    assert "7777" not in json.dumps(entries(city.public))


def test_the_page_loads_every_file_of_entries_and_says_what_to_do_without_scripts(city: Home) -> None:
    build_site(city)
    files = sorted(f"search/{path.name}" for path in (city.public / "search").glob("*.json"))
    html = (city.public / "en/search/index.html").read_text("utf-8")
    assert f'data-shards="{" ".join(files)}"' in html
    assert 'Without them, <a href="../datasets/index.html">' in html


def test_purchases_and_projects_are_found_by_name_number_and_body(tmp_path: Path) -> None:
    home = school(tmp_path).home
    build_site(home)
    found = [each for each in entries(home.public) if each["kind"] in ("purchase", "project")]
    purchase = next(each for each in found if each["address"] == "chains/purchases/SSCG-2026-001.html")
    assert purchase["about_zh"].startswith("SSCG-2026-001 · ")
    assert purchase["theme"] == "procurement"
    assert f"chains/projects/{PROJECT[3]}.html" in {each["address"] for each in found}
    home.close()
