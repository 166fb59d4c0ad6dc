"""Dates: what is printed is what is read, and the engine's cast means the same as the parser."""

import re
from datetime import date

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from gongkai.values.dates import ISO, from_serial, parse_date

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
CHINESE = str.maketrans("0123456789", "○一二三四五六七八九")
FULL_WIDTH = str.maketrans("0123456789-/", "０１２３４５６７８９－／")


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, f"{tens}十")
    return f"{ten}{ones or ''}".translate(CHINESE)


@given(DAYS)
def test_all_spellings_of_a_day_are_read_back(day: date) -> None:
    year, month, dom = day.year, day.month, day.day
    spellings = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{year}年{month}月{dom}日",
        f"{year}.{month}.{dom}",
        f"{year}/{month}/{dom} 08:00",
        day.isoformat().translate(FULL_WIDTH),
        f"{str(year).translate(CHINESE)}年{_chinese(month)}月{_chinese(dom)}日",
    ]
    assert {parse_date(text) for text in spellings} == {day}


@given(st.integers(61, 2_958_465))
def test_the_two_date_systems_are_1462_days_apart(serial: int) -> None:
    assert from_serial(serial) == from_serial(serial - 1462, date1904=True) or serial < 1462


@given(st.from_regex(re.compile(ISO, re.ASCII), fullmatch=True) | st.dates(min_value=date(1000, 1, 1)).map(str))
def test_the_parser_and_the_engine_agree_on_iso_dates(text: str) -> None:
    cast = duckdb.execute("SELECT try_cast(? AS date)", [text]).fetchone()
    assert cast == (parse_date(text),)


@given(st.text(alphabet="0123456789年月日./- 一二十○元T:", max_size=20))
def test_no_text_breaks_the_parser(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.year >= 1000
