"""Several values in one cell."""

import pytest

from gongkai.values.lists import split_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("甲公司;乙公司", ("甲公司", "乙公司")),
        ("甲公司；乙公司；", ("甲公司", "乙公司")),
        ("甲公司\r\n乙公司", ("甲公司", "乙公司")),
        ("甲公司（牵头；主体工程）；乙公司", ("甲公司（牵头；主体工程）", "乙公司")),
        ("甲公司（牵头;乙公司", ("甲公司（牵头", "乙公司")),
        ("甲、乙与丙公司", ("甲、乙与丙公司",)),
        ("；", ()),
        ("", ()),
    ],
)
def test_only_semicolons_and_line_ends_part_values(text: str, values: tuple[str, ...]) -> None:
    assert split_values(text, (";", "\n")) == values


@pytest.mark.parametrize(
    ("text", "separators", "values"),
    [
        ("1,10", (",",), ("1", "10")),
        ("1，10", (",",), ("1", "10")),
        ("甲公司、乙公司", ("、",), ("甲公司", "乙公司")),
        ("甲公司/乙公司", ("/",), ("甲公司", "乙公司")),
        ("甲公司与乙公司及丙公司", ("与", "及"), ("甲公司", "乙公司", "丙公司")),
        ("甲公司;乙公司", ("、",), ("甲公司;乙公司",)),
        ("甲公司", (), ("甲公司",)),
    ],
)
def test_other_signs_part_values_when_the_column_declares_them(
    text: str, separators: tuple[str, ...], values: tuple[str, ...]
) -> None:
    assert split_values(text, separators) == values
