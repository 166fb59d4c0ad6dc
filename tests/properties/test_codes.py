"""Codes: a check character notices every single wrong digit."""

from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10

from gongkai.values.codes import project_code_fault, uscc_fault

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(
    st.from_regex(r"[159N][0-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}", fullmatch=True),
    st.integers(8, 16),
    st.sampled_from(SIGNS),
)
def test_one_wrong_sign_in_a_credit_code_is_noticed(stem: str, place: int, sign: str) -> None:
    code = stem + uscc.calc_check_digit(stem + "0")
    assert uscc_fault(code) is None
    assume(code[place] != sign)
    assert uscc_fault(code[:place] + sign + code[place + 1 :]) == "check"


@given(st.integers(21, 99), st.integers(1, 12), st.from_regex(r"[0-9]{15}", fullmatch=True), st.integers(0, 9))
def test_one_wrong_digit_in_a_project_code_is_noticed(year: int, month: int, rest: str, digit: int) -> None:
    stem = f"{year}{month:02d}{rest}"
    tail = rest[10:] + mod_11_10.calc_check_digit(stem)
    assert project_code_fault(f"{stem[:4]}-{rest[:6]}-{rest[6:8]}-{rest[8:10]}-{tail}") is None
    assume(rest[0] != str(digit))
    assert project_code_fault(f"{stem[:4]}-{digit}{rest[1:6]}-{rest[6:8]}-{rest[8:10]}-{tail}") == "check"


@given(
    st.integers(2013, 2020), st.from_regex(r"[0-9]{10}", fullmatch=True), st.from_regex(r"[0-9]{5,6}", fullmatch=True)
)
def test_a_code_of_the_years_before_the_check_digit_is_sound_whatever_its_number(
    year: int, middle: str, number: str
) -> None:
    assert project_code_fault(f"{year}-{middle[:6]}-{middle[6:8]}-{middle[8:]}-{number}") is None
