"""Parts of a whole in percent, and words of code lists."""

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.home import DATASETS
from gongkai.registers import Registers
from publish.portal.coded import BLANK, Coded, coded, word_of
from publish.portal.share import percent


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (Decimal("1"), Decimal("8"), "12.5%"),
        (Decimal("0.0005"), Decimal("1"), "0.1%"),
        (Decimal("0.0004"), Decimal("1"), "<0.1%"),
        (Decimal("0"), Decimal("1"), "0.0%"),
        (Decimal("1"), Decimal("0"), "—"),
        (2, 3, "66.7%"),
        (Decimal("12"), Decimal("10"), "120.0%"),
    ],
)
def test_a_part_is_rounded_once_and_never_to_nothing(part: Decimal | int, whole: Decimal | int, told: str) -> None:
    assert percent(part, whole) == told


def test_a_word_of_a_list_has_both_languages_and_an_unknown_one_stands_for_itself() -> None:
    words = coded(Registers(DATASETS / "_shared", Path("/nowhere")), "procurement_methods")
    assert word_of(words, "single_source") == Coded("single_source", "单一来源", "single source")
    assert word_of(words, "抓阄") == Coded("抓阄", "抓阄", "抓阄")
    assert word_of(words, "") == BLANK


def test_a_city_without_the_list_has_the_printed_words(tmp_path: Path) -> None:
    assert coded(Registers(tmp_path, tmp_path), "procurement_methods") == {}
