"""`/sitemap.xml` and `/robots.txt` (sitemaps.org): every page with its counterparts in the other languages.

Only what has been released has a day of change: the moment of a build says nothing of a page's content.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from xml.sax.saxutils import escape

from gongkai.digests import digest_of
from publish.portal.context import Context
from publish.portal.languages import LANGUAGES
from publish.portal.machine.lost import PATH as LOST
from publish.portal.sections import Page, Section

#: So many addresses one file may hold.
MOST = 50_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
FOLDERS = tuple(language.folder for language in LANGUAGES if language.folder)


def sections(context: Context) -> Iterator[Section]:
    """Both files. To be built last: the map shows the pages of all rooms before it."""
    yield Section("robots", context.inputs.settings, partial(_robots, context.home.city.base_url))
    paths = sorted(path for path in context.paths if path.endswith(".html") and not path.endswith(LOST))
    key = digest_of(paths, context.inputs.released(context.home.contracts))
    yield Section("sitemap", key, partial(_pages, context, paths))


def _robots(base: str) -> Iterator[Page]:
    yield Page("robots.txt", lambda: f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n")


def _pages(context: Context, paths: Sequence[str]) -> Iterator[Page]:
    days = {f"d/{each.slug}/": each.updated for each in context.summaries.values()}
    yield from sitemap(context.home.city.base_url, paths, days)


def sitemap(base: str, paths: Sequence[str], released: Mapping[str, str], most: int = MOST) -> Iterator[Page]:
    """The map, as an index of several files where one may not hold it; `released` is folder -> newest release."""
    known = set(paths)
    urls = [_url(base, path, known, released) for path in paths]
    parts = [urls[start : start + most] for start in range(0, len(urls), most)] or [[]]
    if len(parts) == 1:
        yield Page("sitemap.xml", partial(_set, parts[0]))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield Page("sitemap.xml", partial(_index, base, names))
    for name, part in zip(names, parts, strict=True):
        yield Page(name, partial(_set, part))


def _url(base: str, path: str, known: set[str], released: Mapping[str, str]) -> str:
    bare = next((path.removeprefix(folder) for folder in FOLDERS if path.startswith(folder)), path)
    others = [(each, each.folder + bare) for each in LANGUAGES if each.folder + bare in known]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{each.tag}" href="{_address(base, other)}"/>' for each, other in others
    )
    moment = released.get("/".join(bare.split("/")[:2]) + "/", "")
    day = f"<lastmod>{moment}</lastmod>" if moment else ""
    return f"<url><loc>{_address(base, path)}</loc>{day}{links}</url>\n"


def _address(base: str, path: str) -> str:
    return escape(f"{base}{path.removesuffix('index.html')}")


def _set(urls: Iterable[str]) -> str:
    return f"{HEAD}<urlset {SPACE} {LINKS}>\n{''.join(urls)}</urlset>\n"


def _index(base: str, names: Iterable[str]) -> str:
    maps = "".join(f"<sitemap><loc>{_address(base, name)}</loc></sitemap>\n" for name in names)
    return f"{HEAD}<sitemapindex {SPACE}>\n{maps}</sitemapindex>\n"
