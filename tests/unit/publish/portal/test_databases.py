"""The published databases, read back with DuckDB itself."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from gongkai.contract import Contract
from gongkai.decision import Outcome
from gongkai.digests import sha256_file
from gongkai.engine import engine
from gongkai.home import Home
from gongkai.submission import Submission
from publish.portal.database_file import STORAGE, Released, Source, add_tables, attach, detach
from publish.portal.database_index import Index, read_index
from publish.portal.databases import Databases, build_databases
from publish.release import release
from tests.unit.publish.conftest import DATASET, NIGHT
from tests.unit.publish.portal.conftest import SCHOOLS, Night

TABLE = "budget_spending"
#: Two thirds of a 分 apart as binary fractions, and one that no binary fraction can hold.
AMOUNTS = ["90071992547409.93", "0.01", "-12345678.10", "0.30"]


def read(path: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(query).fetchall()


def index_of(home: Home) -> Index:
    index = read_index(home.public)
    assert index is not None
    return index


def paths(home: Home) -> tuple[Path, Path]:
    """The database of the whole city, and that of the dataset."""
    index = index_of(home)
    return home.public / "db" / index.catalog.name, home.public / "db" / index.datasets[DATASET].name


@pytest.fixture
def published(night: Night, submit: Callable[..., Submission]) -> Callable[..., Home]:
    """Publishes a department's rows for a year and brings the databases up to date."""

    def publish(rows: list[tuple[str, str, str]], period: int = 2026, day: int = 0) -> Home:
        submission = submit("101", rows, period=period)
        cleared = night.standing(submission, Outcome.CLEARED)
        release(night.home, night.contract, period, [(submission, cleared)], NIGHT + timedelta(days=day))
        build_databases(night.home)
        return night.home

    return publish


def test_every_amount_is_there_to_the_fen(published: Callable[..., Home]) -> None:
    rows = [(f"20{number}", "支出", amount) for number, amount in enumerate(AMOUNTS)]
    home = published(rows)
    for path in paths(home):
        assert read(path, f"SELECT sum(amount), typeof(any_value(amount)) FROM {TABLE}") == [
            (sum(map(Decimal, AMOUNTS)), "DECIMAL(18,2)")
        ]
        assert [str(row[0]) for row in read(path, f"SELECT amount FROM {TABLE} ORDER BY code")] == AMOUNTS


def test_every_released_period_stands_in_one_table(published: Callable[..., Home]) -> None:
    published([("205", "教育支出", "7.00")], period=2025)
    home = published([("205", "教育支出", "8.00")], period=2026)
    whole, own = paths(home)
    assert [read(path, f"SELECT amount FROM {TABLE}") for path in (whole, own)] == [[(7,), (8,)]] * 2
    told = "SELECT table_name, period, version, row_count FROM catalog_releases"
    assert read(whole, told) == [(TABLE, 2025, 1, 1), (TABLE, 2026, 1, 1)]


def test_what_is_held_is_in_no_database(city: Home) -> None:
    build_databases(city)
    for path in paths(city):
        assert read(path, f"SELECT DISTINCT entity_code FROM {TABLE}") == [("101",)]
        assert b"7777.02" not in path.read_bytes()


def test_tables_and_columns_carry_their_titles(published: Callable[..., Home]) -> None:
    home = published(SCHOOLS)
    whole, own = paths(home)
    for path in (whole, own):
        assert read(path, f"SELECT comment FROM duckdb_tables() WHERE table_name = '{TABLE}'") == [
            ("部门支出 / Departmental spending",)
        ]
        assert read(path, "SELECT comment FROM duckdb_columns() WHERE column_name = 'amount'") == [("金额 / amount",)]
    assert read(whole, "SELECT title_zh, title_en, row_count FROM catalog_datasets") == [
        ("部门支出", "Departmental spending", 2)
    ]
    told = "SELECT position, data_type, title_zh, unit FROM catalog_columns WHERE column_name = 'amount'"
    assert read(whole, told) == [(4, "DECIMAL(18,2)", "金额", "元")]
    assert read(own, "SELECT table_name FROM duckdb_tables()") == [(TABLE,)]


def test_the_format_is_the_one_that_the_engine_in_the_browser_reads(
    published: Callable[..., Home], repository: Path
) -> None:
    lock = json.loads((repository / "publish/portal/static/vendor/vendor.lock.json").read_text("utf-8"))
    browser = next(each["version"] for each in lock["packages"] if each["name"] == "duckdb")
    assert browser.startswith("1.4.")
    home = published(SCHOOLS)
    for path in paths(home):
        tags = read(path, "SELECT tags FROM duckdb_databases() WHERE NOT internal")[0][0]
        assert STORAGE in tags["storage_version"]


def test_the_index_tells_size_and_digest_of_every_file(published: Callable[..., Home]) -> None:
    home = published(SCHOOLS)
    index = index_of(home)
    assert {path.name for path in (home.public / "db").iterdir()} == {*index.names, "index.json"}
    for each in index.databases:
        path = home.public / "db" / each.name
        assert (each.bytes, each.sha256) == (path.stat().st_size, sha256_file(path))
        assert (each.tables, each.rows) == ((TABLE,), 2)


def test_a_quiet_night_writes_nothing(published: Callable[..., Home]) -> None:
    home = published(SCHOOLS)
    before = {path: path.stat().st_mtime_ns for path in (home.public / "db").iterdir()}
    assert build_databases(home) == Databases(written=0, unchanged=2, removed=0)
    assert {path: path.stat().st_mtime_ns for path in (home.public / "db").iterdir()} == before


def test_a_lost_file_comes_back_under_its_name(published: Callable[..., Home]) -> None:
    home = published(SCHOOLS)
    names = index_of(home).names
    lost = paths(home)[1]
    lost.unlink()
    assert build_databases(home) == Databases(written=1, unchanged=1, removed=0)
    assert index_of(home).names == names
    assert read(lost, f"SELECT count(*) FROM {TABLE}") == [(2,)]


def test_the_generation_before_stays_for_one_more(published: Callable[..., Home]) -> None:
    generations = []
    for day, amount in enumerate(("1.00", "2.00", "3.00")):
        home = published([("205", "教育支出", amount)], day=day)
        generations.append(index_of(home).names)
    assert generations[0].isdisjoint(generations[1])
    standing = {path.name for path in (home.public / "db").glob("*.duckdb")}
    assert standing == generations[1] | generations[2]
    assert set(index_of(home).previous) == generations[1]


def test_what_a_killed_build_left_is_cleared_away(published: Callable[..., Home]) -> None:
    home = published(SCHOOLS)
    for scrap in (".catalog-0.duckdb.part", ".catalog-0.duckdb.part.wal", "catalog-0123456789abcdef.duckdb"):
        (home.public / "db" / scrap).write_bytes(b"half")
    assert build_databases(home).removed == 3
    assert {path.name for path in (home.public / "db").iterdir()} == {*index_of(home).names, "index.json"}


def test_a_city_without_releases_has_an_empty_database(home: Home) -> None:
    home.public.mkdir()
    assert build_databases(home) == Databases(written=1, unchanged=0, removed=0)
    assert read(home.public / "db" / index_of(home).catalog.name, "SELECT count(*) FROM catalog_datasets") == [(0,)]


def released(folder: Path, period: int, columns: str, rows: int = 1) -> Released:
    path = folder / f"{period}.parquet"
    duckdb.sql(f"COPY (SELECT {columns} FROM range({rows})) TO '{path}' (FORMAT parquet)")
    return Released(period, 1, "2026-01-01T00:00:00+08:00", rows, path, sha256_file(path))


def written(folder: Path, source: Source) -> Path:
    target = folder / "made.duckdb"
    with engine([folder]) as connection:
        attach(connection, [source], target)
        add_tables(connection, [source])
        detach(connection)
    return target


def test_periods_with_other_columns_share_a_table(tmp_path: Path, contract: Contract) -> None:
    old = released(tmp_path, 2025, "'101' AS entity_code, 5.00::DECIMAL(18,2) AS amount, 'x' AS dropped")
    new = released(tmp_path, 2026, "7.00::DECIMAL(18,2) AS amount, '205' AS code, '101' AS entity_code")
    path = written(tmp_path, Source(contract, (old, new)))
    assert read(path, f"SELECT entity_code, code, amount, dropped FROM {TABLE}") == [
        ("101", None, Decimal("5.00"), "x"),
        ("101", "205", Decimal("7.00"), None),
    ]
    order = read(path, f"DESCRIBE {TABLE}")
    assert [row[0] for row in order] == ["entity_code", "code", "amount", "dropped"]


def test_a_table_that_lacks_rows_stops_the_build(tmp_path: Path, contract: Contract) -> None:
    short = replace(released(tmp_path, 2026, "'101' AS entity_code"), rows=2)
    with pytest.raises(RuntimeError, match="2 rows were released"):
        written(tmp_path, Source(contract, (short,)))


@pytest.mark.parametrize(("rows", "block"), [(4_999, 16_384), (5_000, 262_144)])
def test_small_tables_take_small_blocks(tmp_path: Path, contract: Contract, rows: int, block: int) -> None:
    path = written(tmp_path, Source(contract, (released(tmp_path, 2026, "'101' AS entity_code", rows),)))
    assert read(path, "SELECT block_size FROM pragma_database_size()") == [(block,)]
