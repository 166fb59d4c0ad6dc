"""The site over HTTP: byte ranges, types told by the last suffix, and a server that ends when it is asked to."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gongkai.errors import GongkaiError
from pipelines.cli.serving import listen
from tests.support.town import Town

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
    kinds = {name: _get(address + name)[1] for name in ("a.csv", "a.csv.gz", "a.parquet", "a.json", "")}
    assert kinds == {
        "a.csv": "text/csv; charset=utf-8",
        "a.csv.gz": "application/gzip",
        "a.parquet": "application/vnd.apache.parquet",
        "a.json": "application/json",
        "": "text/html; charset=utf-8",
    }
    assert _get(address + "a.parquet", "bytes=2-4") == (206, "application/vnd.apache.parquet", b"234")


def test_a_port_that_is_taken_is_said() -> None:
    with listen(0) as taken, pytest.raises(GongkaiError, match="taken"):
        listen(taken.getsockname()[1])


def _get(url: str, span: str = "") -> tuple[int, str | None, bytes]:
    where = urlsplit(url)
    connection = HTTPConnection(where.netloc, timeout=20)
    connection.request("GET", where.path, headers={"Range": span} if span else {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.getheader("content-type"), content
