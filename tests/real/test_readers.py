"""Real departmental workbooks and exports are read without a library's error, and with their cells in place."""

import json
from pathlib import Path

import pytest
import python_calamine

from pipelines.readers import Unreadable, read_workbook, sniff, sniff_text
from pipelines.readers.cells import Stored, cell_text


def test_the_departmental_budget_template(shared: Path) -> None:
    path = shared / "data/department_workbook_templates/department_budget_template.xlsx"
    assert sniff(path).kind == "xlsx"
    grids = {grid.sheet.strip(): grid for grid in read_workbook(path, "xlsx")}
    assert len(grids) == 17
    assert {"部门收支总表", "部门支出总表", "部门财政拨款收支总表"} <= grids.keys()
    duties = grids["部门主要职能"]
    assert duties.text(1, 1) == "XX（部门）主要职能"
    assert [tuple(merge) for merge in duties.merged] == [(3, 1, 17, 1)]


def test_every_provincial_account_is_an_old_workbook_with_text(shared: Path) -> None:
    paths = sorted((shared / "data/province_accounts_xls").glob("*.xls"))
    assert paths
    for path in paths:
        kind = sniff(path).kind
        assert kind == "xls", path.name
        assert any(grid.rows for grid in read_workbook(path, kind)), path.name


def test_award_lists_are_what_their_bytes_say(shared: Path) -> None:
    for path in sorted((shared / "data/award_lists").iterdir()):
        kind = sniff(path).kind
        assert kind in ("xls", "xlsx"), path.name
        assert any(grid.rows for grid in read_workbook(path, kind)), path.name


@pytest.mark.parametrize("name", ["csv/Anhui 2017.csv", "codes/provinces.csv", "codes/gb2260_201810.tsv"])
def test_text_files(shared: Path, name: str) -> None:
    fmt = sniff_text(shared / "data" / name)
    assert fmt.delimiter == ("\t" if name.endswith(".tsv") else ",")
    assert len(fmt.head.rows[0]) > 1


def test_a_password_of_its_own_keeps_a_workbook_closed(shared: Path) -> None:
    [path] = (shared / "data/world").rglob("password.xls")
    with pytest.raises(Unreadable, match="encrypted"):
        read_workbook(path, sniff(path).kind)


def test_a_web_page_called_xls_has_its_title_unit_and_two_header_rows(shared: Path) -> None:
    path = shared / "data/world/eu-funds/opOperationalProgramms.xls"
    assert sniff(path).kind == "html"
    [grid] = read_workbook(path, "html")
    assert "All values are in levs(BGN)." in grid.text(2, 1)
    assert grid.text(4, 2) == "Programme budget"
    assert [grid.text(row, 1) for row in (6, 7, 8)] == ["OPT", "OPE", "OPRD"]
    assert grid.text(6, 2) == "3 737 889 390.16"
    assert (4, 2, 4, 4) in grid.merged


def test_records_of_a_trading_platform(shared: Path) -> None:
    [records] = read_workbook(shared / "data/trading_platform/api_sample.json", "json")
    assert (records.sheet, len(records.rows), len(records.rows[0])) == ("data.records", 21, 25)
    [detail] = read_workbook(shared / "data/trading_platform/detail_b_sample.html", "html")
    assert [row for row in detail.rows if row[0] == "合同金额"] == [["合同金额", "0元 人民币"]]


def test_a_code_list_states_its_own_number_of_entries(shared: Path) -> None:
    path = shared / "data/codes/procurement_catalogue_2022.json"
    [entries] = read_workbook(path, "json")
    stated = json.loads(path.read_text(encoding="utf-8"))["entry_count"]
    assert len(entries.rows) - 1 == stated


def test_blank_rows_between_and_after_the_data_of_an_ods(shared: Path) -> None:
    [path] = (shared / "data/world").rglob("number_rows_repeated.ods")
    first, second, *_ = read_workbook(path, "ods")
    assert [row[0] for row in first.rows] == ["A", "C", "C", "", "", "C", "", "C"]
    assert len(second.rows) == 8


def test_every_cell_of_every_workbook_is_what_another_reader_sees(shared: Path) -> None:
    compared = 0
    for path in sorted((shared / "data").rglob("*.xlsx")):
        if sniff(path).kind != "xlsx" or path.name == "xlsx-corrupted.xlsx":
            continue
        book = python_calamine.CalamineWorkbook.from_path(path)
        for grid in read_workbook(path, "xlsx"):
            sheet = book.get_sheet_by_name(grid.sheet)
            left = (sheet.start or (0, 0))[1] + 1
            for number, row in enumerate(sheet.iter_rows(), start=1):
                for column, value in enumerate(row, start=left):
                    text = grid.text(number, column)
                    compared += 1
                    # The other reader shows nothing where an error stands.
                    assert same(value, text) or text.startswith("#"), (path.name, grid.sheet, number, column)
    assert compared > 200_000


def same(value: Stored, text: str) -> bool:
    if isinstance(value, (bool, str)):
        return text == (str(value).upper() if isinstance(value, bool) else value)
    if isinstance(value, (int, float)):
        shown = float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
        return shown == pytest.approx(value, rel=1e-13)
    return text == cell_text(value)
