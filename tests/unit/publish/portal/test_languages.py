"""Each page in every language; a further one, written from top to bottom, needs one entry."""

from collections import Counter

from gongkai.contract import Text
from gongkai.home import Home
from publish.portal import build_site
from publish.portal.languages import CHINESE, ENGLISH, LANGUAGES, Language
from publish.portal.parity import page_counts, text_counts
from publish.portal.render import Renderer

OTHER = Language("mn", "mn-Mong", "ᠮᠣᠩᠭᠣᠯ", "mn/", writing="vertical-lr")


def test_a_further_language_needs_one_entry_and_falls_back_to_chinese(city: Home) -> None:
    renderer = Renderer(city, (CHINESE, ENGLISH, OTHER))
    pages = {page.path: str(page.make()) for page in renderer.pages("about/deep/index.html", "404.html")}
    assert set(pages) == {"about/deep/index.html", "en/about/deep/index.html", "mn/about/deep/index.html"}
    html = pages["mn/about/deep/index.html"]
    assert '<html lang="mn-Mong" class="vertical-lr">' in html
    assert "<h1>没有这个页面</h1>" in html
    assert '<link rel="stylesheet" href="../../../static/site.css">' in html
    assert '<a href="../../../about/deep/index.html" lang="zh-Hans" hreflang="zh-Hans">中文</a>' in html
    assert (
        '<a href="../../mn/about/deep/index.html" lang="mn-Mong" hreflang="mn-Mong">ᠮᠣᠩᠭᠣᠯ</a>'
        in pages["about/deep/index.html"]
    )
    assert " class=" not in pages["en/about/deep/index.html"].partition("\n")[2].partition("\n")[0]


def test_words_of_a_further_language_are_shown_where_there_are_any() -> None:
    assert OTHER.of("查询", "Search", mn="ᠬᠠᠢᠬᠤ") == "ᠬᠠᠢᠬᠤ"
    assert OTHER.of("查询", "Search") == "查询"
    assert OTHER.of(Text(zh="查询", en="Search")) == "查询"


def test_lines_from_top_to_bottom_are_set_so_by_the_style_sheet(city: Home) -> None:
    build_site(city)
    css = (city.public / "static/site.css").read_text("utf-8")
    assert ".vertical-lr main { writing-mode: vertical-lr;" in css


def test_every_page_has_its_counterpart(city: Home) -> None:
    build_site(city)
    public = city.public
    pages = [path.relative_to(public).as_posix() for path in public.rglob("*.html")]
    own = {
        language.code: {p.removeprefix(language.folder) for p in pages if p.startswith(language.folder)}
        for language in LANGUAGES
    }
    own["zh"] = {page for page in pages if not page.startswith("en/")}
    assert own["en"] == own["zh"]


def test_pages_are_counted_by_kind_and_what_a_language_lacks_is_seen() -> None:
    paths = ["d/a/index.html", "d/b/index.html", "en/d/a/index.html", "rules/index.html"]
    counts = {each.kind.pattern: each.pages for each in page_counts(paths)}
    assert counts["d/{dataset}/index.html"] == Counter(zh=2, en=1)
    assert counts["rules/index.html"] == Counter(zh=1)


def test_texts_without_english_are_counted(city: Home) -> None:
    counts = {each.title.en: (each.texts, each.words["en"]) for each in text_counts(city)}
    assert counts["titles of datasets"] == (1, 1)
    assert counts["titles of columns"] == (6, 6)
    assert counts["names of organisations"] == (3, 0)
    build_site(city)
    html = (city.public / "en/about/languages/index.html").read_text("utf-8")
    assert "names of organisations" in html
