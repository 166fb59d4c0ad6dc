"""`gongkai portal doctor`: a server that keeps the rules, one that knows none of them, and none at all."""

import gzip
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipelines.cli.exits import Exit
from tests.support.serving import served
from tests.unit.pipelines.cli.conftest import Run

LONG = b"0123456789abcdef" * 100
VERSION = "d/budget/2026/v1"
DATA = (
    f"{VERSION}/budget-2026.csv",
    f"{VERSION}/budget-2026.csv.gz",
    f"{VERSION}/budget-2026.parquet",
    "db/budget-0123456789abcdef.duckdb",
    "static/vendor/duckdb-eh.wasm.gz",
)
PAGES = ("index.html", "static/site.css", "catalog.json", "feed.xml")


class Plain(SimpleHTTPRequestHandler):
    """Python's own server: no ranges, no compression, no rules."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A small public tree with its list of checksums, whose hashes nobody asks for here."""
    root = tmp_path / "public"
    for name in (*PAGES, *DATA):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(gzip.compress(LONG) if name.endswith(".gz") else LONG)
    lines = [f"{'0' * 64}  {name}\n" for name in (f"{VERSION}/older.csv", *DATA[:3])]
    (root / "db/index.json").write_text('{"catalog": {"name": "budget-0123456789abcdef.duckdb"}}', encoding="utf-8")
    (root / f"{VERSION}/older.csv").write_bytes(LONG)
    (root / "checksums.txt").write_text("".join(lines), encoding="utf-8")
    return root


@pytest.fixture
def bad(public: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Plain, directory=public))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_server_that_keeps_the_rules_passes(public: Path, run: Run) -> None:
    with served(public) as address:
        said = run("portal", "doctor", address.rstrip("/"))
    assert said.code == Exit.OK, said.out
    assert "✗" not in said.out
    assert "0 项不对 wrong" in said.out


def test_every_kind_of_file_is_asked_for_once(public: Path, run: Run) -> None:
    with served(public) as address:
        probes = run("portal", "doctor", "--json", address).json
    ranged = [probe["address"].removeprefix(address) for probe in probes if probe["code"] == "range"]
    assert ranged == [f"{VERSION}/older.csv", *DATA[1:]]
    kept = {probe["address"].removeprefix(address) for probe in probes if "immutable" in probe["found"]}
    assert kept == set(ranged[:-1])


def test_a_server_that_knows_no_rules_is_told_each_of_them(bad: str, run: Run) -> None:
    said = run("portal", "doctor", bad, "--json")
    wrong = {probe["code"] for probe in said.json if not probe["passed"]}
    assert said.code == Exit.HELD
    assert wrong == {"header", "conditional", "type", "compression", "caching", "range"}
    assert {probe["next_en"] for probe in said.json if not probe["passed"]} != {""}


def test_what_was_not_copied_is_told(public: Path, run: Run) -> None:
    (public / DATA[0]).unlink()
    (public / f"{VERSION}/older.csv").unlink()
    (public / "feed.xml").unlink()
    with served(public) as address:
        said = run("portal", "doctor", address, "--json")
    assert [probe["found"] for probe in said.json if not probe["passed"]] == ["404", "404"]


def test_no_first_page_no_further_questions(tmp_path: Path, run: Run) -> None:
    with served(tmp_path) as address:
        said = run("portal", "doctor", address)
    assert said.code == Exit.HELD
    assert said.out.count("✗") == 1
    assert "404" in said.out


def test_nobody_answers(run: Run) -> None:
    said = run("portal", "doctor", "http://127.0.0.1:9/")
    assert said.code == Exit.USAGE
    assert "does not answer" in said.err
    assert run("portal", "doctor", "data.example.gov.cn").code == Exit.USAGE
