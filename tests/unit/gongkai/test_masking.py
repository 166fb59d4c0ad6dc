"""Personal numbers are found by form and check digit, and cut. All numbers here are made up."""

import pytest

from gongkai.masking import SUSPICIOUS, Kind, find, hide_words, mask, mask_name

IDENTITY = "11010519491231002X"
CARD = "6222021234567890128"
MOBILE = "13800138000"


@pytest.mark.parametrize(
    ("text", "kinds", "masked"),
    [
        (f"身份证{IDENTITY}。", ["identity_number"], "身份证110***************。"),
        (IDENTITY.lower(), ["identity_number"], "110***************"),
        ("110105 19491231 002X", ["identity_number"], "110*****************"),
        (f"张三{MOBILE}", ["mobile_number"], "张三138********"),
        ("138-0013-8000", ["mobile_number"], "138**********"),
        ("１３８００１３８０００", ["mobile_number"], "１３８********"),
        ("+86 13800138000", ["mobile_number"], "+86************"),
        (f"{MOBILE}/{MOBILE}", ["mobile_number", "mobile_number"], "138********/138********"),
        (f"卡号 {CARD}", ["bank_card"], "卡号 622****************"),
        ("4001 6217 0000 1234 5670", ["bank_card"], "4001 621****************"),
        (f"{MOBILE}、{CARD}、{IDENTITY}", ["mobile_number", "bank_card", "identity_number"], None),
    ],
)
def test_personal_numbers_are_found_and_cut(text: str, kinds: list[Kind], masked: str | None) -> None:
    assert find(text) == kinds
    assert masked is None or mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "91350200MA2YJ1XR9G",
        "2410-350121-04-01-136129",
        "24103501210401136129",
        f"HT{IDENTITY}",
        f"{IDENTITY}01",
        "110105194912310021",  # wrong check digit
        "110105194913310021",  # no such month
        f"ZC{MOBILE}",
        f"{MOBILE}1",
        "12800138000",
        "0471-6651234",
        "6222021234567890129",  # wrong check digit
        "2026-03-05 00:32:09",
        "7,620,699.90",
        "",
    ],
)
def test_codes_and_landlines_are_left_alone(text: str) -> None:
    assert find(text) == []
    assert mask(text) == text


def test_a_credit_code_of_digits_only_is_no_bank_card() -> None:
    from stdnum import luhn
    from stdnum.cn import uscc

    stems = (f"51350200{number:09d}" for number in range(500000000, 500001000))
    codes = [stem + uscc.calc_check_digit(stem + "0") for stem in stems]
    alike = [code for code in codes if code.isdigit() and luhn.is_valid(code)]
    assert alike
    assert all(find(code) == [] for code in alike)


@pytest.mark.parametrize(
    "code", ["HT-2026-00012345", "2410-350121-04-01-136129", "91350200MA2YJ1XR9G", "2026-03-05 00:32:09"]
)
def test_ordinary_codes_and_times_are_not_even_looked_at(code: str) -> None:
    import duckdb

    assert duckdb.execute("SELECT regexp_matches(?, ?)", [code, SUSPICIOUS]).fetchone() == (False,)


def test_what_stands_free_only_after_masking_is_masked_too() -> None:
    text = "6217-0000-1234-1001-13800138000"
    assert find(text) == ["mobile_number"]
    assert mask(text) == "621" + "*" * 28


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("欧阳示例", "欧*"),
        (" 张 三　", "张*"),
        ("张××", "张*"),
        ("张*", "张*"),
        ("阿不都·示例", "阿*"),
        (f"张三{MOBILE}", "张*"),
        ("张三、李四", "张*"),
        ("巴", "*"),
        ("*", "*"),
        ("", ""),
    ],
)
def test_of_a_name_the_first_character_is_kept(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_of_words_nothing_is_shown_where_a_name_may_stand() -> None:
    assert hide_words("备注：甄珂玥 Ann 3 人") == "*：* * 3 *"
