"""SQL in the browser: the engine on a click, answers equal to Python's to the 分, nothing from elsewhere."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from publish.portal.database_index import Index, read_index
from publish.portal.sql_page import EXAMPLES, examples
from tests.support.browsing import Watch, accessibility, noise, wider_than_the_screen

ADDRESS = "sql/index.html"
ENGINE_BYTES = 9_000_000
#: An attached database is asked for a journal of changes, which a published one never has.
NO_JOURNAL = r"\.duckdb\.wal"
ELSEWHERE = "https://elsewhere.example/x.duckdb"
SAVED = examples(EXAMPLES)


@pytest.fixture(scope="module")
def index(public: Path) -> Index:
    found = read_index(public)
    assert found is not None, "the site has no databases"
    return found


@pytest.fixture(scope="module")
def native(public: Path, index: Index) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same database, read by Python."""
    with duckdb.connect(public / "db" / index.catalog.name, read_only=True) as connection:
        yield connection


@pytest.fixture
def sql(page: Page, watch: Watch) -> Iterator[Page]:
    """The page, before any query."""
    page.goto(ADDRESS)
    expect(page.locator("#sql")).to_be_visible()
    yield page
    watch.allow(NO_JOURNAL)


def ask(page: Page, query: str) -> None:
    """Run a query by the keyboard and wait until the page has done with it."""
    page.locator("#sql-text").fill(query)
    page.locator("#sql-text").press("Control+Enter")
    settle(page)


def settle(page: Page) -> None:
    expect(page.locator("button[name=run]")).to_be_enabled(timeout=60_000)


def shown(page: Page) -> list[list[str]]:
    rows = page.locator("#sql-answer tbody tr")
    cells: list[list[str]] = rows.evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")
    return cells


def told(native: duckdb.DuckDBPyConnection, query: str) -> list[list[str]]:
    """The answer of Python's engine, in the words of the page."""
    rows = native.execute(f"SELECT COLUMNS(*)::VARCHAR FROM ({query.rstrip().rstrip(';')})").fetchall()
    return [["NULL" if cell is None else str(cell) for cell in row] for row in rows]


def test_the_engine_comes_on_a_click_and_only_then(sql: Page, context: BrowserContext) -> None:
    came: list[Response] = []
    context.on("response", lambda response: came.append(response))
    sql.reload()
    sql.wait_for_load_state("networkidle")
    assert [each.url for each in came if "vendor" in each.url or ".duckdb" in each.url] == []
    button = sql.locator("button[name=run]")
    expect(button).to_contain_text("8.0 MB")
    button.click()
    settle(sql)
    engine = [each for each in came if "/vendor/" in each.url]
    assert sum(int(each.headers.get("content-length", 0)) for each in engine) <= ENGINE_BYTES
    assert {each.url.rpartition("/")[2] for each in engine} == {"duckdb-eh.wasm.gz", "duckdb-worker.js", "duckdb.js"}
    expect(button).to_have_text("查询")


def test_the_database_is_read_in_pieces(sql: Page, context: BrowserContext, index: Index) -> None:
    came: list[Response] = []
    context.on("response", lambda response: came.append(response))
    ask(sql, "SELECT count(*) FROM catalog_datasets")
    pieces = [each for each in came if each.url.endswith(index.catalog.name) and each.request.method == "GET"]
    assert pieces
    assert {each.status for each in pieces} == {206}


def test_every_example_answers_as_python_does(sql: Page, native: duckdb.DuckDBPyConnection) -> None:
    assert len(SAVED) == sql.locator(".examples details").count()
    for number, example in enumerate(SAVED):
        part = sql.locator(".examples details").nth(number)
        part.locator("summary").click()
        part.locator("button").click()
        sql.locator("button[name=run]").click()
        settle(sql)
        expect(sql.locator("#sql-failed")).to_be_hidden()
        answer = told(native, example.query)
        assert answer, example.title.en
        # Rows that an order leaves equal may come in any order.
        assert sorted(shown(sql)) == sorted(answer), example.title.en
    assert noise(sql) == []


def test_amounts_keep_every_fen(sql: Page, native: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT sum(amount), 90071992547409.93::DECIMAL(18,2), 0.1::DECIMAL(18,2) FROM procurement_contracts"
    ask(sql, query)
    assert shown(sql) == told(native, query)
    assert shown(sql)[0][1:] == ["90071992547409.93", "0.10"]


def test_a_query_travels_in_the_address_and_not_to_the_server(sql: Page, context: BrowserContext) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    ask(sql, "SELECT 20260101 AS 日期")
    fragment = urlsplit(sql.url).fragment
    assert parse_qs(fragment) == {"q": ["SELECT 20260101 AS 日期"]}
    assert [url for url in asked if "20260101" in url] == []
    again = context.new_page()
    again.goto(f"{ADDRESS}#{fragment}")
    expect(again.locator("#sql-text")).to_have_value("SELECT 20260101 AS 日期")


def test_of_a_long_answer_the_first_thousand_rows_are_shown_and_all_saved(sql: Page) -> None:
    ask(sql, """SELECT i, '甲,"乙"' AS t, NULL AS n, '' AS e FROM range(2500) r(i) ORDER BY i; -- to the end""")
    expect(sql.locator("#sql-said")).to_contain_text("共 2,500 行，显示前 1,000 行")
    assert len(shown(sql)) == 1000
    with sql.expect_download() as download:
        sql.locator("button[name=save]").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfi,t,n,e\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 2501
    assert rows[-1] == ["2499", '甲,"乙"', "", ""]


#: Query, words of the engine, whether the page adds that there are no extensions.
FAULTY = [
    ("SELEC 1", 'syntax error at or near "SELEC"', False),
    ("SELECT nothing FROM procurement_contracts", 'column "nothing" not found', False),
    ("SELECT 1; SELECT 2", "multiple statements", False),
    ("SELECT '{}'::JSON", "json", True),
    ("SELECT * FROM read_parquet('a.parquet')", "read_parquet", True),
]


def test_an_error_is_told_in_the_engines_words(sql: Page) -> None:
    for query, message, absent in FAULTY:
        ask(sql, query)
        expect(sql.locator("#sql-failed")).to_be_visible()
        expect(sql.locator("#sql-failed pre")).to_contain_text(message)
        expect(sql.locator("#sql-failed .absent")).to_be_visible(visible=absent)
        assert shown(sql) == []
    ask(sql, "SELECT 1")
    expect(sql.locator("#sql-failed")).to_be_hidden()


def test_a_query_cannot_reach_elsewhere(sql: Page, context: BrowserContext, watch: Watch) -> None:
    refused: list[tuple[str, str | None]] = []
    context.on("requestfailed", lambda request: refused.append((request.url, request.failure)))
    ask(sql, f"ATTACH '{ELSEWHERE}'")
    expect(sql.locator("#sql-failed")).to_be_visible()
    # The policy of the site, not the engine's good will, kept it from leaving.
    assert refused == [(ELSEWHERE, "csp")]
    watch.elsewhere.remove(ELSEWHERE)
    watch.allow(ELSEWHERE)


#: One that listens while it runs, and one that keeps the engine busy while it is only being read.
ENDLESS = "SELECT count(*) FROM range(100000000000) a, range(1000000) b"
DEAF = f"SELECT {', '.join(f'list_sum(list_transform(range({60_000_000 + n}), x -> x * x))' for n in range(9))}"


@pytest.mark.parametrize("query", [ENDLESS, DEAF], ids=["listening", "deaf"])
def test_a_query_can_be_stopped(sql: Page, query: str) -> None:
    ask(sql, "SELECT 1")
    sql.locator("#sql-text").fill(query)
    sql.locator("button[name=run]").click()
    sql.locator("button[name=stop]").click(timeout=10_000)
    settle(sql)
    expect(sql.locator("#sql-said")).to_have_text("查询已停止。")
    ask(sql, "SELECT 42")
    assert shown(sql) == [["42"]]


def test_what_data_say_is_shown_and_not_run(sql: Page) -> None:
    ask(sql, """SELECT '<img src=x onerror=alert(1)>' AS "<script>alert(2)</script>" """)
    assert shown(sql) == [["<img src=x onerror=alert(1)>"]]
    expect(sql.locator("#sql-answer thead th")).to_contain_text("<script>alert(2)</script>")


def test_an_answer_is_accessible_and_fits_a_telephone(sql: Page) -> None:
    sql.set_viewport_size({"width": 390, "height": 844})
    ask(sql, SAVED[0].query)
    assert wider_than_the_screen(sql) == []
    assert accessibility(sql) == []
