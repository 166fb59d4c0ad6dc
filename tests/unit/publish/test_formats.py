"""CSV, gzip and Parquet: what Excel and programs need, and the same bytes whatever the machine."""

import gzip
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from gongkai.digests import sha256_file
from publish.formats import csv, parquet

ROWS = """SELECT * FROM (VALUES
    ('A1', 1234567.50::DECIMAL(18,2), DATE '2026-03-05', '甲,乙 "丙"'),
    ('A2', NULL, NULL, '第一行' || chr(10) || '第二行')) AS t(code, amount, signed_on, remark)"""


def test_csv_opens_in_excel_and_follows_rfc_4180(tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    csv.write(duckdb.connect(), ROWS, target)
    assert target.read_bytes().decode("utf-8") == (
        '\ufeffcode,amount,signed_on,remark\nA1,1234567.50,2026-03-05,"甲,乙 ""丙"""\nA2,,,"第一行\n第二行"\n'
    )


def test_the_gzip_copy_holds_the_csv_and_neither_name_nor_time(tmp_path: Path) -> None:
    plain, packed = tmp_path / "t.csv", tmp_path / "t.csv.gz"
    csv.write(duckdb.connect(), ROWS, plain)
    assert csv.compress(plain, packed) == sha256_file(plain)
    content = packed.read_bytes()
    assert gzip.decompress(content) == plain.read_bytes()
    assert content[3:8] == bytes(5)


def test_parquet_keeps_decimals_and_dates(tmp_path: Path) -> None:
    target = tmp_path / "t.parquet"
    parquet.write(duckdb.connect(), ROWS, target)
    table = pq.read_table(target)
    assert str(table.schema.field("amount").type) == "decimal128(18, 2)"
    assert str(table.schema.field("signed_on").type) == "date32[day]"
    assert table["amount"][0].as_py() == Decimal("1234567.50")


def test_bytes_do_not_depend_on_the_number_of_cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "SELECT 'HT-' || i AS code, (i * 7 % 1000)::DECIMAL(18,2) AS amount FROM range(300000) AS t(i)"
    digests = []
    for threads in (1, 4):
        connection = duckdb.connect(config={"threads": threads})
        monkeypatch.setattr(csv, "GZIP_THREADS", threads)
        files = [tmp_path / f"{threads}.{kind}" for kind in ("csv", "csv.gz", "parquet")]
        csv.write(connection, query, files[0])
        csv.compress(files[0], files[1])
        parquet.write(connection, query, files[2])
        digests.append([sha256_file(file) for file in files])
    assert digests[0] == digests[1]
