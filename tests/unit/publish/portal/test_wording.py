"""Amounts, sizes and moments in words."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from publish.portal.wording import amount_en, amount_zh, clock, day, size


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("0", "0.00 元", "CNY 0.00"),
        ("9999.99", "9,999.99 元", "CNY 9,999.99"),
        ("10000", "1.00 万元", "CNY 10,000.00"),
        ("123450000", "1.23 亿元", "CNY 123.45 million"),
        ("100500000", "1.01 亿元", "CNY 100.50 million"),
        ("-250000000000.05", "-2,500.00 亿元", "CNY -250.00 billion"),
    ],
)
def test_an_amount_in_the_unit_a_reader_grasps(amount: str, zh: str, en: str) -> None:
    assert (amount_zh(Decimal(amount)), amount_en(Decimal(amount))) == (zh, en)


@pytest.mark.parametrize(("count", "told"), [(999, "999 B"), (1500, "1.5 KB"), (430_000_000, "430.0 MB")])
def test_a_size_for_people(count: int, told: str) -> None:
    assert size(count) == told


def test_moments_are_told_in_the_zone_of_the_city() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    assert day("2026-03-01T18:30:00+00:00", zone) == "2026-03-02"
    assert clock("2026-03-01T18:30:00+00:00", zone) == "2026-03-02 02:30"
