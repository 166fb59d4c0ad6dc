"""Prices, percentages, lists and subject codes: what is printed is what is read."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gongkai.values.amounts import parse_amount
from gongkai.values.codes import parse_subject_code
from gongkai.values.lists import split_values
from gongkai.values.percent import parse_percent
from gongkai.values.prices import parse_price

NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2)
SIGNS = (";", "\n")
PIECES = st.sampled_from(["支", "瓶", "人份", "人份/盒", "台"])


@given(NUMBERS, PIECES, NUMBERS, PIECES)
def test_printed_prices_are_read_back_and_are_no_amounts(value: Decimal, piece: str, other: Decimal, per: str) -> None:
    text = f"{value:,.2f}元/{piece}（{other:.2f}元/{per}）"
    price = parse_price(text, "万元")
    assert price is not None
    assert (price.value, price.basis) == (value, piece)
    assert [(further.value, further.basis) for further in price.others] == [(other, per)]
    assert parse_amount(text, "元") is None


@given(st.decimals(min_value=-1000, max_value=1000, places=2))
def test_printed_percentages_are_read_back(points: Decimal) -> None:
    for text in (f"{points:f}%", f"{points:f} ％", f"{points:f}"):
        found = parse_percent(text)
        assert found is not None
        assert found.value == points


@given(st.lists(st.text(alphabet="甲乙公司、A 　", min_size=1).filter(str.strip)), st.sampled_from(";；\n"))
def test_joined_values_come_apart_again(values: list[str], sign: str) -> None:
    assert split_values(sign.join(values), SIGNS) == tuple(value.strip() for value in values)


@given(st.text(alphabet="甲乙；、"), st.text(alphabet="甲乙；、"), st.sampled_from(["（）", "()", "《》", "“”"]))
def test_brackets_hold_together(inside: str, after: str, brackets: str) -> None:
    held = f"公司{brackets[0]}{inside}{brackets[1]}"
    assert split_values(f"{held}；{after}", SIGNS) == (held, *split_values(after, SIGNS))


@given(st.from_regex(r"\A[1-9][0-9]{2}(0[1-9]|[1-9][0-9]){0,3}\Z"), st.sampled_from(["", "行政运行", "教育支出"]))
def test_every_spelling_of_a_subject_code_is_the_code(code: str, name: str) -> None:
    pairs = [code[place : place + 2] for place in range(3, len(code), 2)]
    joined = [sign.join([code[:3], *pairs]) + name for sign in ("", "-", ".", " ")]
    for text in (f"{code} {name}", f"{code}.0{name}", *joined):
        found = parse_subject_code(text)
        assert found is not None
        assert (found.code, found.name) == (code, name)


@given(st.text(alphabet="0123456789.,-/元万支()（）;%¥ 、；", max_size=14))
def test_no_text_breaks_a_parser(text: str) -> None:
    price = parse_price(text, "元")
    assert price is None or price.value >= 0
    percent = parse_percent(text)
    assert percent is None or (percent.value is None) == (percent.state == "blank")
    assert all(value.strip() for value in split_values(text, SIGNS))
    code = parse_subject_code(text)
    assert code is None or len(code.code) in (3, 5, 7, 9)
