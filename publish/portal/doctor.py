"""Does a web server hand the site out as it should? Asked from outside, as a reader would: types, byte ranges,
compression, headers, how long copies are good.

Here belong the questions and what a wrong answer means. The rules are those of `publish.portal.headers`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from publish.portal.asking import Answer, ask
from publish.portal.headers import FOREVER, HEADERS, caching, content_type, is_compressed

#: What every site has.
PAGES = ("index.html", "static/site.css", "catalog.json", "feed.xml", "checksums.txt")
#: The list of the databases, and what reads them in the browser.
DATABASES, ENGINE = "db/index.json", "static/vendor/duckdb-eh.wasm.gz"
#: No site has it.
NOWHERE = "no-such-page-as-this.html"
CODINGS = ("gzip", "br", "zstd", "deflate")
SPAN = 16
AGAIN = "见 docs/deploy.md 与 deploy/nginx.conf", "see docs/deploy.md and deploy/nginx.conf"


@dataclass(frozen=True)
class Probe:
    """One question and whether the answer was good; `found` is what the server said, `next_zh` and `next_en` what to
    do about it.
    """

    code: str
    address: str
    passed: bool
    zh: str
    en: str
    found: str
    next_zh: str = ""
    next_en: str = ""


def examine(url: str) -> list[Probe]:
    """Ask the site at `url` everything. Raises GongkaiError when nobody answers there."""
    base = url.rstrip("/") + "/"
    first = ask(base, accept_encoding="gzip")
    probes = [*_page(base, first)]
    if first.status != 200:
        return probes
    for path in (*PAGES, *_data(ask(f"{base}checksums.txt"), ask(base + DATABASES))):
        probes += _file(base, path)
    return [*probes, *_missing(base)]


def _page(base: str, answer: Answer) -> Iterator[Probe]:
    found = str(answer.status) + (f" {answer.headers['location']}" if "location" in answer.headers else "")
    yield _probe("page", base, answer.status == 200, "首页在这个地址", "the first page is at this address", found)
    if answer.status != 200:
        return
    for name, wanted in HEADERS.items():
        said = answer.headers.get(name.lower(), "")
        good = _directives(said) == _directives(wanted)
        yield _probe("header", base, good, f"回答带有 {name}", f"answers carry {name}", said)
    tag = answer.headers.get("etag")
    again = ask(base, accept_encoding="gzip", if_none_match=tag) if tag else None
    said = str(again.status) if again else "no ETag"
    zh, en = "没有变化的页面不再重传", "an unchanged page is not sent again"
    yield _probe("conditional", base, again is not None and again.status == 304, zh, en, said)


def _file(base: str, path: str) -> Iterator[Probe]:
    """Type, compression, caching and byte ranges of one file."""
    address = base + path
    answer = ask(address, accept_encoding="gzip", most=SPAN)
    if answer.status != 200:
        yield _probe("there", address, False, f"有 {path}", f"{path} is there", str(answer.status))
        return
    wanted, said = content_type(path), answer.headers.get("content-type", "")
    zh, en = f"{path} 的类型是 {wanted}", f"the type of {path} is {wanted}"
    yield _probe("type", address, _plain(said) == _plain(wanted), zh, en, said)
    coding = answer.headers.get("content-encoding", "")
    if not is_compressed(wanted):
        zh, en = f"{path} 不再压缩", f"{path} is not compressed once more"
        yield _probe("compression", address, coding == "", zh, en, coding)
    elif path in PAGES[:2]:
        yield _probe("compression", address, coding in CODINGS, f"{path} 压缩传送", f"{path} is compressed", coding)
    yield from _keeping(address, path, answer)
    if path not in PAGES:
        yield from _range(address, path)


def _keeping(address: str, path: str, answer: Answer) -> Iterator[Probe]:
    said = answer.headers.get("cache-control", "")
    if caching(f"/{path}") == FOREVER:
        zh, en = f"{path} 永远不变，可以一直缓存", f"{path} never changes and may be kept for ever"
        yield _probe("caching", address, "immutable" in said, zh, en, said)
    else:
        zh, en = f"{path} 会变，每次询问", f"{path} changes, so it is asked for each time"
        yield _probe("caching", address, bool(re.search(r"no-cache|max-age=0\b", said)), zh, en, said)


def _range(address: str, path: str) -> Iterator[Probe]:
    """A part of a file, as the SQL page reads it."""
    answer = ask(address, most=2 * SPAN, range=f"bytes=0-{SPAN - 1}")
    said = f"{answer.status} {answer.headers.get('content-range', '')}".strip()
    good = answer.status == 206 and len(answer.content) <= SPAN and "content-encoding" not in answer.headers
    yield _probe("range", address, good, f"{path} 可按字节区间读取", f"{path} can be read by byte ranges", said)
    if path.endswith(".duckdb"):
        length = ask(address, "HEAD").headers.get("content-length", "")
        zh, en = f"不取 {path} 也能知道大小", f"the size of {path} is told without its content"
        yield _probe("length", address, length.isdigit(), zh, en, length)


def _missing(base: str) -> Iterator[Probe]:
    answer = ask(base + NOWHERE)
    zh, en = "没有的地址回答 404", "an address that is not there answers 404"
    yield _probe("missing", base + NOWHERE, answer.status == 404, zh, en, str(answer.status))


def _data(checksums: Answer, databases: Answer) -> Iterator[str]:
    """Of the files that never change the first of each type, the city's database, and the engine that reads it."""
    listed = checksums.content.decode("utf-8", errors="replace") if checksums.status == 200 else ""
    first: dict[str, str] = {}
    for path in re.findall(r"(?m)^[0-9a-f]{64}  (\S+)$", listed):
        if caching(f"/{path}") == FOREVER:
            first.setdefault("".join(PurePosixPath(path).suffixes[-2:]), path)
    yield from first.values()
    found = re.search(r'"(\S+\.duckdb)"', databases.content.decode("utf-8", errors="replace"))
    if databases.status == 200 and found:
        yield from (f"db/{found[1]}", ENGINE)


def _probe(code: str, address: str, passed: bool, zh: str, en: str, found: str) -> Probe:
    return Probe(code, address, passed, zh, en, found, *(("", "") if passed else AGAIN))


def _plain(kind: str) -> str:
    """A content type in one writing: `text/html;charset=UTF-8` is `text/html; charset=utf-8`."""
    return "; ".join(part.strip() for part in kind.lower().split(";"))


def _directives(said: str) -> list[str]:
    """What a header says, whatever the order of its directives."""
    return sorted(" ".join(part.split()) for part in said.split(";") if part.strip())
