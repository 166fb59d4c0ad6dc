"""The site over HTTP: byte ranges, types told by the last suffix, and a server that ends when it is asked to."""

import gzip
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.errors import GongkaiError
from pipelines.cli.serving import listen
from publish.portal.asking import ask
from tests.support.serving import served
from tests.support.town import Town

LONG = b"0123456789" * 100
SERVE = "from pipelines.cli import main; main()"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A running `gongkai serve` over a small tree; stopped by Ctrl-C, it must end with 0 and no trace."""
    town = Town(tmp_path / "town")
    public = town.home.public
    public.mkdir()
    for name in ("index.html", "a.csv", "a.csv.gz", "a.parquet", "a.json"):
        (public / name).write_bytes(b"0123456789")
    command = [sys.executable, "-c", SERVE, "serve", "--home", str(town.root), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None
    yield server.stdout.readline().split()[0]
    server.send_signal(signal.SIGINT)
    _, err = server.communicate(timeout=20)
    assert server.returncode == 0
    assert err == ""


def test_it_answers_like_a_plain_web_server(address: str) -> None:
    kinds = {
        name: ask(address + name).headers["content-type"] for name in ("a.csv", "a.csv.gz", "a.parquet", "a.json", "")
    }
    assert kinds == {
        "a.csv": "text/csv; charset=utf-8",
        "a.csv.gz": "application/gzip",
        "a.parquet": "application/vnd.apache.parquet",
        "a.json": "application/json",
        "": "text/html; charset=utf-8",
    }
    part = ask(address + "a.parquet", range="bytes=2-4")
    assert (part.status, part.headers["content-type"], part.content) == (206, "application/vnd.apache.parquet", b"234")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small tree, served."""
    public = tmp_path_factory.mktemp("public")
    for name in ("d/a/2026/v1/a.csv", "d/a/feed.xml", "d/a/manifest.json", "static/vendor/sql.wasm.gz", ".half.csv"):
        (public / name).parent.mkdir(parents=True, exist_ok=True)
        (public / name).write_bytes(LONG)
    with served(public) as found:
        yield found


def test_text_is_compressed_unless_a_part_is_asked_for(site: str) -> None:
    whole = ask(site + "d/a/2026/v1/a.csv", accept_encoding="gzip")
    assert (whole.headers["content-encoding"], gzip.decompress(whole.content)) == ("gzip", LONG)
    part = ask(site + "d/a/2026/v1/a.csv", accept_encoding="gzip", range="bytes=2-4")
    assert (part.status, part.content, "content-encoding" in part.headers) == (206, b"234", False)


def test_the_engine_comes_as_the_gzip_file_that_it_is(site: str) -> None:
    engine = ask(site + "static/vendor/sql.wasm.gz", accept_encoding="gzip")
    assert (engine.headers["content-type"], "content-encoding" in engine.headers) == ("application/gzip", False)


def test_what_never_changes_is_kept_for_ever_and_the_rest_asked_for(site: str) -> None:
    kept = {name: ask(site + name).headers["cache-control"] for name in ("d/a/2026/v1/a.csv", "d/a/manifest.json")}
    assert kept == {"d/a/2026/v1/a.csv": "public, max-age=31536000, immutable", "d/a/manifest.json": "no-cache"}
    tag = ask(site + "d/a/manifest.json").headers["etag"]
    assert ask(site + "d/a/manifest.json", if_none_match=tag).status == 304


def test_a_page_may_load_nothing_from_elsewhere(site: str) -> None:
    for address in ("d/a/feed.xml", "nothing.html"):
        policy = ask(site + address).headers["content-security-policy"].split("; ")
        assert "default-src 'none'" in policy
        assert not any("unsafe-inline" in part or "'unsafe-eval'" in part or "http" in part for part in policy)
    assert ask(site + "d/a/feed.xml").headers["content-type"] == "application/atom+xml"


def test_what_is_only_being_written_is_not_there(site: str) -> None:
    assert ask(site + ".half.csv").status == 404


def test_a_port_that_is_taken_is_said() -> None:
    with listen(0) as taken, pytest.raises(GongkaiError, match="taken"):
        listen(taken.getsockname()[1])
