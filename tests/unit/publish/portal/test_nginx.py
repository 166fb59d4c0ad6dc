"""deploy/nginx.conf under a real nginx gives the same answers as `gongkai serve`, and names the same rules."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.portal.asking import Answer, ask
from publish.portal.headers import COMPRESSED, FOREVER, HEADERS, IMMUTABLE, LEVEL, OCTETS, SMALLEST, TYPES
from tests.support.serving import served

LONG = b"0123456789abcdef" * 400
HASH = "0123456789abcdef"
FILES = {
    "index.html": LONG,
    "404.html": LONG + b"gone",
    "datasets/index.html": LONG,
    "short.html": b"short",
    "static/site.css": LONG,
    "static/search.js": LONG,
    "static/vendor/echarts.js": LONG,
    f"static/vendor/echarts-{HASH}.js": LONG,
    f"static/vendor/duckdb-{HASH}.wasm.gz": gzip.compress(LONG),
    "d/a/index.html": LONG,
    "d/a/feed.xml": LONG,
    "d/a/manifest.json": LONG,
    "d/a/2026/v1/a.csv": LONG,
    "d/a/2026/v1/a.csv.gz": gzip.compress(LONG),
    "d/a/2026/v1/a.parquet": LONG,
    "d/a/2026/v1/a.xlsx": LONG,
    "d/a/2026/v1/.a.csv.part": LONG,
    f"db/a-{HASH}.duckdb": LONG,
    "db/a.duckdb": LONG,
    "sitemap.xml": LONG,
    "robots.txt": LONG,
    "dcat.jsonld": LONG,
    "unknown.bin": LONG,
}
ADDRESSES = ("", "datasets/", *(name for name in FILES if not name.endswith(".part")))
MISSING = ("nothing/here.html", "d/a/2026/", "d/a/2026/v1/.a.csv.part")
QUESTIONS: dict[str, tuple[str, dict[str, str]]] = {
    "plain": ("GET", {}),
    "gzip": ("GET", {"accept_encoding": "gzip, deflate, br"}),
    "range": ("GET", {"range": "bytes=2-4"}),
    "range and gzip": ("GET", {"range": "bytes=2-4", "accept_encoding": "gzip"}),
    "last bytes": ("GET", {"range": "bytes=-7"}),
    "head": ("HEAD", {}),
}
COMPARED = (
    *(name.lower() for name in HEADERS),
    "cache-control",
    "content-encoding",
    "content-length",
    "content-range",
    "content-type",
)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("public")
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@pytest.fixture(scope="module")
def ours(public: Path) -> Iterator[str]:
    with served(public) as address:
        yield address


@pytest.fixture(scope="module")
def theirs(repository: Path, public: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running nginx with the configuration as it is, but for its port and root."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("needs nginx, which is not installed here")
    folder, port = tmp_path_factory.mktemp("nginx"), _free_port()
    site = (repository / "deploy" / "nginx.conf").read_text("utf-8")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/gongkai/public", str(public))
    (folder / "site.conf").write_text(site, encoding="utf-8")
    (folder / "nginx.conf").write_text(_around(folder), encoding="utf-8")
    with (folder / "said").open("wb") as said:
        running = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf"], stderr=said)
    _wait_for(port, running, folder / "said")
    yield f"http://127.0.0.1:{port}/"
    running.terminate()
    running.wait(20)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address or "/")
def test_both_answer_alike(ours: str, theirs: str, address: str, question: str) -> None:
    method, headers = QUESTIONS[question]
    assert _told(ask(theirs + address, method, **headers)) == _told(ask(ours + address, method, **headers))


@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there_gets_the_page_that_says_so(ours: str, theirs: str, address: str) -> None:
    there, here = ask(theirs + address), ask(ours + address)
    assert _told(there) == _told(here)
    assert (here.status, here.content, here.headers.get("cache-control")) == (404, FILES["404.html"], None)


def test_an_unchanged_file_is_not_sent_again(ours: str, theirs: str) -> None:
    for server in (ours, theirs):
        for encoding in ("identity", "gzip"):
            first = ask(server, accept_encoding=encoding)
            again = ask(server, accept_encoding=encoding, if_none_match=first.headers["etag"])
            assert (again.status, again.content, again.headers["cache-control"]) == (304, b"", "no-cache")


def test_a_range_is_not_joined_to_a_compressed_copy(ours: str, theirs: str) -> None:
    for server in (ours, theirs):
        copy = ask(server + "d/a/2026/v1/a.csv", accept_encoding="gzip")
        assert copy.headers["etag"].startswith("W/")
        rest = ask(server + "d/a/2026/v1/a.csv", range="bytes=9-", if_range=copy.headers["etag"])
        assert (rest.status, rest.content) == (200, LONG)


def test_a_range_past_the_end_is_refused(ours: str, theirs: str) -> None:
    asked = "bytes=999999-"
    statuses = {ask(server + "d/a/2026/v1/a.parquet", range=asked).status for server in (ours, theirs)}
    assert statuses == {416}


def test_the_configuration_names_the_rules_of_the_program(repository: Path) -> None:
    text = (repository / "deploy" / "nginx.conf").read_text("utf-8")
    assert dict(re.findall(r'(?m)^ +add_header (\S+) "(.*)" always;', text)) == HEADERS
    types = re.findall(r"(?m)^ {8}(\S+/\S+) +(\w+);", text)
    plain = {suffix[1:]: kind.partition(";")[0] for suffix, kind in TYPES.items() if kind != OCTETS}
    assert {suffix: kind for kind, suffix in types} == plain
    assert set(_values(text, "gzip_types")) == COMPRESSED - {"text/html"}  # which nginx always compresses
    assert (_values(text, "gzip_min_length"), _values(text, "gzip_comp_level")) == ([str(SMALLEST)], [str(LEVEL)])
    with_charset = {kind.partition(";")[0] for kind in TYPES.values() if ";" in kind}
    assert set(_values(text, "charset_types")) == with_charset - {"text/html"}
    kept = re.findall(rf'(?m)^ +"~(\S+)" +"{FOREVER}";', text)
    assert kept == [pattern.pattern for pattern in IMMUTABLE]


def _values(text: str, directive: str) -> list[str]:
    (found,) = re.findall(rf"(?m)^ +{directive}\s([^;]*);", text)
    return str(found).split()


def _told(answer: Answer) -> tuple[object, ...]:
    """What must be alike; a compressed content is compared as what it holds."""
    headers = {name: answer.headers.get(name) for name in COMPARED}
    if headers["content-encoding"] == "gzip":
        return answer.status, {**headers, "content-length": None}, gzip.decompress(answer.content)
    return answer.status, headers, answer.content


def _around(folder: Path) -> str:
    """The least that nginx needs around the site's part, with everything it writes in one folder."""
    kept = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(f"{name}_temp_path {folder}/{name};" for name in kept)
    user = "user root;" if os.geteuid() == 0 else ""
    return f"""{user} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ }}
http {{ access_log off; {places}
include {folder}/site.conf; }}
"""


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _wait_for(port: int, running: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(200):
        assert running.poll() is None, said.read_text("utf-8")
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")
