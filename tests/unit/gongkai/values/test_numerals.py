"""Chinese numerals, in words and in the capital letters of amounts."""

from decimal import Decimal

import pytest

from gongkai.values.numerals import parse_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("〇", 0),
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("一十五", 15),
        ("廿一", 21),
        ("卅", 30),
        ("一百零五", 105),
        ("一百二十三", 123),
        ("一百十五", 115),
        ("一千五十", 1050),
        ("两千", 2000),
        ("二〇二六", 2026),
        ("三万五千", 35_000),
        ("三万零五", 30_005),
        ("一亿零三", 100_000_003),
        ("一万亿", 10**12),
        ("十二亿三千四百五十六万七千八百九十", 1_234_567_890),
        ("负五", -5),
        ("壹佰贰拾叁", 123),
        (" 二 十 ", 20),
    ],
)
def test_numerals(text: str, number: int) -> None:
    assert parse_numeral(text) == number
    assert isinstance(parse_numeral(text), int)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("壹佰贰拾叁万元整", "1230000.00"),
        ("叁仟圆正", "3000.00"),
        ("壹元零角伍分", "1.05"),
        ("壹佰元零伍分", "100.05"),
        ("伍角", "0.50"),
        ("壹亿贰仟万元叁角整", "120000000.30"),
    ],
)
def test_amounts_in_capital_letters_are_yuan(text: str, yuan: str) -> None:
    assert str(parse_numeral(text)) == yuan
    assert isinstance(parse_numeral(text), Decimal)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "百",
        "万",
        "亿亿",
        "十十",
        "一十百",
        "二十百",
        "百万",
        "一千三万",
        "三万一千三万",
        "元",
        "元整",
        "分",
        "一二万",
        "一万" * 2000,
        "一" * 9999,
    ],
)
def test_what_is_badly_formed_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize("text", ["一百五", "三万五", "十几", "123", "1二", "三点五", "二级", "一亿零"])
def test_what_could_be_read_in_two_ways_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None
