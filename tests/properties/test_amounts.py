"""Money: what is printed is what is read, in every spelling, without a float on the way."""

import re
from decimal import Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from gongkai.values.amounts import PLAIN, UNITS, loses_cents, parse_amount, to_cents

AMOUNTS = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=2)
UNIT = st.sampled_from(sorted(UNITS))
FULL_WIDTH = str.maketrans("0123456789.,-()", "０１２３４５６７８９．，－（）")


def _value(text: str, unit: str = "元") -> Decimal | None:
    amount = parse_amount(text, unit)
    assert amount is not None, text
    return amount.value


@given(AMOUNTS, st.sampled_from(["万元", "元", "亿元"]))
def test_a_printed_amount_is_read_back(amount: Decimal, unit: str) -> None:
    assert _value(f"{amount / UNITS[unit]:f}{unit}") == amount


@given(AMOUNTS)
def test_all_spellings_of_an_amount_agree(amount: Decimal) -> None:
    grouped = f"{amount:,.2f}"
    spellings = [grouped, grouped.translate(FULL_WIDTH), grouped.replace(",", " "), f"'{amount:f}", f"¥{amount:f}"]
    if amount < 0:
        spellings += [f"({-amount:,.2f})", f"（{-amount:f}）", f"△{-amount:f}"]
    assert {_value(text) for text in spellings} == {amount}


@given(st.integers(1, 10**12), st.integers(1, 11), UNIT)
def test_a_blank_between_digits_changes_no_value_and_is_told(number: int, place: int, unit: str) -> None:
    digits = str(number)
    text = f"{digits[:place]} {digits[place:]}".strip()
    amount = parse_amount(text, unit)
    assert amount is not None
    assert amount.value == number * UNITS[unit]
    grouped = text == digits or (place <= 3 and len(digits) - place == 3)
    assert amount.doubt == (None if grouped else "spaced")


@given(st.from_regex(re.compile(PLAIN, re.ASCII), fullmatch=True), UNIT)
def test_the_parser_and_the_plain_path_agree(text: str, unit: str) -> None:
    with localcontext(prec=len(text) + 10):
        assert _value(text, unit) == Decimal(text) * UNITS[unit]


@given(st.text(alphabet="0123456789.,- ()（）△¥元万亿人民币/—无'eExX²①", max_size=12), UNIT)
def test_no_text_breaks_the_parser_and_states_are_consistent(text: str, unit: str) -> None:
    amount = parse_amount(text, unit)
    if amount is not None:
        assert amount.text == text
        assert (amount.value is None) == (amount.state == "blank")
        assert (amount.value == 0) == (amount.state in ("zero", "dash"))
        assert (amount.precision is None) == (amount.state in ("blank", "dash"))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_rounding_to_cents_moves_at_most_half_a_cent(value: Decimal) -> None:
    with localcontext(prec=400):
        difference = abs(to_cents(value) - value)
        assert difference <= Decimal("0.005")
        assert loses_cents(value) == (difference != 0)
