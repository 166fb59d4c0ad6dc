"""Building the site again: nothing new, nothing written; what no longer belongs goes; what belongs to others stays."""

from pathlib import Path

from gongkai.digests import sha256_file
from gongkai.home import Home
from gongkai.verdict import Status
from publish.portal import Site, build_site
from tests.unit.publish.portal.conftest import Night, outcome


def stamps(folder: Path) -> dict[str, tuple[int, str]]:
    return {str(p): (p.stat().st_mtime_ns, sha256_file(p)) for p in folder.rglob("*") if p.is_file()}


def test_a_quiet_night_writes_nothing(city: Home) -> None:
    first = build_site(city)
    before = stamps(city.public)
    assert first == Site(written=first.pages, unchanged=0, removed=0, pages=first.pages)
    assert build_site(city) == Site(written=0, unchanged=first.pages, removed=0, pages=first.pages)
    assert stamps(city.public) == before


def test_pages_made_again_are_the_same_bytes_and_not_rewritten(city: Home) -> None:
    first = build_site(city)
    before = stamps(city.public)
    city.journal.work.forget(list(city.journal.work.stage("site")))
    assert build_site(city) == Site(written=0, unchanged=first.pages, removed=0, pages=first.pages)
    assert stamps(city.public) == before


def test_a_page_that_was_lost_comes_back(city: Home) -> None:
    build_site(city)
    (city.public / "about/index.html").unlink()
    assert build_site(city).written == 1


def test_only_pages_that_changed_are_written(night: Night, city: Home) -> None:
    build_site(city)
    before = stamps(city.public)
    night.judged(night.held("102", "CHK-FAILED"), outcome(Status.PASS, checked=1))
    site = build_site(city)
    after = stamps(city.public)
    assert site.written == sum(before.get(path) != stamp for path, stamp in after.items())
    gone = {Path(path).relative_to(city.public).as_posix() for path in before.keys() - after.keys()}
    assert {"findings/102.html", "findings/102.json", "en/findings/102.html"} <= gone
    kept = ("findings/103.html", "about/index.html", "static/site.css")
    assert all(after[str(city.public / path)] == before[str(city.public / path)] for path in kept)


def test_a_changed_register_is_noticed(city: Home) -> None:
    build_site(city)
    register = city.root / "organisations.csv"
    register.write_text(register.read_text("utf-8").replace("教育局", "教育委员会"), encoding="utf-8")
    assert build_site(Home(city.root, city.datasets)).written > 0


def test_files_of_the_release_are_never_touched(city: Home) -> None:
    folder = city.public / "d/budget-spending"
    stranger = city.public / "d/retired"
    stranger.mkdir()
    for path in (stranger / "index.html", stranger / "manifest.json", city.public / "findings/.9.html.part"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    before = {path: sha256_file(path) for path in folder.rglob("*") if path.is_file()}
    assert build_site(city).removed == 2
    assert {path: sha256_file(path) for path in before} == before
    assert [path.name for path in stranger.iterdir()] == ["manifest.json"]


def test_a_city_without_anything_has_a_site_that_says_so(night: Night) -> None:
    build_site(night.home)
    text = (night.home.public / "index.html").read_text("utf-8")
    assert "还没有发布任何数据" in text
    assert "没有。所有报送都已公开" not in text
