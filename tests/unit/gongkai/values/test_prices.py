"""Prices per piece."""

from decimal import Decimal

import pytest

from gongkai.values.amounts import parse_amount
from gongkai.values.prices import is_rate, parse_price, priced_in


@pytest.mark.parametrize(
    ("text", "yuan", "unit", "basis"),
    [
        ("82.00元/支", "82.00", "元", "支"),
        ("49/瓶", "49", None, "瓶"),
        ("76元/人分/支", "76", "元", "人分/支"),
        ("182元／人份", "182", "元", "人份"),
        ("¥1,234.50/盒", "1234.50", None, "盒"),
        ("82元/（支）", "82", "元", "支"),
        ("3万元/台", "30000", "万元", "台"),
        ("0元/支", "0", "元", "支"),
        ("30.0", "30.0", None, ""),
        ("30.0元", "30.0", "元", ""),
    ],
)
def test_a_price_names_its_piece(text: str, yuan: str, unit: str | None, basis: str) -> None:
    price = parse_price(text, "元")
    assert price is not None
    assert (price.value, price.unit, price.basis, price.others) == (Decimal(yuan), unit, basis, ())


@pytest.mark.parametrize(
    "text", ["23元/支(69元/人份)", "23元/支（69元/人份）", "23元/支，69元/人份", "23元/支；69元/人份"]
)
def test_further_prices_of_a_cell_are_kept_apart(text: str) -> None:
    price = parse_price(text, "元")
    assert price is not None
    assert (price.value, price.basis) == (23, "支")
    assert [(other.value, other.basis) for other in price.others] == [(69, "人份")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "-3元/支",
        "元/支",
        "0.5ml/支",
        "5瓶/人份，1人份/盒",
        "1,10",
        "23元/支(预充)",
        "23元/支;",
        "2 3元/支",
        "23元/2支",
    ],
)
def test_other_texts_are_no_price(text: str) -> None:
    assert parse_price(text, "元") is None


@pytest.mark.parametrize("text", ["82.00元/支", "23元/支(69元/人份)", "49/瓶", "76元/人分/支"])
def test_a_price_is_never_an_amount(text: str) -> None:
    assert parse_amount(text, "元") is None


def test_the_unit_of_the_column_is_taken_where_none_is_printed() -> None:
    price = parse_price("1.5/套", "万元")
    assert price is not None
    assert price.value == 15_000


@pytest.mark.parametrize(
    ("header", "stated"),
    [
        ("中标价格\n（元/小盒）", ("中标价格", "元", "小盒")),
        ("报价（单位：万元/台）", ("报价", "万元", "台")),
        ("价格（元）", None),
        ("价格/元", None),
        ("金额（元/）", None),
    ],
)
def test_a_header_may_name_the_piece(header: str, stated: tuple[str, str, str] | None) -> None:
    assert priced_in(header) == stated


@pytest.mark.parametrize("text", ["98%", "９８％", "下浮5%", "上浮 3", "九折", "8.5折", "按收费标准的80%", "优惠率3.5"])
def test_a_rate_is_known_as_one(text: str) -> None:
    assert is_rate(text)


@pytest.mark.parametrize("text", ["98", "98.00元", "待定", "折合人民币100元", ""])
def test_other_texts_are_no_rate(text: str) -> None:
    assert not is_rate(text)
