"""Masking never leaks a number or a name and never has to be done twice."""

import re
from datetime import date

import duckdb
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from gongkai.masking import SUSPICIOUS, find, mask, mask_name, name_masked_in_sql


def _identity(region: int, birth: date, serial: int) -> str:
    stem = f"{region}{birth:%Y%m%d}{serial:03d}"
    return stem + ric.calc_check_digit(stem + "0")


def _card(stem: int) -> str:
    return f"{stem}{luhn.calc_check_digit(str(stem))}"


IDENTITIES = st.builds(
    _identity, st.integers(110000, 829999), st.dates(date(1900, 1, 1), date(2029, 12, 31)), st.integers(0, 999)
)
CARDS = st.one_of(
    st.integers(4 * 10**14, 6 * 10**14 - 1),
    st.integers(62 * 10**16, 63 * 10**16 - 1),
    st.integers(9558 * 10**14, 9559 * 10**14),
).map(_card)
MOBILES = st.integers(13_000_000_000, 19_999_999_999).map(str)
NUMBERS = IDENTITIES | CARDS | MOBILES
AROUND = st.text(alphabet="联系人张三：:，, -/（）()*。\n")
NOISE = st.lists(
    NUMBERS | st.text(alphabet="0123456789０１８ -X*A汉Ｘ－\u3000", max_size=12) | st.just("138 0013 8000"), max_size=6
).map("".join)
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@given(AROUND, NUMBERS, AROUND)
def test_no_number_is_left_in_a_masked_text(before: str, number: str, after: str) -> None:
    text = f"{before}{number}{after}"
    assert len(find(text)) == 1
    assert number[3:6] not in mask(text)
    assert len(mask(text)) == len(text)


@given(NUMBERS)
def test_full_width_numbers_are_found_too(number: str) -> None:
    masked = mask(number.translate(FULL_WIDTH))
    assert masked == number[:3].translate(FULL_WIDTH) + "*" * (len(number) - 3)


@given(NOISE)
def test_masking_is_settled_after_one_step(text: str) -> None:
    masked = mask(text)
    assert find(masked) == []
    assert mask(masked) == masked


@given(NOISE | st.tuples(AROUND, NUMBERS, AROUND).map("".join))
def test_the_engine_preselects_every_text_with_a_finding(text: str) -> None:
    preselected = duckdb.execute("SELECT regexp_matches(?, ?)", [text, SUSPICIOUS]).fetchone()
    assert not find(text) or preselected == (True,)
    assert preselected == (bool(re.search(SUSPICIOUS, text, re.ASCII)),)


@given(NUMBERS, st.sampled_from(["A", "HT", "9", "Ｚ"]), st.booleans())
def test_a_number_inside_a_longer_run_is_a_code(number: str, run: str, ahead: bool) -> None:
    code = run + number if ahead else number + run
    assert "identity_number" not in find(code)


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)
CELLS = HAN | st.text(max_size=20) | st.tuples(HAN, st.sampled_from([" ", "·", "\u3000"]), NUMBERS).map("".join)


@given(CELLS)
def test_of_a_name_one_character_at_most_is_left(name: str) -> None:
    masked = mask_name(name)
    assert masked == "" if not name.strip(" \t\r\n\u3000\u00a0") else masked[-1] == "*"
    assert len(masked) <= 2
    assert masked[:-1] in {"", name.strip(" \t\r\n\u3000\u00a0")[:1]}


@given(CELLS)
def test_a_masked_name_stays_as_it_is(name: str) -> None:
    assert mask_name(mask_name(name)) == mask_name(name)


@given(HAN.filter(lambda name: len(name) == 1))
def test_a_name_of_one_character_is_hidden_whole(name: str) -> None:
    assert mask_name(name) == "*"


@given(CELLS.map(lambda text: text.strip(" \t\r\n\u3000\u00a0")).filter(lambda text: "\x00" not in text))
def test_the_engine_masks_a_name_in_the_same_way(name: str) -> None:
    query = f"SELECT {name_masked_in_sql('text')} FROM (SELECT ?::VARCHAR AS text)"
    assert duckdb.execute(query, [name]).fetchone() == (mask_name(name),)
