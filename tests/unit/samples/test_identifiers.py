"""Identifiers that are right in form and can belong to nobody."""

import csv
from pathlib import Path

import pytest
from stdnum.cn import uscc as official
from stdnum.iso7064 import mod_11_10

from samples.city import departments
from samples.identifiers import REGION, amount_in_words, project_code, uscc


def test_every_department_has_a_right_credit_code_of_no_region(repository: Path) -> None:
    with (repository / "datasets/_shared/codelists/regions.csv").open(encoding="utf-8", newline="") as file:
        assert REGION not in {row["code"] for row in csv.DictReader(file)}
    for department in departments().values():
        assert official.is_valid(department.uscc)
        assert department.uscc[2:8] == REGION


def test_a_credit_code_carries_the_check_of_its_body_too() -> None:
    # The body MA2YJ1XR has the check character 9, as in the valid code 91350200MA2YJ1XR9G.
    assert uscc("91", "MA2YJ1XR")[16] == "9"


def test_a_project_code_ends_in_its_check_digit() -> None:
    code = project_code("2603", "04", "01", 12_345)
    assert code.startswith("2603-999900-04-01-12345")
    assert mod_11_10.is_valid(code.replace("-", ""))


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (1, "壹分"),
        (10, "壹角整"),
        (100, "壹元整"),
        (1_005, "壹拾元零伍分"),
        (100_100, "壹仟零壹元整"),
        (1_000_000_000, "壹仟万元整"),
        (10_001_000_100, "壹亿零壹万零壹元整"),
        (12_345_678, "壹拾贰万叁仟肆佰伍拾陆元柒角捌分"),
        (10_000_050_000, "壹亿零伍佰元整"),
    ],
)
def test_amounts_in_words_as_on_a_contract(cents: int, words: str) -> None:
    assert amount_in_words(cents) == words
