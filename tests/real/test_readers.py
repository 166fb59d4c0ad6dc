"""Real departmental workbooks and exports are read without a library's error, and with their cells in place."""

from pathlib import Path

import pytest

from pipelines.readers import Unreadable, read_workbook, sniff, sniff_text


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
