"""Chinese numerals: what is written is what is read."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gongkai.values.numerals import parse_numeral

PLAIN = "零一二三四五六七八九十百千万亿"
CAPITALS = str.maketrans(PLAIN, "零壹贰叁肆伍陆柒捌玖拾佰仟万亿")


def _below_10000(number: int) -> str:
    text, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if gap and text else "") + PLAIN[digit] + unit
        gap = not digit
    return text


def written(number: int) -> str:
    """The numeral of a number below 10^16, by the rule: four digits a group, 零 for what is left out between."""
    if number == 0:
        return "零"
    text, gap = "", False
    for place, unit in ((10**12, "万"), (10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // place % 10_000
        if group:
            text += ("零" if text and (gap or group < 1000) else "") + _below_10000(group) + unit
        elif unit == "亿" and number >= 10**12:
            text += unit
        gap = not group
    return text


NUMBERS = st.integers(0, 10**16 - 1) | st.integers(0, 10**5)


@given(NUMBERS)
def test_a_written_number_is_read_back(number: int) -> None:
    assert parse_numeral(written(number)) == number
    assert parse_numeral(written(number).translate(CAPITALS)) == number


@given(st.integers(1, 10**12), st.integers(0, 9), st.integers(0, 9))
def test_an_amount_in_capital_letters_is_read_back(yuan: int, jiao: int, fen: int) -> None:
    text = written(yuan).translate(CAPITALS) + "元"
    text += (PLAIN[jiao].translate(CAPITALS) + "角" if jiao else "零" if fen else "") if jiao or fen else ""
    text += PLAIN[fen].translate(CAPITALS) + "分" if fen else "整"
    assert parse_numeral(text) == Decimal(yuan) + Decimal(10 * jiao + fen) / 100


@given(st.text(alphabet=PLAIN + "〇两廿卅壹拾元角分整负1 ", max_size=12))
def test_no_text_breaks_the_parser_and_what_it_reads_can_be_written(text: str) -> None:
    number = parse_numeral(text)
    if isinstance(number, int) and 0 <= number < 10**16:
        assert parse_numeral(written(number)) == number
