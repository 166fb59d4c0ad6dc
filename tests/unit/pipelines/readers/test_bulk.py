"""Text of any size becomes one relation with exact lines, and nothing that arrived is missing from it."""

from pathlib import Path

import duckdb
import pytest

from pipelines.readers import Unreadable, limits
from pipelines.readers.bulk import BulkResult, bulk_relation, text_to_parquet
from pipelines.readers.records import Dialect
from pipelines.readers.survey import survey

Rows = list[tuple[object, ...]]
CSV = Dialect(",", '"')


def load(folder: Path, content: str, header_row: int = 1, dialect: Dialect = CSV) -> tuple[BulkResult, Rows]:
    source, target = folder / "合同'表.csv", folder / "合同'表.parquet"
    source.write_bytes(content.encode())
    with duckdb.connect() as con:
        result = text_to_parquet(con, source, dialect, header_row, target)
        rows = con.execute(f"{bulk_relation(target)} ORDER BY _row").fetchall()
        types = [str(column[1]) for column in con.execute(bulk_relation(target)).description or []]
    assert types == ["INTEGER", *["VARCHAR"] * (result.columns + 2)]
    assert result.rows == len(rows)
    return result, rows


def is_fast(folder: Path) -> bool:
    with duckdb.connect() as con:
        columns = con.execute(f"DESCRIBE FROM read_parquet('{folder}/*.parquet')").fetchall()
    return bool(columns[0][0] == "c0")


def test_a_clean_file_takes_the_fast_path(tmp_path: Path) -> None:
    result, rows = load(tmp_path, '编号,名称,备注\n1,"甲,""乙""",\n,2,无\n')
    assert rows == [(2, None, None, "1", '甲,"乙"', ""), (3, None, None, "", "2", "无")]
    assert result == BulkResult(2, 3, {})
    assert is_fast(tmp_path)


@pytest.mark.parametrize(
    "content", ["编号,名称\r\n1,甲\r\n2,乙\r\n", '编号,名称\r\n"1",甲\r\n2,"乙"\r\n', "编号,名称\n1,甲\n2,乙"]
)
def test_line_ends_of_both_worlds_are_fast(tmp_path: Path, content: str) -> None:
    assert load(tmp_path, content)[1] == [(2, None, None, "1", "甲"), (3, None, None, "2", "乙")]
    assert is_fast(tmp_path)


@pytest.mark.parametrize("body", ["1,甲\n", "1,甲\n2\n"])
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, body: str) -> None:
    result, rows = load(tmp_path, '\ufeff"编号,旧",名称\n' + body)
    assert (result.columns, rows[0]) == (2, (2, None, None, "1", "甲"))
    result, rows = load(tmp_path, "\ufeff" + body, header_row=0)
    assert rows[0] == (1, None, None, "1", "甲")


def test_columns_that_no_record_has_are_blank_and_cost_no_speed(tmp_path: Path) -> None:
    result, rows = load(tmp_path, "编号,名称,公告ID\n1,甲\n2,乙\n")
    assert rows == [(2, None, None, "1", "甲", ""), (3, None, None, "2", "乙", "")]
    assert result == BulkResult(2, 3, {}, short_header=1)
    assert is_fast(tmp_path)


def test_blank_fields_behind_the_last_column_are_left_out(tmp_path: Path) -> None:
    result, rows = load(tmp_path, "编号,名称\n1,甲,,\n2,乙,,\n")
    assert rows == [(2, None, None, "1", "甲"), (3, None, None, "2", "乙")]
    assert result == BulkResult(2, 2, {})
    assert is_fast(tmp_path)


def test_one_filled_field_behind_the_last_column_is_kept_as_surplus(tmp_path: Path) -> None:
    result, rows = load(tmp_path, "编号,名称\n1,甲,,\n2,乙,多,\n")
    assert rows[1] == (3, "many_fields", "多,", "2", "乙")
    assert result.faults == {"many_fields": 1}


def test_a_field_too_long_for_any_cell_costs_one_line(tmp_path: Path) -> None:
    result, rows = load(tmp_path, f"编号,名称\n1,{'长' * 1_000_000}\n2,乙\n")
    assert [(row[0], row[1], row[3]) for row in rows] == [(2, "long_field", ""), (3, None, "2")]
    assert result.faults == {"long_field": 1}


def test_bytes_that_are_not_utf8_are_refused_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("编号,名称\n1,甲\n".encode() + b"2,\xb5\xc4\n")
    with duckdb.connect() as con, pytest.raises(Unreadable, match="not utf-8 at byte 22, line 3") as met:
        text_to_parquet(con, tmp_path / "a.csv", CSV, 1, tmp_path / "a.parquet")
    assert met.value.line == 3


def test_text_stays_text(tmp_path: Path) -> None:
    _, rows = load(tmp_path, "编号,金额\n007, 1e3 \nNULL,#N/A\n")
    assert [row[3:] for row in rows] == [("007", " 1e3 "), ("NULL", "#N/A")]


def test_lines_count_from_the_top_of_the_file(tmp_path: Path) -> None:
    _, rows = load(tmp_path, "示例市合同表\n单位：元,\n编号,名称\n1,甲\n2,乙\n", header_row=3)
    assert rows == [(4, None, None, "1", "甲"), (5, None, None, "2", "乙")]


def test_blank_lines_and_line_breaks_in_fields_keep_the_count_right(tmp_path: Path) -> None:
    content = '标题\n\n编号,"名\n称"\n1,甲\n\n\n2,"乙\n丙"\n3,丁\n'
    result, rows = load(tmp_path, content, header_row=3)
    assert rows == [(5, None, None, "1", "甲"), (8, None, None, "2", "乙\n丙"), (10, None, None, "3", "丁")]
    assert result.faults == {}


def test_records_that_do_not_fit_are_kept_with_their_fault(tmp_path: Path) -> None:
    result, rows = load(tmp_path, '编号,名称\n1,甲\n2\n3,丙,"多,出","来\n了"\n4,丁\n')
    assert rows == [
        (2, None, None, "1", "甲"),
        (3, "few_fields", None, "2", ""),
        (4, "many_fields", '"多,出","来\n了"', "3", "丙"),
        (6, None, None, "4", "丁"),
    ]
    assert result == BulkResult(4, 2, {"few_fields": 1, "many_fields": 1})


@pytest.mark.parametrize("broken", ['2,"3寸管', '2,"3寸"管'])
def test_a_stray_quotation_mark_costs_one_line(tmp_path: Path, broken: str) -> None:
    result, rows = load(tmp_path, f'编号,名称\n1,甲\n{broken}\n3,"丙"\n4,丁\n')
    assert rows == [
        (2, None, None, "1", "甲"),
        (3, "bad_quotes", broken, "", ""),
        (4, None, None, "3", "丙"),
        (5, None, None, "4", "丁"),
    ]
    assert result.faults == {"bad_quotes": 1}


def test_without_quotation_marks_they_are_ordinary_characters(tmp_path: Path) -> None:
    _, rows = load(tmp_path, '编号\t名称\n1\t"3寸管\n2\t"乙"\n', dialect=Dialect("\t", ""))
    assert [row[4] for row in rows] == ['"3寸管', '"乙"']


def test_surplus_without_quotation_marks_is_kept_as_it_stood(tmp_path: Path) -> None:
    _, rows = load(tmp_path, '编号\t名称\n1\t甲\t"乙\t丙\n', dialect=Dialect("\t", ""))
    assert rows == [(2, "many_fields", '"乙\t丙', "1", "甲")]


def test_blanks_beside_quotation_marks_are_not_lost(tmp_path: Path) -> None:
    _, rows = load(tmp_path, '编号,名称\n1, "甲" \n')
    assert rows[0][4] == ' "甲" '


def test_a_return_that_stands_alone_ends_a_line(tmp_path: Path) -> None:
    assert [row[0] for row in load(tmp_path, "编号,名称\r1,甲\r2,乙\r")[1]] == [2, 3]


def test_a_single_column(tmp_path: Path) -> None:
    assert load(tmp_path, "名称\n甲\n\n乙\n")[1] == [(2, None, None, "甲"), (4, None, None, "乙")]


def test_without_a_header_the_first_record_says_how_many_columns(tmp_path: Path) -> None:
    result, rows = load(tmp_path, "1,甲\n2,乙\n", header_row=0)
    assert (result.columns, [row[0] for row in rows]) == (2, [1, 2])


def test_a_header_alone_has_no_records(tmp_path: Path) -> None:
    assert load(tmp_path, "编号,名称\n")[0] == BulkResult(0, 2, {})


def test_no_header_on_that_line(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="empty"):
        load(tmp_path, "编号,名称\n1,甲\n", header_row=9)


def test_an_endless_line_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_LINE_CHARACTERS", 1000)
    with pytest.raises(Unreadable, match="too_large"):
        load(tmp_path, "编号,名称\n" + "x" * 2000)


@pytest.mark.parametrize("content", [b"a,b\n1,\xff\n", b"a,b\n1,\x00\n"])
def test_what_is_not_utf8_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with duckdb.connect() as con, pytest.raises(Unreadable, match="encoding"):
        text_to_parquet(con, tmp_path / "a.csv", CSV, 1, tmp_path / "a.parquet")
    assert not (tmp_path / "a.parquet").exists()


def test_a_header_of_more_fields_than_a_table_has_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="too_large"):
        load(tmp_path, "," * 20_000 + "\n1,甲\n")


def test_batches_join_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BATCH_CHARACTERS", 10)
    _, rows = load(tmp_path, "编号,名称\n\n" + "".join(f"{index},甲乙丙\n" for index in range(50)))
    assert [(row[0], row[3]) for row in rows] == [(index + 3, str(index)) for index in range(50)]


@pytest.mark.parametrize("chunk", [1, 2, 3, 1000])
def test_characters_that_only_one_font_can_draw_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(limits, "CHUNK_BYTES", chunk)
    (tmp_path / "a.csv").write_text("编号，名称\n1，\ue234\n2，\uf8ff\ufffd\n", encoding="utf-8")
    seen = survey(tmp_path / "a.csv", '"')
    assert (seen.private_line, seen.private) == (2, 2)


@pytest.mark.parametrize("chunk", [1, 2, 3, 1000])
def test_the_survey_does_not_depend_on_where_chunks_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(limits, "CHUNK_BYTES", chunk)
    expected = {
        b"a,b\r\n1,2\r\n": (2, True),
        b"a,b\n1,2": (2, True),
        b"a\rb\r\n": (1, False),
        b"a,b\r": (1, False),
        b'a, "b"\n': (1, False),
        b'a,"b" \n': (1, False),
        b"": (0, True),
    }
    for content, (lines, plain) in expected.items():
        (tmp_path / "a.csv").write_bytes(content)
        seen = survey(tmp_path / "a.csv", '"')
        assert (seen.lines, seen.plain) == (lines, plain), content
