"""The page that goes back to the clerk: what was recognised, what was not, each finding with its cell and next step."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.support.sheets import EDUCATION, TOTAL, Sheet, budget, budget_sheet, workbook
from tests.support.town import NIGHT, Town, tree

WRONG = (*EDUCATION[:2], ("205", "02", "01", "学前教育", "一百二十", 40, 80), *EDUCATION[3:], TOTAL)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path / "town")


def page(town: Town, path: str) -> str:
    return (town.root / "receipts" / f"{path}.html").read_text(encoding="utf-8")


def test_a_sound_file_is_told_what_it_became(town: Town) -> None:
    town.put("101/预算.xlsx", budget())
    town.refresh()
    told = page(town, "101/预算.xlsx")
    assert "没有错误" in told
    assert "部门支出预算总表" in told
    assert "等待签字" in told
    assert "4 行" in told or "5 行" in told


def test_a_fault_is_told_with_its_cell_and_the_next_step(town: Town) -> None:
    town.put("101/预算.xlsx", budget(WRONG))
    town.refresh()
    told = page(town, "101/预算.xlsx")
    (fault,) = town.told("VAL-AMOUNT")
    assert fault.cell == "E8"
    for said in ("E8", fault.message_zh, fault.next_step_zh, "一百二十"):
        assert said in told


def test_two_files_of_one_table_are_told_on_the_pages_of_both(town: Town) -> None:
    town.put("101/预算.xlsx", budget())
    town.put("101/预算（新）.xlsx", budget(notes=["注：改过。"]))
    town.refresh()
    told = town.told("STD-TWO-FILES")
    for name in ("预算.xlsx", "预算（新）.xlsx"):
        assert told[0].next_step_zh in page(town, f"101/{name}")
        assert "没有错误" not in page(town, f"101/{name}")


def test_a_file_in_an_archive_is_named(town: Town) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("预算.xlsx", budget(WRONG))
        archive.writestr("说明.txt", "请查收\n")
    town.put("101/报送.zip", packed.getvalue())
    town.refresh()
    told = page(town, "101/报送.zip")
    assert f"预算.xlsx › {town.only('VAL-AMOUNT').sheet} E8" in told
    assert "说明.txt 第 1 行" in told


def test_what_was_not_recognised_is_named(town: Town) -> None:
    other = Sheet([["通讯录", ""], ["科室", "门牌"], ["办公室", "一"], ["财务科", "二"]])
    town.put("101/预算.xlsx", workbook({"支出": budget_sheet(), "通讯录": other}))
    town.refresh()
    assert "通讯录" in page(town, "101/预算.xlsx")


def test_a_file_that_cannot_be_read_has_its_page_too(town: Town) -> None:
    town.put("101/预算.xlsx", b"")
    town.refresh()
    assert town.only("EXT-EMPTY").next_step_zh in page(town, "101/预算.xlsx")


def test_a_quiet_night_writes_no_page_and_a_withdrawn_file_keeps_its_own(town: Town) -> None:
    town.put("101/预算.xlsx", budget())
    town.refresh()
    before = tree(town.root / "receipts")
    stamps = [path.stat().st_mtime_ns for path in (town.root / "receipts").rglob("*.html")]
    town.refresh(NIGHT)
    assert tree(town.root / "receipts") == before
    assert [path.stat().st_mtime_ns for path in (town.root / "receipts").rglob("*.html")] == stamps


def test_no_receipt_is_public_and_personal_numbers_stay_masked(town: Town) -> None:
    number = "13800001111"
    rows = (*EDUCATION[:3], ("205", "02", "02", f"小学教育 联系 {number}", 180, 60, 120), TOTAL)
    town.put("101/预算.xlsx", budget(rows))
    town.refresh()
    assert number not in page(town, "101/预算.xlsx")
    assert not list((town.root / "public").rglob("*预算.xlsx.html"))


def test_a_name_that_leaves_no_room_for_an_ending_is_cut(town: Town) -> None:
    name = "关于" * 41
    town.put(f"101/{name}.xlsx", budget())
    town.refresh()
    (written,) = (town.root / "receipts" / "101").iterdir()
    assert written.name.startswith(name[:40])
    assert "没有错误" in written.read_text(encoding="utf-8")
