"""Percentages."""

from decimal import Decimal

import pytest

from gongkai.values.percent import parse_percent


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("82.32%", "82.32"),
        ("82.32", "82.32"),
        ("０.８２％", "0.82"),
        ("82.32 %", "82.32"),
        ("-5.2%", "-5.2"),
        ("100%", "100"),
        ("1,234%", "1234"),
    ],
)
def test_a_percentage_is_read_with_its_sign_or_without(text: str, points: str) -> None:
    found = parse_percent(text)
    assert found is not None
    assert (found.value, found.state, found.text) == (Decimal(points), "reported", text)


@pytest.mark.parametrize(("text", "digit"), [("82.32", "0.01"), ("82.3%", "0.1"), ("82%", "1")])
def test_the_last_printed_digit_says_how_precise_it_is(text: str, digit: str) -> None:
    found = parse_percent(text)
    assert found is not None
    assert found.precision == Decimal(digit)


@pytest.mark.parametrize(("text", "state", "points"), [("-", "dash", 0), ("", "blank", None), ("0.00%", "zero", 0)])
def test_empty_and_zero_and_dash_are_three_things(text: str, state: str, points: int | None) -> None:
    found = parse_percent(text)
    assert found is not None
    assert (found.state, found.value) == (state, points)


@pytest.mark.parametrize("text", ["5‰", "80元", "¥5", "82.32%%", "%", "百分之五", "12 34", "12 34%", "-%"])
def test_other_texts_are_no_percentage(text: str) -> None:
    assert parse_percent(text) is None
