"""A small text is one grid whose rows are the lines of the file, and its records are judged as in bulk."""

from pathlib import Path

import duckdb
import pytest

from pipelines.readers import TextGrid, Unreadable, field_faults, is_small, limits, sniff_text, text_grid
from pipelines.readers.bulk import bulk_relation, text_to_parquet


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return tmp_path / "导出.csv"


def read(export: Path, content: str) -> TextGrid:
    export.write_bytes(content.encode())
    return text_grid(export, sniff_text(export))


def test_rows_are_lines_of_the_file(export: Path) -> None:
    grid = read(export, '\n\n示例市2026年预算\n\n编号,名称\r\n1,"两\n行"\r\n2,一行\r\n注：单位为元\n\n\n')
    assert (grid.first_row, len(grid.rows)) == (3, 7)
    assert [grid.text(line, 1) for line in range(1, 11)] == [
        "",
        "",
        "示例市2026年预算",
        "",
        "编号",
        "1",
        "",
        "2",
        "注：单位为元",
        "",
    ]
    assert grid.text(6, 2) == "两\n行"
    assert {len(row) for row in grid.rows} == {2}


def test_lines_that_cannot_be_cut_are_faults_and_keep_their_text(export: Path) -> None:
    grid = read(export, '编号,名称\n"1","甲"\n2,"3寸"管\n3,"丙"\n4,"丁\n')
    assert grid.faults == {3: "bad_quotes", 5: "bad_quotes"}
    assert grid.raw == {3: '2,"3寸"管', 5: '4,"丁'}
    assert [grid.text(line, 1) for line in range(1, 6)] == ["编号", "1", "", "3", ""]


def test_a_field_that_no_cell_could_hold_is_a_fault_of_its_line(export: Path) -> None:
    grid = read(export, f"编号,名称\n1,{'长' * 1_000_000}\n2,乙\n")
    assert grid.faults == {2: "long_field"}
    assert grid.text(3, 2) == "乙"
    assert len(read(export, f"编号,名称\n1,{'长' * 100_000}\n").text(2, 2)) == 100_000


def test_rows_of_delimiters_alone_are_blank(export: Path) -> None:
    grid = read(export, "编号;名称;金额\n1;甲;3\n;;;;;;\n;;;;;;\n2;乙;4\n;;;;;;\n")
    assert (len(grid.rows), any(grid.rows[2]), grid.text(5, 2)) == (5, False, "乙")


def test_a_declared_delimiter_is_obeyed(export: Path) -> None:
    export.write_bytes("sep=;\r\n编号;名称\r\n1;甲,乙,丙\r\n".encode())
    fmt = sniff_text(export)
    assert fmt.delimiter == ";"
    assert text_grid(export, fmt).text(3, 2) == "甲,乙,丙"


def test_commas_between_digits_are_no_delimiters(export: Path) -> None:
    export.write_text("205,00;31,50;7,25\n1,00;2,00;3,00\n4,50;5,50;6,50\n", encoding="utf-8")
    assert sniff_text(export).delimiter == ";"


def test_prose_full_of_commas_does_not_choose_the_delimiter(export: Path) -> None:
    prose = "本表由示例市财政局编制,包括全市,本级,以及各县区,数据以决算为准\n" * 5
    export.write_text(prose + "*" * 100 + "\n" + "科目;金额;备注\n教育支出;3;无\n" * 20, encoding="utf-8")
    assert sniff_text(export).delimiter == ";"


def test_quotation_marks_that_never_close_are_ordinary_characters(export: Path) -> None:
    export.write_text('编号\t名称\n1\t"3寸管\n2\t"4寸管\n3\t"5寸管\n', encoding="utf-8")
    fmt = sniff_text(export)
    assert fmt.quotechar == ""
    assert text_grid(export, fmt).text(3, 2) == '"4寸管'


def test_apostrophes_may_be_quotation_marks(export: Path) -> None:
    export.write_text("'编号','名称'\n'1','甲,乙'\n'2','丙'\n", encoding="utf-8")
    fmt = sniff_text(export)
    assert fmt.quotechar == "'"
    assert text_grid(export, fmt).text(2, 2) == "甲,乙"


def test_a_few_fields_too_wide_do_not_fill_the_memory(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 1000)
    with pytest.raises(Unreadable, match="too_large"):
        read(export, "," * 100 + "\n" + "1,2\n" * 100)


@pytest.mark.parametrize("line", [0, 80])
def test_no_table_has_so_many_columns(export: Path, line: int) -> None:
    with pytest.raises(Unreadable, match="too_large"):
        read(export, "编号,名称\n" * line + "," * 20_000 + "\n1,甲\n")


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_text_of_very_many_lines_is_not_small(export: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    monkeypatch.setattr(limits, "SMALL_TEXT_LINES", 10)
    export.write_text(f"1,2{end}" * 10, encoding="utf-8", newline="")
    assert is_small(export)
    export.write_text(f"1,2{end}" * 11, encoding="utf-8", newline="")
    assert not is_small(export)


def test_a_large_text_is_no_grid(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SMALL_TEXT", 10)
    with pytest.raises(Unreadable, match="too_large"):
        read(export, "编号,名称\n1,甲\n")


NAMED = "标题,采购级别,公告ID\n"


@pytest.mark.parametrize(
    ("body", "short_header", "faults"),
    [
        ("甲,乙,1\n丙,丁,2\n", 0, {}),
        ("甲,乙\n丙,丁\n", 1, {}),
        ("甲,乙\n丙\n", 1, {3: "few_fields"}),
        ("甲,乙\n丙,丁,2\n", 0, {2: "few_fields"}),
        ("甲,乙,1,\n丙,丁,2,,,\n", 0, {}),
        ("甲,乙,1,\n丙,丁,2,多\n", 0, {3: "many_fields"}),
        ("甲,乙,1, \n丙,丁,2, \n", 0, {}),
    ],
)
def test_few_and_many_fields_are_told_alike_in_a_grid_and_in_bulk(
    export: Path, body: str, short_header: int, faults: dict[int, str]
) -> None:
    grid = read(export, NAMED + body)
    found = field_faults(grid, grid.widths[1], [2, 3])
    assert (found.short_header, found.faults) == (short_header, faults)
    target = export.with_suffix(".parquet")
    with duckdb.connect() as con:
        result = text_to_parquet(con, export, sniff_text(export), 1, target)
        rows = con.execute(f"SELECT _row, _fault FROM ({bulk_relation(target)}) ORDER BY _row").fetchall()
    assert result.short_header == short_header
    assert {line: fault for line, fault in rows if fault} == faults
