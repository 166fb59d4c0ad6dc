"""Intervals: what is written is what is read, and none ends before it begins."""

from calendar import monthrange
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gongkai.values.intervals import Interval, parse_interval

YEARS = st.integers(1950, 2099)
MONTHS = st.integers(1, 12)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@given(YEARS, MONTHS, MONTHS)
def test_months_are_read_back(year: int, month: int, other: int) -> None:
    first, last = sorted((month, other))
    whole = (date(year, first, 1), _end(year, last))
    for text in (f"{year}年{first}-{last}月", f"{year}年{first}月至{last}月", f"{year}.{first:02}-{year}.{last:02}"):
        assert parse_interval(text) == Interval(*whole, text)
    assert parse_interval(f"{first}至{last}月", year) == Interval(*whole, f"{first}至{last}月")
    assert parse_interval(f"{year}年{last}月底前") == Interval(None, whole[1], f"{year}年{last}月底前")


@given(YEARS, MONTHS)
def test_the_three_parts_of_a_month_make_the_month(year: int, month: int) -> None:
    parts = [parse_interval(f"{year}年{month}月{part}旬") for part in "上中下"]
    days = [(part.last - part.first).days + 1 for part in parts if part and part.first]
    assert sum(days) == monthrange(year, month)[1]


@given(YEARS)
def test_the_quarters_make_the_year(year: int) -> None:
    quarters = [parse_interval(f"第{n}季度", year) for n in "一二三四"]
    assert [q.first for q in quarters if q][1:] == [date(year, month, 1) for month in (4, 7, 10)]
    assert parse_interval(f"{year}年第一至四季度") == Interval(
        date(year, 1, 1), date(year, 12, 31), f"{year}年第一至四季度"
    )


@given(st.text(alphabet="0123456789年月日上中下旬初底末前季度半第一二十累计截至到-.~ ", max_size=16), st.none() | YEARS)
def test_no_text_breaks_the_parser(text: str, year: int | None) -> None:
    found = parse_interval(text, year)
    assert found is None or found.first is None or found.first <= found.last
