"""The rows of a table as text and as printed: merged cells, hidden rows and columns, errors, odd characters."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pipelines.readers.grid import Address, Grid, Merge
from pipelines.readers.macros import has_macros
from pipelines.stages.extract import reading
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.statements import Read, accounts, read

OPENING: list[list[Cell]] = [["2026年收支表"], ["单位：元"], ["类别", "科目", "金额"]]
ROWS: list[list[Cell]] = [["税收", "增值税", 10], ["", "契税", 20], ["非税", "罚没", 5]]
GROUPED: dict[str, Any] = {"columns": {"group": {"headers": ["类别"]}}}


def texts(rows: list[list[Cell]]) -> list[list[str]]:
    """The rows as a reader gives them, of equal length."""
    width = max(map(len, rows))
    return [[str(cell) for cell in row] + [""] * (width - len(row)) for row in rows]


@pytest.fixture
def grid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Read]:
    """What is read of a sheet that a reader describes so."""

    def seen(layout: dict[str, Any] = GROUPED, **facts: object) -> Read:
        made = Grid("收支", rows=texts([*OPENING, *ROWS]), **facts)  # type: ignore[arg-type]
        monkeypatch.setattr(reading, "read_workbook", lambda *_: [made])
        return read(tmp_path, workbook({"a": Sheet([["a"]])}), accounts(layout))

    return seen


def test_a_vertically_merged_text_stands_in_every_row_it_spans(grid: Callable[..., Read]) -> None:
    assert grid(merged=[Merge(4, 1, 5, 1)]).column("c0") == ["税收", "税收", "非税"]


def test_a_merged_range_that_never_ends_costs_nothing(grid: Callable[..., Read]) -> None:
    assert grid(merged=[Merge(4, 1, 10**12, 1)]).column("c0") == ["税收", "税收", "税收"]


def test_a_blank_that_is_not_merged_stays_blank(grid: Callable[..., Read]) -> None:
    assert grid().column("c0") == ["税收", "", "非税"]


def test_blanks_beside_merged_cells_are_said(grid: Callable[..., Read]) -> None:
    assert grid(merged=[Merge(4, 1, 5, 1)]).rules == set()
    found = grid({"columns": {**GROUPED["columns"], "side": {"headers": ["类别"]}}}, merged=[Merge(6, 1, 7, 1)])
    assert found.only("EXT-NOT-MERGED").cell == "A5"


def test_a_merged_amount_counts_once(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["税收", "增值税", 30], ["税收", "契税", ""], ["非税", "罚没", 5]]
    content = workbook({"收支": Sheet([*OPENING, *rows], ["C4:C5"])})
    assert read(tmp_path, content, accounts(GROUPED)).column("c2") == ["30", "", "5"]
    each = {"columns": {**GROUPED["columns"], "amount": {"headers": ["金额"], "merged": "each"}}}
    assert read(tmp_path, content, accounts(each)).column("c2") == ["30", "30", "5"]


def test_a_text_may_be_declared_to_count_once(grid: Callable[..., Read]) -> None:
    once = {"columns": {"group": {"headers": ["类别"], "merged": "once"}}}
    assert grid(once, merged=[Merge(4, 1, 5, 1)]).column("c0") == ["税收", "", "非税"]


def test_cells_merged_across_a_row_are_not_repeated(grid: Callable[..., Read]) -> None:
    assert grid(merged=[Merge(5, 1, 5, 2)]).column("c0") == ["税收", "", "非税"]


def test_the_printed_text_stands_beside_the_number(grid: Callable[..., Read]) -> None:
    printed = [["", "", ""]] * 3 + [["", "", "10.00"], ["", "", "20.00"], ["", "", ""]]
    found = grid(printed=printed, derived=True)
    assert found.column("p2") == ["10.00", "20.00", None]
    assert "p0" not in found.bodies[0][0]
    assert found.table.derived


def test_a_hidden_row_is_named_and_not_read(grid: Callable[..., Read]) -> None:
    found = grid(hidden_rows=frozenset({5, 9}))
    assert found.column("_row") == [4, 6]
    said = found.only("EXT-HIDDEN-ROWS")
    assert (said.row, said.severity.value, "第 5 行" in said.message_zh) == (5, "warning", True)


def test_a_hidden_column_is_named_and_not_read(grid: Callable[..., Read]) -> None:
    optional = {"columns": {"group": {"headers": ["类别"], "optional": True}}}
    found = grid(optional, hidden_columns=frozenset({1}))
    assert "group" not in found.table.mapping
    assert "税收" not in str(found.bodies)
    assert "A 列" in found.only("EXT-HIDDEN-COLUMNS").message_zh


def test_neighbouring_hidden_rows_are_told_as_a_span(grid: Callable[..., Read]) -> None:
    assert "第 4–5 行" in grid(hidden_rows=frozenset({4, 5})).only("EXT-HIDDEN-ROWS").message_zh


def test_an_error_cell_that_is_read_is_named(grid: Callable[..., Read]) -> None:
    said = grid(errors={Address(5, 3): "#REF!", Address(9, 9): "#N/A"}).only("EXT-ERROR-CELL")
    assert (said.cell, said.value, said.severity.value) == ("C5", "#REF!", "error")


def test_a_formula_that_was_never_computed_is_said_once(grid: Callable[..., Read]) -> None:
    said = grid(uncomputed=(Address(6, 3), Address(4, 3))).only("EXT-UNCOMPUTED")
    assert (said.cell, said.count, said.severity.value) == ("C4", 2, "error")


def test_a_formula_that_looks_into_another_workbook_is_said(grid: Callable[..., Read]) -> None:
    said = grid(linked=(Address(4, 3),)).only("STR-011")
    assert (said.cell, said.severity.value) == ("C4", "warning")


def test_formulas_of_columns_that_nobody_reads_are_no_matter(grid: Callable[..., Read]) -> None:
    found = grid({}, uncomputed=(Address(4, 1),), linked=(Address(4, 1),), errors={Address(4, 1): "#REF!"})
    assert found.rules == {"EXT-SPARE-COLUMN"}


def test_characters_of_an_old_font_are_said(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["税收", "\ue264\ue2c1", 1], ["税收", "ᠮᠣᠩᠭᠣᠯ", 2]]
    found = read(tmp_path, workbook({"收支": Sheet([*OPENING, *rows])}), accounts(GROUPED))
    said = found.only("EXT-PRIVATE-CODES")
    assert (said.cell, said.count) == ("B4", 1)


@pytest.mark.parametrize("printed", ["第一行\r\n第二行", "第一行_x000D_\n第二行", "第一行\r第二行"])
def test_line_ends_inside_a_cell_are_line_feeds(tmp_path: Path, printed: str) -> None:
    rows: list[list[Cell]] = [["税收", printed, 1]]
    found = read(tmp_path, workbook({"收支": Sheet([*OPENING, *rows])}), accounts(GROUPED))
    assert found.column("c1") == ["第一行\n第二行"]


def test_cells_that_belong_to_no_table_are_counted(tmp_path: Path) -> None:
    cover = Sheet([["示例市"], ["收支情况"]])
    found = read(tmp_path, workbook({"封面": cover, "收支": Sheet([*OPENING, *ROWS])}), accounts(GROUPED))
    said = found.only("EXT-LEFTOVER")
    assert (said.sheet, said.cell, said.count, said.severity.value) == ("封面", "A1", 2, "note")


RESIDUE = (
    "…",
    "二、…",
    "三、",
    "（一）",
    "。。。",
    "．．．",
    "··",
    "ＸＸ单位",
    "××局",
    "x,xxx万元",
    "20XX年",
    "X月X日",
    "{单位}",
    "待 填",
)


@pytest.mark.parametrize("text", RESIDUE)
def test_residue_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    rows: list[list[Cell]] = [["税收", "增值税", 10], ["税收", text, 20]]
    found = read(tmp_path, workbook({"收支": Sheet([*OPENING, *rows])}), accounts(GROUPED))
    assert found.only("STR-009").cell == "B5"


@pytest.mark.parametrize("header", ["联系人", ""])
def test_personal_numbers_in_columns_that_nobody_reads_are_said(tmp_path: Path, header: str) -> None:
    opening: list[list[Cell]] = [*OPENING[:2], [*OPENING[2], header]]
    rows: list[list[Cell]] = [["税收", "增值税", 10, "无"], ["税收", "契税", 20, "某人 13800138000"]]
    found = read(tmp_path, workbook({"收支": Sheet([*opening, *rows])}), accounts(GROUPED))
    said = found.only("SEC-002")
    assert (said.cell, said.count, said.severity.value) == ("D5", 1, "warning")
    assert "13800138000" not in "".join(item.model_dump_json() for item in found.findings)


def test_macros_are_said_and_never_run(tmp_path: Path) -> None:
    content = io.BytesIO()
    project = tmp_path / "vbaProject.bin"
    project.write_bytes(b"no project")
    book = xlsxwriter.Workbook(content)
    book.add_vba_project(str(project))
    page = book.add_worksheet("收支")
    for number, row in enumerate([*OPENING, *ROWS]):
        page.write_row(number, 0, row)
    book.close()
    found = read(tmp_path, content.getvalue(), accounts(GROUPED), "2026.xlsm")
    assert found.only("EXT-MACROS").severity.value == "note"
    assert found.column("c2") == ["10", "20", "5"]


def test_a_workbook_with_the_default_password_is_opened_and_said(tmp_path: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook({"收支": Sheet([*OPENING, *ROWS])}))).encrypt("VelvetSweatshop", locked)
    found = read(tmp_path, locked.getvalue(), accounts(GROUPED))
    assert found.only("EXT-DEFAULT-PASSWORD").severity.value == "note"
    assert found.column("c2") == ["10", "20", "5"]


def test_a_workbook_with_a_password_of_its_own_is_refused(tmp_path: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook({"收支": Sheet([*OPENING, *ROWS])}))).encrypt("其他密码", locked)
    found = read(tmp_path, locked.getvalue(), accounts(GROUPED))
    assert found.rules == {"EXT-ENCRYPTED"}


def test_a_damaged_container_has_no_macros_that_could_be_named(tmp_path: Path) -> None:
    broken = tmp_path / "a.xls"
    broken.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)
    assert not has_macros(broken)
