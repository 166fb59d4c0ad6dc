"""Stage 2: every table of a file is found and named; what cannot be read says why; nothing is interpreted yet."""

import io
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gongkai.progress import Silent, Tick
from pipelines.readers import limits
from pipelines.stages.extract import extract
from tests.support.sheets import (
    CONTRACT_HEADERS,
    EDUCATION,
    TOTAL,
    Sheet,
    budget,
    budget_sheet,
    contract,
    contracts,
    project,
    projects,
    workbook,
)
from tests.support.town import BUDGET, CONTRACTS, NIGHT, PROJECTS, Town

NAME = "101/2026年部门预算.xlsx"


def body(town: Town, folder: str, data: str | None) -> list[tuple[object, ...]]:
    import pyarrow.parquet as pq

    assert data is not None
    return [tuple(row.values()) for row in pq.read_table(town.home.lake.extracted(folder) / data).to_pylist()]


def encrypted() -> bytes:
    """A workbook whose members are marked as encrypted."""
    content = bytearray(budget())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            struct.pack_into("<H", content, at + flag, 1)
            at = content.find(mark, at + 4)
    return bytes(content)


def letter() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("空.xlsx", b"", "EXT-EMPTY"),
        ("空.csv", b" \r\n", "EXT-EMPTY"),
        ("半份.xlsx", budget()[:2000], "EXT-DAMAGED"),
        ("加密.xlsx", encrypted(), "EXT-ENCRYPTED"),
        ("说明.docx", letter(), "EXT-UNSUPPORTED"),
        ("说明.pdf", b"%PDF-1.7\n%", "EXT-UNSUPPORTED"),
        ("网页.xls", b"<html><table><tr><td>1</td></tr></table></html>", "EXT-UNSUPPORTED"),
        ("目录.xlsx", workbook({"目录": Sheet([["目录"], ["一、概况"]])}), "EXT-NOTHING"),
        ("别的.csv", "序号,内容\r\n1,某事\r\n".encode(), "EXT-NOTHING"),
    ],
)
def test_a_file_that_gives_nothing_says_why(town: Town, name: str, content: bytes, rule: str) -> None:
    extraction = town.extract(f"101/{name}", content)
    said = town.only(rule)
    assert (said.department, said.file, said.severity.value) == ("101", name, "error")
    assert said.sha256
    assert [table for table in extraction.tables if table.dataset] == []


def test_a_workbook_beyond_the_limits_is_not_opened(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 10)
    town.extract(NAME, budget())
    assert "10" not in town.only("EXT-TOO-LARGE").next_step_en


@pytest.mark.parametrize(("encoding", "tail"), [("utf-8", b"\xff\xfe"), ("gb18030", b"\x81\xff")])
def test_a_text_that_turns_unreadable_half_way_is_not_used(town: Town, encoding: str, tail: bytes) -> None:
    many = contracts(*(contract(f"HT-{n}") for n in range(2000)), encoding=encoding)
    assert len(many) > limits.SAMPLE_BYTES
    extraction = town.extract("112/合同_2026.csv", many + tail + b",,\r\n")
    assert town.only("EXT-ENCODING").file == "合同_2026.csv"
    assert extraction.tables == ()


def test_a_fault_of_the_program_on_one_file_leaves_the_others(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.stages.extract import reading

    read = reading.read_workbook

    def failing(path: Path, *how: object) -> object:
        if path.stat().st_size == len(budget()):
            raise RuntimeError(f"index out of range in {path} for 13800138000")
        return read(path, *how)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_workbook", failing)
    town.put(NAME, budget())
    town.extract("103/项目库.xlsx", projects(project()))
    said = town.only("EXT-FAILED")
    assert said.file == NAME.split("/")[1]
    assert "RuntimeError: index out of range" in said.message_en
    assert str(town.root) not in said.message_en
    assert "13800138000" not in said.message_en
    assert town.told("EXT-NOTHING") == []
    monkeypatch.undo()
    assert extract(town.home, Silent()) == 1
    assert "EXT-FAILED" not in town.rules


def test_the_body_keeps_every_text_and_its_row(town: Town) -> None:
    extraction = town.extract(NAME, budget())
    (table,) = extraction.tables
    assert (extraction.type, table.dataset, table.layout) == ("xlsx", BUDGET, "nine_table_workbook")
    assert (table.sheet, table.title, table.unit, table.fiscal_year) == (
        "部门支出总表",
        "2026年支出预算总表",
        "元",
        2026,
    )
    assert (table.entity, table.header_row, table.first_column, table.rows) == ("示例市教育局", 5, 1, 5)
    rows = body(town, extraction.folder, table.data)
    assert rows[2] == (8, None, None, "205", "02", "01", "学前教育", "120", "40", "80", "120", "40", "80")
    assert [row[0] for row in rows] == [6, 7, 8, 9, 10]


def test_header_paths_are_read_through_merged_cells(town: Town) -> None:
    (table,) = town.extract(NAME, budget()).tables
    assert table.columns[:4] == (
        "项目/功能分类科目编码/类",
        "项目/功能分类科目编码/款",
        "项目/功能分类科目编码/项",
        "项目/功能分类科目名称",
    )
    assert table.columns[4:] == ("支出预算/合计", "支出预算/基本支出", "支出预算/项目支出")
    assert table.mapping["func_code"] == (0, 1, 2)
    assert table.mapping["project"] == (6,)


def test_columns_are_found_wherever_they_stand(town: Town) -> None:
    sheet = budget_sheet()
    moved = [[None, None, *row] for row in ([None] * 7, *sheet.rows)]
    (table,) = town.extract(NAME, workbook({"表": Sheet(moved)})).tables
    assert (table.dataset, table.first_column, table.header_row) == (BUDGET, 3, 6)
    assert town.rules == set()


def test_headers_without_merges_and_with_blanks_inside_are_known(town: Town) -> None:
    rows = [
        ["2026年支出预算总表"],
        ["单位:万元"],
        ["类", "款", "项", "科 目 名 称", "合  计", "基本支出", "项目支出"],
        *EDUCATION,
    ]
    (table,) = town.extract(NAME, workbook({"表": Sheet(rows)})).tables
    assert (table.dataset, table.unit, table.header_row) == (BUDGET, "万元", 3)
    assert town.rules == set()


def test_words_of_the_title_tell_neighbours_apart(town: Town) -> None:
    grants = budget_sheet(title="2026年财政拨款支出预算总表")
    extraction = town.extract(NAME, workbook({"总表": budget_sheet(), "拨款": grants}))
    assert [table.dataset for table in extraction.tables] == [BUDGET, None]
    said = town.only("EXT-UNCLAIMED")
    assert (said.sheet, said.severity.value) == ("拨款", "note")
    assert "财政拨款支出预算总表" in said.message_zh


def test_an_unclaimed_table_is_listed_with_its_headers(town: Town) -> None:
    rows = [["2026年收入总表"], ["编制部门：示例市教育局", "单位：万元"], ["项目", "金额"], ["财政拨款", 5]]
    extraction = town.extract(NAME, workbook({"收入": Sheet(rows), "总表": budget_sheet()}))
    found = extraction.tables[0]
    assert (found.dataset, found.columns, found.rows) == (None, ("项目", "金额"), 1)
    assert (found.title, found.unit, found.entity, found.data) == ("2026年收入总表", "万元", "示例市教育局", None)


def test_a_table_that_fits_two_datasets_is_used_by_neither(town: Town) -> None:
    rows = [["2026年重大建设项目支出预算总表"], ["单位：万元"]]
    both = [*CONTRACT_HEADERS, "类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"]
    extraction = town.extract("112/合同_2026.xlsx", workbook({"表": Sheet([*rows, both, [1] * len(both)])}))
    assert [table.dataset for table in extraction.tables] == [None]
    said = town.only("EXT-AMBIGUOUS")
    assert BUDGET in said.message_zh
    assert CONTRACTS in said.message_en


def test_a_missing_column_is_named_and_the_table_not_used(town: Town) -> None:
    headers = [name for name in CONTRACT_HEADERS if name != "合同编号"]
    extraction = town.extract("112/合同_2026.csv", contracts(contract(), headers=headers))
    said = town.only("EXT-COLUMN")
    assert (said.dataset, said.row, "合同编号" in said.message_zh) == (CONTRACTS, 1, True)
    assert [(table.dataset, table.data) for table in extraction.tables] == [(CONTRACTS, None)]


def test_a_missing_column_of_a_workbook_likewise(town: Town) -> None:
    sheet = budget_sheet()
    without = [[*row[:3], *row[4:]] for row in sheet.rows]
    extraction = town.extract(NAME, workbook({"总表": Sheet(without)}))
    said = town.only("EXT-COLUMN")
    assert (said.sheet, said.dataset, said.row) == ("总表", BUDGET, 5)
    assert [table.data for table in extraction.tables] == [None]


def test_an_optional_column_may_be_missing(town: Town) -> None:
    headers = [name for name in CONTRACT_HEADERS if name not in ("合同金额大写", "履约期限")]
    (table,) = town.extract("112/合同_2026.csv", contracts(contract(), headers=headers)).tables
    assert town.rules == set()
    assert "performance_period" not in table.mapping


def test_a_hidden_sheet_is_said_and_not_read(town: Town) -> None:
    hidden = Sheet(budget_sheet().rows, hidden=True)
    extraction = town.extract(NAME, workbook({"概况": Sheet([["概况"]]), "总表": hidden}))
    assert town.only("EXT-HIDDEN").sheet == "总表"
    assert extraction.tables == ()
    assert not list(town.home.lake.extracted(extraction.folder).iterdir())


def test_template_residue_is_named_by_cell(town: Town) -> None:
    rows = (*EDUCATION, ("…", "", "", "…", "", "", ""), TOTAL)
    town.extract(NAME, budget(rows))
    said = town.told("STR-009")
    assert [(each.cell, each.value, each.dataset, each.severity.value) for each in said] == [
        ("A10", "…", BUDGET, "error"),
        ("D10", "…", BUDGET, "error"),
    ]


def test_residue_outside_a_claimed_table_only_warns(town: Town) -> None:
    cover = Sheet([["XX部门2026年部门预算"]])
    town.extract(NAME, workbook({"封面": cover, "总表": budget_sheet()}))
    said = town.only("STR-009")
    assert (said.sheet, said.cell, said.dataset, said.severity.value) == ("封面", "A1", None, "warning")


def test_notes_below_the_table_are_no_rows(town: Town) -> None:
    (table,) = town.extract(NAME, budget(notes=["注：本表不含代管资金。", "第二行说明"])).tables
    assert table.rows == 5
    assert [said.row for said in town.told("EXT-NOTE")] == [11, 12]


def test_rows_below_a_note_are_still_rows(town: Town) -> None:
    rows = (*EDUCATION[:2], ("备注：以下为新设科目", "", "", "", "", "", ""), *EDUCATION[2:], TOTAL)
    (table,) = town.extract(NAME, budget(rows)).tables  # type: ignore[arg-type]
    assert table.rows == 5
    assert town.only("EXT-NOTE").row == 8


def test_two_columns_under_one_header_are_not_chosen_between(town: Town) -> None:
    headers = (*CONTRACT_HEADERS, "合同金额(元)")
    text = contracts(contract("HT-1")).decode().splitlines()
    lines = [",".join(headers), f"{text[1]},2000.00"]
    town.extract("112/合同_2026.csv", "\r\n".join(lines).encode())
    assert town.only("EXT-COLUMN-TWICE").severity.value == "error"


def test_a_column_that_no_layout_names_is_said(town: Town) -> None:
    text = contracts(contract("HT-1")).decode().splitlines()
    town.extract("112/合同_2026.csv", "\r\n".join([f"{text[0]},责任人电话", f"{text[1]},无"]).encode())
    said = town.only("EXT-SPARE-COLUMN")
    assert (said.severity.value, "责任人电话" in said.message_zh) == ("note", True)


def test_text_under_no_header_is_said(town: Town) -> None:
    rows = [["2026年支出预算总表"], ["单位:元"], ["类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"]]
    town.extract(NAME, workbook({"表": Sheet([*rows, *([*row, "私语"] for row in EDUCATION)])}))
    assert town.only("EXT-SPARE-COLUMN").cell == "H4"


def test_empty_rows_in_between_are_left_out(town: Town) -> None:
    extraction = town.extract(NAME, budget((*EDUCATION[:2], ("", "", "", "", None, None, None), *EDUCATION[2:])))
    (table,) = extraction.tables
    assert [row[0] for row in body(town, extraction.folder, table.data)] == [6, 7, 9, 10]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_the_encodings_of_offices(town: Town, encoding: str) -> None:
    extraction = town.extract("112/合同_2026.csv", contracts(contract("HT-1"), contract("HT-2"), encoding=encoding))
    (table,) = extraction.tables
    assert (extraction.type, table.dataset, table.fiscal_year, table.rows) == ("csv", CONTRACTS, 2026, 2)
    assert town.rules == set()


def test_the_unit_in_a_header_is_the_column_s(town: Town) -> None:
    (table,) = town.extract("112/合同_2026.csv", contracts(contract())).tables
    assert table.units["amount"] == "元"


def test_lines_with_a_wrong_number_of_fields_are_said(town: Town) -> None:
    good = contracts(contract("HT-1"), contract("HT-2"))
    extraction = town.extract("112/合同_2026.csv", good + "HT-3,名称,有,太多,逗号\r\n".encode())
    said = town.only("EXT-RECORD")
    assert (said.count, said.dataset) == (1, CONTRACTS)
    assert extraction.tables[0].rows == 3


def test_a_register_states_its_unit_and_year_above_the_table(town: Town) -> None:
    (table,) = town.extract("103/项目库.xlsx", projects(project())).tables
    assert (table.dataset, table.unit, table.fiscal_year, table.entity) == (
        PROJECTS,
        "万元",
        2026,
        "示例市发展和改革委员会",
    )


class Watched(Silent):
    """Counts what is told while files are read."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()

    @contextmanager
    def count(self, what: str) -> Iterator[Tick]:
        yield lambda done: self.rows.update({what: done})


def test_whoever_watches_is_told_how_many_rows_of_a_file_were_read(town: Town) -> None:
    town.put("112/合同_2026.csv", contracts(contract("HT-1"), contract("HT-2")))
    town.land()
    watched = Watched()
    extract(town.home, watched)
    assert watched.rows == {"合同_2026.csv": 2}


def test_a_quiet_night_reads_no_file(town: Town) -> None:
    town.extract(NAME, budget())
    town.land(NIGHT)
    assert extract(town.home, Silent()) == 0


def test_a_replaced_file_is_read_and_the_old_findings_go(town: Town) -> None:
    town.extract(NAME, b"")
    town.extract(NAME, budget())
    assert town.rules == set()


def test_equal_files_of_two_departments_share_one_extraction(town: Town) -> None:
    first = town.extract(NAME, budget())
    data = town.home.lake.extracted(first.folder) / "t0.parquet"
    inode = data.stat().st_ino
    second = town.extract(NAME.replace("101", "102"), budget())
    assert second.folder == first.folder
    assert data.stat().st_ino == inode
