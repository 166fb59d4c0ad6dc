"""The programs on a dataset's page are carried out against the published files: codes stay text, amounts exact."""

import re
import shutil
import subprocess
from decimal import Decimal
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import duckdb
import pytest

from gongkai.contract import Contract
from gongkai.home import Home
from publish.portal import build_site
from publish.portal.dataset.snippets import Snippet, snippets
from tests.unit.publish.portal.conftest import Night

LARGE, SMALL = "9007199254740993.27", "0.10"
ROWS = [("205", "NA", LARGE), ("0208", "社会保障", SMALL)]
STEM = "d/budget-spending/2026/v1/budget-spending-2026"


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def published(night: Night) -> Home:
    """A city with a code that begins with a zero, a name that reads as missing, and an amount beyond a float."""
    night.released("101", ROWS)
    return night.home


def named(contract: Contract, stem: str, title: str) -> Snippet:
    return next(each for each in snippets(stem, contract.table.fields) if each.title.startswith(title))


def test_pandas_keeps_codes_and_cents(published: Home, contract: Contract) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    handler = partial(Quiet, directory=str(published.public))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        told = named(contract, f"http://127.0.0.1:{server.server_port}/{STEM}", "Python").text
        found: dict[str, object] = {}
        exec(told, found)  # noqa: S102 - what the page tells its readers to run
        server.shutdown()
    df = found["df"]
    assert list(df["code"]) == ["205", "0208"]  # type: ignore[index]
    assert list(df["name"]) == ["NA", "社会保障"]  # type: ignore[index]
    assert sum(df["amount"]) == Decimal("9007199254740993.37")  # type: ignore[index]


def test_duckdb_keeps_codes_and_cents(published: Home, contract: Contract) -> None:
    told = named(contract, f"{published.public}/{STEM}", "DuckDB").text
    rows = duckdb.execute(told).fetchall()
    assert [row[:4] for row in rows] == [("101", code, name, Decimal(amount)) for code, name, amount in ROWS]


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_keeps_codes_and_cents(night: Night, contract: Contract, tmp_path: Path) -> None:
    night.released("101", [("205", "NA", "90071992547.27"), ("0208", "社会保障", SMALL)])
    program = tmp_path / "read.R"
    shown = 'cat(df$code, df$name[1], format(sum(df$amount_fen), digits = 20), sep = " ")'
    program.write_text(f"{named(contract, f'{night.home.public}/{STEM}', 'R').text}\n{shown}\n", encoding="utf-8")
    if subprocess.run(["Rscript", "-e", "library(readr)"], capture_output=True, check=False).returncode:
        pytest.skip("the R package readr is not installed")
    done = subprocess.run(["Rscript", str(program)], capture_output=True, text=True, check=True)
    assert done.stdout == "205 0208 NA 9007199254737"


def test_power_query_types_every_code_as_text_and_amounts_as_fixed_decimals(contract: Contract) -> None:
    told = named(contract, f"https://data.shilishi.example/{STEM}", "Excel").text
    assert f'Web.Contents("https://data.shilishi.example/{STEM}.csv")' in told
    assert "Encoding = 65001" in told
    typed = dict(re.findall(r'\{"(\w+)", ([\w. ]+)\}', told))
    assert list(typed) == list(contract.table.names)
    assert {typed[field.name] for field in contract.table.with_role("code")} == {"type text"}
    assert typed["amount"] == "Currency.Type"
    assert told.count("(") == told.count(")")
    assert told.count("{") == told.count("}")
    assert told.endswith("in\n    Typed")


def test_the_page_shows_the_programs_for_the_permanent_address(published: Home) -> None:
    build_site(published)
    html = (published.public / "d/budget-spending/index.html").read_text("utf-8")
    for title in ("Python · pandas", "DuckDB", "R · readr", "Excel · Power Query"):
        assert f"<summary>{title}</summary>" in html
    assert html.count(f"https://data.shilishi.example/{STEM}.csv") == 3
