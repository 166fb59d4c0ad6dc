"""One amount in the many spellings of real exports."""

from decimal import Decimal

import pytest

from gongkai.values.amounts import UNITS, loses_cents, parse_amount, to_cents, unit_in


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1234.5", "12345000"),
        ("1,234.50", "12345000"),
        ("１，２３４．５", "12345000"),
        ("1 234.5", "12345000"),
        ("1\u00a0234\u00a0567", "12345670000"),
        ("'326.71", "3267100"),
        ("  326.71\n", "3267100"),
        (".50", "5000"),
        ("007", "70000"),
        ("-30.40", "-304000"),
        ("－30.40", "-304000"),
        ("−30.40", "-304000"),
        ("(30.40)", "-304000"),
        ("（30.40）", "-304000"),
        ("△30.40", "-304000"),
        ("▲ 30.40", "-304000"),
        ("+30.40", "304000"),
    ],
)
def test_spellings_of_an_amount_in_a_table_of_ten_thousands(text: str, yuan: str) -> None:
    amount = parse_amount(text, "万元")
    assert amount is not None
    assert (amount.value, amount.state, amount.unit, amount.text) == (Decimal(yuan), "reported", None, text)


@pytest.mark.parametrize(
    ("text", "yuan", "unit"),
    [
        ("1,436,000.00元", "1436000", "元"),
        ("1,436,000.00元整", "1436000", "元"),
        ("23.5 万元", "235000", "万元"),
        ("480.000000（万元）", "4800000", "万元"),
        ("0.02亿元", "2000000", "亿元"),
        ("0元 人民币", "0", "元"),
        ("100元 人民币", "100", "元"),
        ("壹佰元整", None, None),
        ("1,436,000.00元正", "1436000", "元"),
        ("100元人民币", "100", "元"),
        ("人民币 100 元", "100", "元"),
        ("￥-1,234.00元", "-1234", "元"),
        ("-¥1,234.00", "-12340000", None),
        ("(3.20)万元", "-32000", "万元"),
    ],
)
def test_the_unit_inside_the_cell_wins(text: str, yuan: str | None, unit: str | None) -> None:
    amount = parse_amount(text, "万元")
    if yuan is None:
        assert amount is None
    else:
        assert amount is not None
        assert (amount.value, amount.unit) == (Decimal(yuan), unit)


@pytest.mark.parametrize(
    ("text", "yuan", "doubt"),
    [
        ("121 83", "12183", "spaced"),
        ("    1121 886", "1121886", "spaced"),
        ("1 3043", "13043", "spaced"),
        ("191651 8", "1916518", "spaced"),
        ("-12 34.50元", "-1234.50", "spaced"),
        ("(12 34)", "-1234", "spaced"),
        ("1 234", "1234", None),
        ("12 345 678.9", "12345678.9", None),
        ("¥ 12,345", "12345", None),
    ],
)
def test_a_blank_that_ends_no_group_is_read_over_and_told(text: str, yuan: str, doubt: str | None) -> None:
    amount = parse_amount(text, "元")
    assert amount is not None
    assert (amount.value, amount.doubt) == (Decimal(yuan), doubt)


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("0", "zero", Decimal(0)),
        ("0.00", "zero", Decimal(0)),
        ("-0", "zero", Decimal(0)),
        ("-", "dash", Decimal(0)),
        ("—", "dash", Decimal(0)),
        ("——", "dash", Decimal(0)),
        ("--", "dash", Decimal(0)),
        ("－", "dash", Decimal(0)),
        ("／", "dash", Decimal(0)),
        ("无", "dash", Decimal(0)),
        ("…", "dash", Decimal(0)),
        ("……", "dash", Decimal(0)),
        ("", "blank", None),
        ("'", "blank", None),
        ("\u3000\u200b\n", "blank", None),
    ],
)
def test_empty_and_zero_and_dash_are_three_things(text: str, state: str, value: Decimal | None) -> None:
    amount = parse_amount(text, "元")
    assert amount is not None
    assert (amount.state, amount.value) == (state, value)


def test_a_negative_zero_is_published_as_zero() -> None:
    amount = parse_amount("-0.00", "元")
    assert amount is not None
    assert str(amount.value) == "0.00"


@pytest.mark.parametrize(
    "text",
    [
        "1e3",
        "0x1F",
        "NaN",
        "inf",
        "..",
        "1.2.3",
        "12abc",
        "1,23",
        "1,2345",
        "0,123",
        "0 12",
        "1 2 3",
        "1, 234",
        "1\n234",
    ],
)
def test_a_text_that_could_be_misread_is_no_amount(text: str) -> None:
    assert parse_amount(text, "元") is None


@pytest.mark.parametrize(
    "text", ["12²", "①", "½", "100美元", "23元/支", "5%", "-(3)", "△-3", "¥¥3", "5.", "暂无", "合计", "(3", "١٢"]
)
def test_other_quantities_are_no_amounts(text: str) -> None:
    assert parse_amount(text, "元") is None


@pytest.mark.parametrize(
    ("text", "unit", "precision"),
    [
        ("326.71", "万元", "100"),
        ("154,369,326", "元", "1"),
        ("1.05", "亿元", "1000000"),
        ("0", "万元", "10000"),
        ("12.5元", "万元", "0.1"),
        ("0.000001", "万元", "0.01"),
    ],
)
def test_precision_is_one_last_printed_digit_in_yuan(text: str, unit: str, precision: str) -> None:
    amount = parse_amount(text, unit)
    assert amount is not None
    assert amount.precision == Decimal(precision)


def test_nothing_printed_has_no_precision() -> None:
    assert [getattr(parse_amount(text, "元"), "precision", 0) for text in ("", "—")] == [None, None]


def test_no_digit_is_lost_however_long_the_amount() -> None:
    amount = parse_amount("1234567890123456789012345678901234567890.12345678", "亿元")
    assert amount is not None
    assert amount.value == Decimal("123456789012345678901234567890123456789012345678")


def test_an_unknown_column_unit_is_a_fault_of_the_declaration() -> None:
    with pytest.raises(KeyError):
        parse_amount("1", "美元")


def test_the_spelled_out_currency_is_the_same_unit() -> None:
    assert UNITS["人民币万元"] == UNITS["万元"] == 10_000


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("单位:亿元", "亿元"),
        ("金额单位：元", "元"),
        ("（单位：万元）", "万元"),
        ("编制部门：示例市财政局  单位：元", "元"),
        ("单位：元 编制部门：示例市财政局", "元"),
        ("单 位 ： 万 元", "万元"),
        ("单位：人民币万元", "万元"),
        ("单位：亿元 Unit：100 million yuan", "亿元"),
        ("单位：万元、%", "万元"),
        ("万元", "万元"),
        ("合同金额(元)", "元"),
        ("金额（万元）", "万元"),
        ("预算金额（单位：万元）", "万元"),
        ("总投资【亿元】", "亿元"),
        ("合同金额（万元，含税）", "万元"),
        ("单位：万元unit：10thousand yuan", "万元"),
        ("    单位：亿元Unit：100 million yuan", "亿元"),
        ("(10 000 yuan)", "万元"),
        ("Unit: 10,000 yuan", "万元"),
        ("General Budgetary Revenue (100 million yuan)", "亿元"),
        ("(million yuan)", "百万元"),
        ("(yuan)", "元"),
        ("指标：地区生产总值(亿元)", "亿元"),
        ("单 位：万元", "万元"),
        ("计量单位：千元", "千元"),
        ("单位：百万元", "百万元"),
        ("预算数/万元", "万元"),
        ("预算数（万元）/一般公共预算", "万元"),
    ],
)
def test_a_stated_unit_is_found(text: str, unit: str) -> None:
    assert unit_in(text) == unit


@pytest.mark.parametrize(
    "text",
    [
        "编制单位：示例市财政局",
        "编制单位：元氏县财政局",
        "预算单位",
        "单价（元/支）",
        "单位：元/吨",
        "面积（亩）",
        "本表单位：元；附表单位：万元",
        "2026年部门收入预算总表",
        "£m",
        "£ thousand",
        "(thousand)",
        "(en milliers)",
        "中标价格\n（元/小盒）",
        "单位：美元",
        "(万美元)",
        "Unit",
        "(10 000 persons)",
        "(60000 yuan)",
        "",
    ],
)
def test_no_unit_is_guessed(text: str) -> None:
    assert unit_in(text) is None


@pytest.mark.parametrize(
    ("value", "cents", "lost"),
    [
        ("1.005", "1.00", True),
        ("1.015", "1.02", True),
        ("-1.005", "-1.00", True),
        ("1.10", "1.10", False),
        ("1.100000", "1.10", False),
        ("99999999999999999999999999999999.999", "100000000000000000000000000000000.00", True),
        ("1E+5", "100000.00", False),
    ],
)
def test_rounding_to_cents_is_half_even_and_tells_what_it_lost(value: str, cents: str, lost: bool) -> None:
    assert str(to_cents(Decimal(value))) == cents
    assert loses_cents(Decimal(value)) is lost
