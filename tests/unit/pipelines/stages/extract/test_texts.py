"""Text files and archives: small and large ones alike, how they are written, what is inside."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from pipelines.readers import limits
from tests.support.sheets import Sheet, workbook
from tests.support.statements import accounts, read

LINES = "科目,金额(元)\r\n增值税,10\r\n契税,20\r\n"
NAME = "收支_2026.csv"


@pytest.mark.parametrize("small", [True, False])
def test_a_text_is_read_alike_whether_small_or_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: bool
) -> None:
    monkeypatch.setattr(limits, "SMALL_TEXT", 1 << 20 if small else 0)
    content = f"示例市2026年收支表\r\n{LINES}罚没\r\n捐赠,1,2\r\n".encode("gb18030")
    found = read(tmp_path, content, accounts(), NAME)
    assert (found.table.header_row, found.table.rows, found.table.fiscal_year) == (2, 4, 2026)
    assert found.encoding == "gb18030"
    assert found.table.range is None
    assert [item.count for item in found.findings if item.rule == "EXT-RECORD"] == [1, 1]


def test_a_large_text_that_nobody_claims_is_listed_with_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SMALL_TEXT", 0)
    found = read(tmp_path, ("编号,日期\r\n" + "1,2026-01-01\r\n" * 200).encode(), accounts(), NAME)
    assert (found.table.dataset, found.table.columns, found.table.rows) == (None, ("编号", "日期"), 200)
    assert found.rules == {"EXT-UNCLAIMED", "EXT-NOTHING"}
    assert list((tmp_path / "body").iterdir()) == []


def test_a_large_text_without_a_column_it_needs_is_counted_and_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SMALL_TEXT", 0)
    layout = {"columns": {"group": {"headers": ["类别"]}}, "recognise": {}}
    found = read(tmp_path, ("科目,金额(元)\r\n" + "契税,1\r\n" * 200).encode(), accounts(layout), NAME)
    assert (found.table.data, found.table.rows) == (None, 200)
    assert found.only("EXT-COLUMN").row == 1


def test_broken_records_of_a_small_text_are_kept_with_their_line(tmp_path: Path) -> None:
    found = read(tmp_path, f'{LINES}"罚没,5\r\n"捐赠",1,2\r\n'.encode(), accounts(), NAME)
    assert found.column("_row") == [2, 3, 4, 5]
    assert found.column("_fault") == [None, None, "bad_quotes", "many_fields"]
    assert found.column("_surplus") == [None, None, '"罚没,5', "2"]


def test_a_title_a_note_and_two_tables_are_told_apart_in_a_small_text(tmp_path: Path) -> None:
    content = f"示例市2026年收支表,\r\n{LINES}注：不含市本级,\r\n,\r\n示例市2025年收支表,\r\n{LINES}"
    found = read(tmp_path, content.encode(), accounts(), NAME)
    assert [(table.fiscal_year, table.rows) for table in found.tables] == [(2026, 2), (2025, 2)]
    assert found.only("EXT-NOTE").row == 5
    assert found.only("EXT-NOTE").cell is None


def test_a_text_that_was_converted_twice_is_turned_back_and_said(tmp_path: Path) -> None:
    content = LINES.encode("gb18030").decode("latin-1").encode("utf-8")
    found = read(tmp_path, content, accounts(), NAME)
    assert found.column("c0") == ["增值税", "契税"]
    assert "gb18030" in found.only("EXT-REPAIRED").message_zh


def test_an_encoding_that_is_doubtful_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from pipelines.stages.extract import texts

    sniffed = texts.sniff_text
    monkeypatch.setattr(texts, "sniff_text", lambda path: replace(sniffed(path), confidence=0.3))
    found = read(tmp_path, LINES.encode("gb18030"), accounts(), NAME)
    assert "30%" in found.only("EXT-ENCODING-DOUBT").message_zh
    assert found.confidence == 0.3


def statement() -> bytes:
    return workbook({"收支": Sheet([["2025年收支表"], ["单位：元"], ["科目", "金额"], ["增值税", 10]])})


def archive(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, bytes_ in members.items():
            made.writestr(name.replace("__", "."), bytes_)
    return content.getvalue()


def test_every_file_of_an_archive_is_read_and_named(tmp_path: Path) -> None:
    content = archive(收支__xlsx=statement(), 收支_2026__csv=LINES.encode(), 说明__pdf=b"%PDF-1.7\n")
    found = read(tmp_path, content, accounts(), "报送.zip")
    assert [(table.member, table.sheet, table.fiscal_year, table.data) for table in found.tables] == [
        ("收支.xlsx", "收支", 2025, "t0.parquet"),
        ("收支_2026.csv", None, 2026, "t1.parquet"),
    ]
    said = found.only("EXT-UNSUPPORTED")
    assert (said.file, "PDF" in said.message_zh) == ("报送.zip › 说明.pdf", True)
    assert found.column("c0", table=1) == ["增值税", "契税"]


def test_the_year_may_stand_in_the_name_of_the_archive(tmp_path: Path) -> None:
    found = read(tmp_path, archive(收支__csv=LINES.encode()), accounts(), "报送_2026.zip")
    assert found.table.fiscal_year == 2026


def test_a_compressed_file_is_read_as_if_it_came_alone(tmp_path: Path) -> None:
    found = read(tmp_path, gzip.compress(LINES.encode("gb18030")), accounts(), "收支_2026.csv.gz")
    assert (found.table.member, found.table.rows, found.encoding) == (None, 2, "gb18030")


def test_a_name_that_leads_out_of_the_archive_is_said_and_led_nowhere(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("../../收支_2026.csv", LINES)
    found = read(tmp_path, content.getvalue(), accounts(), "报送.zip")
    assert found.only("EXT-MEMBER-NAME").severity.value == "warning"
    assert found.table.rows == 2
    assert {path.name for path in tmp_path.iterdir()} == {"报送.zip", "body"}


def test_a_member_that_cannot_be_read_leaves_the_others(tmp_path: Path) -> None:
    found = read(tmp_path, archive(a__xlsx=statement()[:900], 收支__xlsx=statement()), accounts(), "报送.zip")
    assert found.only("EXT-DAMAGED").file == "报送.zip › a.xlsx"
    assert len(found.claimed) == 1


def test_an_archive_that_is_cut_off_gives_what_can_still_be_told(tmp_path: Path) -> None:
    found = read(tmp_path, archive(收支__xlsx=statement())[:-90], accounts(), "报送.zip")
    assert found.only("EXT-DAMAGED").file == "报送.zip"
    assert found.tables == ()


def test_an_archive_without_a_known_table_says_so_once(tmp_path: Path) -> None:
    found = read(tmp_path, archive(a__txt=b"memo", b__txt=b"memo two"), accounts(), "报送.zip")
    assert found.only("EXT-NOTHING").file == "报送.zip"
