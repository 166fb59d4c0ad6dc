"""Project codes (COD-009): the province of the region must exist, where there is a list of regions."""

from typing import Any

import pytest

from gongkai.registers import Registers
from gongkai.verdict import Status
from tests.unit.quality.tables import CONTRACTS, Judge, column

CHECK = {"code": "COD-009", "kind": "project_code", "column": "project_code"}
REGIONS = "code,name,parent,level\n350000,福建省,,1\n350121,闽侯县,350000,3\n"
CITY = column("region_code", "string", "context", "区划代码", "Region", derive={"context": "region_code"})
SCHEMA: dict[str, Any] = {**CONTRACTS, "fields": [*CONTRACTS["fields"], CITY]}


@pytest.fixture
def listed(registers: Registers) -> None:
    folder = registers.shared / "codelists"
    folder.mkdir()
    (folder / "regions.csv").write_text(REGIONS, encoding="utf-8")


def judged(judge_table: Judge, code: str) -> tuple[Status, list[str]]:
    row = {"contract_no": "HT-1", "project_code": code, "region_code": "999900"}
    result = judge_table(SCHEMA, [row], CHECK)
    return result.outcome("COD-009").status, [each.message_zh for each in result.told("COD-009")]


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    "code",
    [
        "2410-350121-04-01-136129",
        "2019-350199-48-01-068707",
        "2017-000052-48-01-000254",
        "2601-999900-04-01-123457",
    ],
    ids=["listed", "a zone of a listed province", "a department of the centre", "the city's own"],
)
def test_a_region_whose_province_exists(judge_table: Judge, code: str) -> None:
    assert judged(judge_table, code) == (Status.PASS, [])


@pytest.mark.usefixtures("listed")
def test_a_region_of_no_province(judge_table: Judge) -> None:
    status, said = judged(judge_table, "2019-811102-48-01-068707")
    assert status is Status.FAIL
    assert said == ["投资项目统一代码“2019-811102-48-01-068707”有误：区划部分的前两位不是省级代码"]


@pytest.mark.usefixtures("listed")
def test_a_wrong_digit_is_told_before_the_region(judge_table: Judge) -> None:
    _, said = judged(judge_table, "2410-810121-04-01-136129")
    assert said == ["投资项目统一代码“2410-810121-04-01-136129”有误：校验位不符"]


def test_without_a_list_no_region_is_judged(judge_table: Judge) -> None:
    assert judged(judge_table, "2019-811102-48-01-068707") == (Status.PASS, [])


def test_a_code_that_may_be_of_a_year_or_of_a_month_says_both(judge_table: Judge) -> None:
    _, said = judged(judge_table, "2012-350121-04-01-000001")
    assert said == [
        "投资项目统一代码“2012-350121-04-01-000001”有误：首段可能是年份，也可能是 2020 年的月份；若是月份，校验位不符"
    ]
