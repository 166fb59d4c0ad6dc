"""Old workbooks: what a person sees in a cell, what she does not see, and what is broken, with its address."""

from pathlib import Path

import pytest
import xlwt

from pipelines.readers import Grid, limits
from pipelines.readers.grid import Address
from pipelines.readers.xls import read_xls


def style(code: str = "General", indent: int = 0) -> xlwt.XFStyle:
    made = xlwt.XFStyle()
    made.num_format_str = code
    made.alignment.inde = indent
    return made


def saved(book: xlwt.Workbook, folder: Path) -> list[Grid]:
    book.save(str(folder / "预算.xls"))
    return read_xls(folder / "预算.xls")


@pytest.mark.parametrize(
    ("value", "code", "text", "printed"),
    [
        (2161.1, "#,##0.00", "2161.1", "2,161.10"),
        (2161.1, "General", "2161.1", "2161.1"),
        (0.8232, "0%", "82.32%", "82%"),
        (0.8232, "0.00%", "82.32%", "82.32%"),
        (45356, "yyyy-mm-dd", "2024-03-05", "2024-03-05"),
        (205, "00000", "205", "00205"),
        (0, "#,##0.00", "0", "0.00"),
        ("合计", "0.00", "合计", ""),
        (True, "General", "TRUE", ""),
        ("上一行\r\n下一行", "General", "上一行\n下一行", ""),
    ],
)
def test_a_value_and_what_is_shown_of_it(tmp_path: Path, value: object, code: str, text: str, printed: str) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("表").write(0, 0, value, style(code))
    [grid] = saved(book, tmp_path)
    assert (grid.rows, grid.printed, grid.derived) == ([[text]], [[printed]], True)


def test_hidden_rows_and_columns_are_numbered_as_in_the_sheet(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for row in range(2, 6):
        for column in range(1, 5):
            sheet.write(row, column, row * column)
    sheet.row(3).hidden = True
    sheet.row(9).hidden = True
    sheet.col(2).hidden = True
    sheet.col(40).hidden = True
    [grid] = saved(book, tmp_path)
    assert (grid.first_row, grid.first_column) == (3, 2)
    assert (grid.hidden_rows, grid.hidden_columns) == ({4}, {3})
    assert grid.text(4, 3) == "6"


def test_error_cells_and_indents_are_told_with_their_address(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    sheet.write(1, 1, "税收收入")
    sheet.write(2, 1, "增值税", style(indent=2))
    sheet.write(3, 1, "", style(indent=2))
    sheet.row(2).set_cell_error(2, "#DIV/0!")
    [grid] = saved(book, tmp_path)
    assert grid.errors == {Address(3, 3): "#DIV/0!"}
    assert grid.indents == {Address(3, 2): 2}
    assert grid.text(3, 3) == "#DIV/0!"


def test_a_sheet_formatted_to_its_last_row_is_only_as_large_as_its_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 100)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    sheet.write(0, 0, "合计")
    sheet.write(65_535, 255, "", style("0.00"))
    [grid] = saved(book, tmp_path)
    assert grid.rows == [["合计"]]


def test_progress_is_told_row_by_row(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for row in range(2500):
        sheet.write(row, 0, row)
    book.save(str(tmp_path / "a.xls"))
    seen: list[int] = []
    read_xls(tmp_path / "a.xls", seen.append)
    assert seen == [1000, 1000, 500]
