"""The fast and the careful path of bulk text are one reader, and so is the grid of a small text."""

import csv
from collections import Counter
from pathlib import Path
from typing import Literal

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.readers import field_faults, sniff_text, text_grid
from pipelines.readers.bulk import bulk_relation, text_to_parquet
from pipelines.readers.careful import data_begins, width_of, write_carefully
from pipelines.readers.records import Dialect

FIELD = st.text(st.sampled_from(list("甲乙0.5-,\"; \t\n\r'\\#")), max_size=6)
CLEAN = st.text(st.sampled_from(list("甲乙0.5-, ;\t'\\#NUL")), max_size=6)
Quoting = Literal[0, 1]
DIALECT = Dialect(",", '"')


def table(field: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    return st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(field, min_size=width, max_size=width), min_size=1, max_size=8)
    )


ANY = st.tuples(table(FIELD), st.just(csv.QUOTE_ALL))
PLAIN = st.tuples(table(CLEAN), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=ANY | PLAIN, end=st.sampled_from(["\n", "\r\n"]))
def test_both_paths_give_the_same_relation(
    tmp_path: Path, con: duckdb.DuckDBPyConnection, written: tuple[list[list[str]], Quoting], end: str
) -> None:
    rows, quoting = written
    source = tmp_path / "a.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator=end, quoting=quoting).writerows(
            [[f"列{index}" for index in range(len(rows[0]))], *rows]
        )
    text_to_parquet(con, source, DIALECT, 1, tmp_path / "one.parquet")
    columns, first_line = data_begins(source, DIALECT, 1)
    write_carefully(
        source,
        DIALECT,
        width_of(source, DIALECT, columns, first_line),
        first_line,
        tmp_path / "careful.parquet",
        Counter(),
    )
    one, careful = (
        con.execute(f"{bulk_relation(tmp_path / name)} ORDER BY _row").fetchall()
        for name in ("one.parquet", "careful.parquet")
    )
    assert one == careful
    assert [list(row[3:]) for row in one] == rows


RAGGED = st.lists(st.lists(st.sampled_from(["甲", "1", " ", ""]), min_size=2, max_size=5), min_size=1, max_size=6)
ALIKE = st.tuples(st.integers(2, 5), st.integers(1, 4)).map(lambda size: [["甲"] * size[0]] * size[1])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(columns=st.integers(2, 4), rows=RAGGED | ALIKE)
def test_records_of_any_width_are_judged_alike_by_all_three(
    tmp_path: Path, con: duckdb.DuckDBPyConnection, columns: int, rows: list[list[str]]
) -> None:
    source = tmp_path / "a.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[f"列{index}" for index in range(columns)], *rows])
    result = text_to_parquet(con, source, DIALECT, 1, tmp_path / "one.parquet")
    width = width_of(source, DIALECT, columns, 2)
    write_carefully(source, DIALECT, width, 2, tmp_path / "careful.parquet", Counter())
    one, careful = (
        con.execute(f"{bulk_relation(tmp_path / name)} ORDER BY _row").fetchall()
        for name in ("one.parquet", "careful.parquet")
    )
    assert one == careful
    assert result.short_header == width.short_header
    told = field_faults(text_grid(source, sniff_text(source)), columns, range(2, len(rows) + 2))
    assert told.faults == {line: fault for line, fault, *_ in one if fault}
    assert told.short_header == result.short_header
