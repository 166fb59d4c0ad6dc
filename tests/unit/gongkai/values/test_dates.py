"""Dates and years as exports write them."""

from datetime import date

import pytest

from gongkai.values.dates import from_serial, parse_date, parse_date_in_date_column, year_in


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月5日",
        "2026 年 03 月 05 日",
        "2026年3月5号",
        "2026年3月5日 10:30",
        "2026.3.5",
        "2026/3/5",
        "2026/03/05 0:00:00",
        "2026-03-05",
        "20260305",
        "2026-03-05 00:32:09",
        "2026-03-05T23:59:59.123",
        "2026-03-05T23:59:59+08:00",
        "２０２６年３月５日",
        "２０２６－０３－０５",
        "二○二六年三月五日",
        "二〇二六年三月五日",
        "二零二六年三月五日",
        "二0二六年三月五日",
        " 2026-03-05\n",
        "05.03.2026",
        "5.3.2026 10:30",
    ],
)
def test_spellings_of_one_day(text: str) -> None:
    assert parse_date(text) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二○○四年十二月十日", date(2004, 12, 10)),
        ("二○二六年元月三十一日", date(2026, 1, 31)),
        ("二〇二六年十一月二十日", date(2026, 11, 20)),
        ("2024年2月29日", date(2024, 2, 29)),
        ("9999-12-31", date(9999, 12, 31)),
        ("20.11.2015", date(2015, 11, 20)),
        ("05.06.2024", date(2024, 6, 5)),
        ("25/3/2026", date(2026, 3, 25)),
        ("3/25/2026", date(2026, 3, 25)),
    ],
)
def test_other_days(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "5.13.2026",
        "25/13/2026",
        "2026年13月1日",
        "2026.4.31",
        "20261301",
        "0000-01-01",
        "二〇二六年二月三十日",
        "2026年0月5日",
    ],
)
def test_a_day_that_never_was_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3月",
        "2021 年 10 月底",
        "45356",
        "2026.3",
        "2026-3/5",
        "2017109",
        "26-03-05",
        "5/3/2026",
        "2026-03-05T20:00Z",
        "2026-03-05 25:00",
        "2026-03-05abc",
        "全年持续推进",
        "2026年3月上旬",
        "1.2.3",
    ],
)
def test_what_could_be_read_in_two_ways_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "date1904", "day"),
    [
        ("45356", False, date(2024, 3, 5)),
        ("45356.75", False, date(2024, 3, 5)),
        ("43894", True, date(2024, 3, 5)),
        ("2024年3月5日", False, date(2024, 3, 5)),
        ("30000", False, date(1982, 2, 18)),
        ("60000", False, date(2064, 4, 8)),
        ("29999", False, None),
        ("60001", False, None),
        ("2024", False, None),
        ("4535", False, None),
        ("-45356", False, None),
    ],
)
def test_serial_numbers_in_a_column_of_dates(text: str, date1904: bool, day: date | None) -> None:
    assert parse_date_in_date_column(text, date1904) == day


@pytest.mark.parametrize(
    ("serial", "date1904", "day"),
    [
        (45356, False, date(2024, 3, 5)),
        (43894, True, date(2024, 3, 5)),
        (1, False, date(1900, 1, 1)),
        (59, False, date(1900, 2, 28)),
        (60, False, None),
        (61, False, date(1900, 3, 1)),
        (0, False, None),
        (0, True, date(1904, 1, 1)),
        (2_958_465, False, date(9999, 12, 31)),
        (2_958_466, False, None),
        (2_957_003, True, date(9999, 12, 31)),
        (2_957_004, True, None),
        (-1, True, None),
    ],
)
def test_serial_numbers_of_both_date_systems(serial: int, date1904: bool, day: date | None) -> None:
    assert from_serial(serial, date1904) == day


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2026年部门财务收支预算总表", 2026),
        ("示例市财政局 2026 年度部门预算", 2026),
        ("二〇二六年部门预算", 2026),
        ("按照《2025年政府收支分类科目》编制的2026年部门预算", 2026),
        ("2026年项目表（截至2025年12月31日）", 2026),
        ("2026年收入预算表（2026年1月编制）", 2026),
        ("《2025年政府收支分类科目》", None),
        ("截止2025年底项目表", None),
        ("2025年预算执行情况和2026年预算草案", None),
        ("2024-2026年滚动计划", None),
        ("财预〔2026〕5号", None),
        ("《关于〈2024年预算〉的通知》2026年部门预算", 2026),
        ("《关于《2024年预算》的通知》2026年部门预算", 2026),
        ("合同编号202612年", None),
        ("部门预算", None),
    ],
)
def test_the_year_of_a_title(title: str, year: int | None) -> None:
    assert year_in(title) == year
