"""Addresses and trimming."""

import pytest

from pipelines.readers import cell_name, column_letter
from pipelines.readers.grid import Grid, column_number, filled_grid


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (256, "IV"), (702, "ZZ"), (16384, "XFD")]
)
def test_column_letters(number: int, letters: str) -> None:
    assert column_letter(number) == letters
    assert column_number(letters) == number


def test_there_is_no_column_zero() -> None:
    with pytest.raises(ValueError, match="count from 1"):
        column_letter(0)


def test_cell_name() -> None:
    assert cell_name(17, 4) == "D17"


def test_text_by_address() -> None:
    grid = Grid("表", rows=[["甲", "乙"]], first_row=3, first_column=2)
    assert grid.text(3, 2) == "甲"
    assert grid.text(3, 3) == "乙"
    assert [grid.text(*place) for place in ((2, 2), (4, 2), (3, 1), (3, 4))] == [""] * 4


def test_the_filled_rectangle_is_cut_out_of_a_far_too_large_range() -> None:
    cells = [[""] * 256, ["", "", "收入"], [], ["", "合计", "", "205", ""], [""] * 256]
    grid = filled_grid("表", "visible", cells, 1, [])
    assert grid.rows == [["", "收入", ""], ["", "", ""], ["合计", "", "205"]]
    assert (grid.first_row, grid.first_column) == (2, 2)


def test_an_empty_sheet_has_no_rows() -> None:
    assert filled_grid("空", "hidden", [["", ""], []], 1, []).rows == []
