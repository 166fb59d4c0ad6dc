"""What programs read: catalogue, feeds, checksums, map of the site, the page for what is not there."""

import json
import subprocess
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gongkai.decision import Outcome, Reason
from gongkai.digests import sha256_file
from gongkai.home import Home
from publish.portal import build_site
from publish.portal.database_index import Database, Index, swap_index
from publish.portal.machine.sitemap import sitemap
from publish.release import release
from tests.unit.publish.conftest import DATASET, NIGHT
from tests.unit.publish.portal.conftest import SCHOOLS, Night

SCHEMA = Path(__file__).parents[4] / "docs/schemas/catalog.schema.json"
BASE = "https://data.shilishi.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def catalog(home: Home) -> Any:
    build_site(home)
    return json.loads((home.public / "catalog.json").read_text("utf-8"))


def local(home: Home, address: str) -> Path:
    assert address.startswith(BASE)
    return home.public / address.removeprefix(BASE)


def feed(home: Home, path: str = "feed.xml") -> ET.Element:
    build_site(home)
    return ET.parse(home.public / path).getroot()


def texts(element: ET.Element, name: str) -> list[str]:
    return [each.text or "" for each in element.iter(f"{ATOM}{name}")]


def test_the_catalogue_has_the_form_that_is_documented(city: Home) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(catalog(city), schema, format_checker=jsonschema.FormatChecker())


def test_every_file_of_the_catalogue_is_there_as_it_says(city: Home) -> None:
    [dataset] = catalog(city)["datasets"]
    [period] = dataset["periods"]
    assert (dataset["id"], period["period"], period["version"], period["rows"]) == (DATASET, 2026, 1, 2)
    for file in period["files"]:
        path = local(city, file["address"])
        assert (path.stat().st_size, sha256_file(path)) == (file["bytes"], file["sha256"])
    for name in ("page", "manifest", "feed"):
        assert local(city, dataset[name]).is_file()


def test_the_catalogue_names_the_databases_where_there_are_any(city: Home) -> None:
    told = {"bytes": 5, "sha256": "a" * 64, "tables": ("budget_spending",), "rows": 2}
    one = Database(name="budget-spending-0123456789ab.duckdb", **told)
    (city.public / "db").mkdir()
    swap_index(
        city.public,
        Index(storage="v1.4.0", catalog=Database(name="catalog-0123456789ab.duckdb", **told), datasets={DATASET: one}),
    )
    found = catalog(city)
    assert found["database"]["address"] == f"{BASE}db/catalog-0123456789ab.duckdb"
    assert found["datasets"][0]["database"]["address"] == f"{BASE}db/budget-spending-0123456789ab.duckdb"
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))


def test_a_city_that_has_released_nothing_has_an_empty_catalogue_and_feed(night: Night) -> None:
    [dataset] = catalog(night.home)["datasets"]
    assert (dataset["periods"], dataset["updated"], dataset["manifest"]) == ([], None, None)
    assert texts(feed(night.home), "entry") == []
    assert texts(feed(night.home), "updated") == ["1970-01-01T00:00:00+00:00"]
    assert (night.home.public / "checksums.txt").read_text("utf-8") == ""


def test_the_checksums_are_those_of_the_files(city: Home) -> None:
    build_site(city)
    lines = (city.public / "checksums.txt").read_text("utf-8").splitlines()
    said = subprocess.run(
        ["sha256sum", "--strict", "-c", "checksums.txt"], cwd=city.public, capture_output=True, text=True
    )
    assert (said.returncode, said.stdout.count(": OK")) == (0, len(lines))
    folder = city.public / "d/budget-spending/2026/v1"
    assert {line.partition("  ")[2] for line in lines} == {
        p.relative_to(city.public).as_posix() for p in folder.iterdir()
    }


@pytest.mark.parametrize(
    "path", ["feed.xml", "en/feed.xml", "d/budget-spending/feed.xml", "en/d/budget-spending/feed.xml"]
)
def test_a_feed_has_what_every_reader_needs(city: Home, path: str) -> None:
    root = feed(city, path)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        assert [len(element.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert datetime.fromisoformat(texts(element, "updated")[0]).tzinfo
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    [own] = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == f"{BASE}{path}"
    for link in root.iter(f"{ATOM}link"):
        assert local(city, str(link.get("href"))).is_file()


def test_an_entry_keeps_its_id_and_a_new_version_is_a_new_entry(night: Night, city: Home) -> None:
    before = feed(city)
    night.released("101", [*SCHOOLS, ("210", "卫生健康支出", "1.00")], day=1)
    after = feed(city)
    assert texts(before, "id")[1:] == [f"{BASE}d/budget-spending/2026/v1/"]
    assert texts(after, "id")[1:] == [f"{BASE}d/budget-spending/2026/v2/", f"{BASE}d/budget-spending/2026/v1/"]
    moments = [datetime.fromisoformat(each) for each in texts(after, "published")]
    assert moments == [NIGHT + timedelta(days=1), NIGHT]
    assert texts(after, "updated")[0] == texts(after, "published")[0]
    assert texts(after, "summary")[0] == "共 3 行：新增 1，删除 0，更改 0。"


def test_a_withdrawal_is_told_as_one(night: Night, city: Home) -> None:
    submission = night.submit("102", [("210", "卫生健康支出", "8.00")])
    cleared = night.standing(submission, Outcome.CLEARED)
    release(city, night.contract, 2026, [(submission, cleared)], NIGHT + timedelta(days=1))
    reason = Reason(code="NEG-LIST", zh="命中负面清单", en="on the negative list")
    refused = night.standing(submission, Outcome.BLOCKED, reason)
    release(city, night.contract, 2026, [], NIGHT + timedelta(days=2), [refused])
    newest = feed(city).find(f"{ATOM}entry")
    assert newest is not None
    assert texts(newest, "title") == ["撤下：部门支出 2026 v3"]
    assert [each.get("term") for each in newest.findall(f"{ATOM}category")] == ["withdrawal", "budget"]
    assert texts(newest, "summary")[0].startswith("1 个部门的内容已撤下")


def test_signs_that_xml_forbids_do_not_break_a_feed(city: Home) -> None:
    settings = city.root / "city.yml"
    told = json.loads(settings.read_text("utf-8"))
    told["name"]["en"] = "Shilishi \x0b <&> \u202e"
    settings.write_text(json.dumps(told), encoding="utf-8")
    root = feed(Home(city.root, city.datasets), "en/feed.xml")
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Shilishi  <&> \u202e"


def test_the_map_shows_every_page_in_every_language_and_the_days_of_releases(city: Home) -> None:
    build_site(city)
    root = ET.parse(city.public / "sitemap.xml").getroot()
    urls = {url.findtext(f"{MAP}loc"): url for url in root.findall(f"{MAP}url")}
    pages = [
        path.relative_to(city.public).as_posix() for path in city.public.rglob("*.html") if path.name != "404.html"
    ]
    assert set(urls) == {BASE + page.removesuffix("index.html") for page in pages}
    own = urls[f"{BASE}en/d/budget-spending/"]
    others = {link.get("hreflang"): link.get("href") for link in own.iter("{http://www.w3.org/1999/xhtml}link")}
    assert others == {"zh-Hans": f"{BASE}d/budget-spending/", "en": f"{BASE}en/d/budget-spending/"}
    assert own.findtext(f"{MAP}lastmod") == "2026-03-02T02:00:00+08:00"
    assert urls[f"{BASE}about/"].find(f"{MAP}lastmod") is None
    assert f"Sitemap: {BASE}sitemap.xml" in (city.public / "robots.txt").read_text("utf-8")


def test_a_map_too_large_for_one_file_becomes_several() -> None:
    paths = [f"chains/purchases/{number}.html" for number in range(5)]
    files = {page.path: ET.fromstring(str(page.make()).encode()) for page in sitemap(BASE, paths, {}, most=2)}
    named = [each.text for each in files["sitemap.xml"].iter(f"{MAP}loc")]
    assert named == [f"{BASE}sitemap-{number}.xml" for number in (1, 2, 3)]
    shown = [each.text for name in named for each in files[str(name).removeprefix(BASE)].iter(f"{MAP}loc")]
    assert shown == [BASE + path for path in paths]


def test_the_page_for_what_is_not_there_leads_on_from_any_address(city: Home) -> None:
    build_site(city)
    html = (city.public / "404.html").read_text("utf-8")
    assert 'href="/static/site.css"' in html
    assert 'action="/search/index.html"' in html
    assert 'href="/datasets/index.html"' in html
    assert 'href="/en/404.html"' in html
    assert 'href="/en/datasets/index.html"' in (city.public / "en/404.html").read_text("utf-8")


def test_entry_points_are_made_again_only_after_a_release(night: Night, city: Home) -> None:
    def stamps() -> dict[str, int]:
        names = ("catalog.json", "feed.xml", "d/budget-spending/feed.xml", "checksums.txt", "sitemap.xml", "robots.txt")
        return {name: (city.public / name).stat().st_mtime_ns for name in names}

    build_site(city)
    before = stamps()
    night.held("102", "SIGN-MISSING")
    build_site(city)
    assert stamps() == before
    night.released("101", SCHOOLS[:1], day=1)
    build_site(city)
    assert {name for name, stamp in stamps().items() if stamp == before[name]} == {"robots.txt"}
