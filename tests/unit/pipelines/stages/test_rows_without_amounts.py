"""A row without an amount: a heading in most tables, a notice of its own in lists whose layout says so (without_amounts)."""

from decimal import Decimal

import pytest

from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import Town, declared

DATASET = "procurement/platform_notices"
HEAD: list[list[Cell]] = [
    ["示例市2026年公共资源交易平台公告清单"],
    ["单位：元"],
    ["公告标识", "公告标题", "交易平台", "金额", "公告日期"],
]


@pytest.fixture
def platform(town: Town) -> Town:
    vars(town.home)["contracts"] = {DATASET: declared()[DATASET]}
    return town


def notices(*rows: list[Cell]) -> bytes:
    return workbook({"公告": Sheet([*HEAD, *rows])})


def notice(number: str, amount: Cell) -> list[Cell]:
    return [number, f"{number}号公告", "示例市公共资源交易网", amount, "2026-03-17"]


def test_a_notice_that_states_no_amount_is_a_row(platform: Town) -> None:
    given = platform.submission(DATASET, "112/公告.xlsx", notices(notice("1", ""), notice("2", "0元 人民币")))
    assert platform.rows(given, "notice_id, amount") == [("1", None), ("2", Decimal("0.00"))]
    assert (given.set_aside, platform.told("VAL-NO-FIGURE")) == (0, [])


def test_a_list_in_which_no_notice_states_an_amount_has_all_its_rows(platform: Town) -> None:
    given = platform.submission(DATASET, "112/公告.xlsx", notices(notice("1", ""), notice("2", "")))
    assert platform.rows(given, "notice_id, amount") == [("1", None), ("2", None)]


def test_a_row_without_its_key_is_still_set_aside(platform: Town) -> None:
    given = platform.submission(DATASET, "112/公告.xlsx", notices(notice("", ""), notice("1", "")))
    assert platform.rows(given, "notice_id") == [("1",)]
    assert (given.set_aside, platform.only("VAL-KEY").row) == (1, 4)
