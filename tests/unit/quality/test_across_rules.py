"""Rules that compare a submission with another table, another department, another year; many are judged in one pass."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.registers import Registers
from gongkai.verdict import Status
from tests.unit.quality.tables import ACCOUNTS, BUDGET, Row
from tests.unit.quality.towns import Street

SPENDING, SUMMARY = "budget/spending", "budget/summary"
AGREES: dict[str, Any] = {
    "code": "BAL-003",
    "kind": "agrees",
    "mine": {"amount": "total", "level": 1},
    "theirs": {"dataset": SUMMARY, "amount": "amount", "where": {"subject": ["_OUT"]}},
}


@pytest.fixture
def street(tmp_path: Path, registers: Registers) -> Street:
    return Street(tmp_path, registers, {SPENDING: BUDGET, SUMMARY: ACCOUNTS})


def spent(code: str, amount: str) -> Row:
    return {"func_code": code, "printed_name": code, "total": Decimal(amount)}


def line(subject: str, amount: str | None) -> Row:
    return {"stage": "budget", "subject": subject, "amount": None if amount is None else Decimal(amount)}


def test_each_department_is_compared_with_its_own_other_table(street: Street) -> None:
    for entity, amount in (("101", "60"), ("102", "61")):
        street.say(SPENDING, entity, [spent("205", "40"), spent("20502", "40"), spent("206", "20")])
        street.say(SUMMARY, entity, [line("_IN", "7"), line("_OUT", amount)])
    results = street.judge(SPENDING, AGREES)
    assert results["101"].outcome("BAL-003").status is Status.PASS
    assert results["102"].outcome("BAL-003").failed == 1
    [told] = results["102"].told("BAL-003")
    assert told.row == 5
    assert all(said in told.message_zh for said in ("60.00 元", "61.00 元", "差 -1.00 元"))
    assert "表一" in told.message_zh


def test_without_the_other_table_nothing_is_judged_and_the_reason_is_said(street: Street) -> None:
    street.say(SPENDING, "101", [spent("205", "40")])
    outcome = street.judge(SPENDING, AGREES)["101"].outcome("BAL-003")
    assert outcome.status is Status.NOT_APPLICABLE
    assert SUMMARY in outcome.reason
    street.say(SUMMARY, "102", [line("_OUT", "1")])
    assert "nobody" in street.judge(SPENDING, AGREES)["101"].outcome("BAL-003").reason


def test_rows_that_were_set_aside_on_either_side_prove_nothing(street: Street) -> None:
    street.say(SPENDING, "101", [spent("205", "40")])
    street.say(SUMMARY, "101", [line("_OUT", "1")], set_aside=2)
    outcome = street.judge(SPENDING, AGREES)["101"].outcome("BAL-003")
    assert (outcome.status, "101" in outcome.reason) == (Status.NOT_APPLICABLE, True)


def test_an_empty_table_states_zero(street: Street) -> None:
    street.say(SPENDING, "101", [spent("205", "40")])
    street.say(SUMMARY, "101", [])
    [told] = street.judge(SPENDING, AGREES)["101"].told("BAL-003")
    assert "空表" in told.message_zh
    street.say(SPENDING, "102", [spent("205", "0")])
    street.say(SUMMARY, "102", [])
    assert street.judge(SPENDING, AGREES)["102"].outcome("BAL-003").status is Status.PASS


def test_a_table_that_lacks_one_class_is_not_called_empty(street: Street) -> None:
    by_class = {**AGREES, "by": {"func_code": "subject"}, "theirs": {**AGREES["theirs"], "where": {}}}
    street.say(SPENDING, "101", [spent("205", "40"), spent("206", "2")])
    street.say(SUMMARY, "101", [line("205", "40")])
    [told] = street.judge(SPENDING, {**by_class, "missing": "zero"})["101"].told("BAL-003")
    assert "没有这一项" in told.message_zh
    assert "does not have it" in told.message_en
    assert "空表" not in told.message_zh


@pytest.mark.parametrize(("other", "status"), [("40.01", Status.PASS), ("40.02", Status.FAIL)])
def test_what_rounding_makes_of_two_amounts_is_no_difference(street: Street, other: str, status: Status) -> None:
    street.say(SPENDING, "101", [spent("205", "40.00")])
    street.say(SUMMARY, "101", [line("_OUT", other)])
    assert street.judge(SPENDING, AGREES)["101"].outcome("BAL-003").status is status


def test_amounts_are_compared_code_by_code(street: Street) -> None:
    check = {
        **AGREES,
        "code": "BAL-006",
        "by": {"func_code": "subject"},
        "theirs": {"dataset": SUMMARY, "amount": "amount"},
    }
    street.say(SPENDING, "101", [spent("205", "40"), spent("206", "20"), spent("207", "3")])
    street.say(SUMMARY, "101", [line("205", "40"), line("206", "21"), line("_OUT", "60")])
    result = street.judge(SPENDING, check)["101"]
    assert (result.outcome("BAL-006").checked, result.outcome("BAL-006").failed) == (2, 1)
    assert result.told("BAL-006")[0].message_zh.startswith("206：")


def test_departments_add_up_to_what_the_city_states(street: Street) -> None:
    check = {
        "code": "BAL-011", "kind": "agrees", "severity": "warning",
        "mine": {"amount": "amount", "where": {"subject": ["_OUT"]}},
        "theirs": {"dataset": SPENDING, "amount": "total", "level": 1, "whose": "all"},
    }  # fmt: skip
    for entity in ("101", "103"):
        street.say(SPENDING, entity, [spent("205", "30"), spent("20502", "30")])
    street.say(SUMMARY, "102", [line("_OUT", "60")])
    assert street.judge(SUMMARY, check)["102"].outcome("BAL-011").status is Status.PASS
    street.say(SPENDING, "104", [spent("205", "1")])
    assert street.judge(SUMMARY, check)["102"].outcome("BAL-011").status is Status.FAIL


def test_a_unit_is_in_the_table_of_its_department_and_not_added_once_more(street: Street) -> None:
    listed = "code,name,parent\n101,示例市教育局,\n10101,示例市第一小学,101\n"
    (street.registers.home / "organisations.csv").write_text(listed, encoding="utf-8")
    check = {
        "code": "BAL-012", "kind": "agrees", "mine": {"amount": "amount", "where": {"subject": ["_OUT"]}},
        "theirs": {"dataset": SPENDING, "amount": "total", "level": 1, "whose": "all"},
    }  # fmt: skip
    for entity, amount in (("101", "30"), ("10101", "20")):
        street.say(SPENDING, entity, [spent("205", amount)])
    street.say(SUMMARY, "102", [line("_OUT", "30")])
    assert street.judge(SUMMARY, check)["102"].outcome("BAL-012").status is Status.PASS


def test_this_year_begins_where_last_year_ended(street: Street) -> None:
    check = {
        "code": "BAL-009", "kind": "agrees", "mine": {"amount": "amount", "where": {"subject": ["_IN"]}},
        "theirs": {"amount": "amount", "where": {"subject": ["_OUT"]}, "period": -1},
    }  # fmt: skip
    street.say(SUMMARY, "101", [line("_IN", "5")])
    assert "2025" in street.judge(SUMMARY, check)["101"].outcome("BAL-009").reason
    street.say(SUMMARY, "101", [line("_OUT", "5")], period=2025)
    assert street.judge(SUMMARY, check)["101"].outcome("BAL-009").status is Status.PASS


@pytest.mark.parametrize(("before", "status"), [("5", Status.PASS), ("4", Status.FAIL)])
def test_an_amount_may_not_exceed_that_of_the_year_before(street: Street, before: str, status: Status) -> None:
    check = {
        "code": "LIM-006", "kind": "agrees", "relation": "at_most", "severity": "warning",
        "mine": {"amount": "amount", "where": {"subject": ["_IN"]}},
        "theirs": {"amount": "amount", "where": {"subject": ["_IN"]}, "period": -1},
    }  # fmt: skip
    street.say(SUMMARY, "101", [line("_IN", "5")])
    street.say(SUMMARY, "101", [line("_IN", before)], period=2025)
    assert street.judge(SUMMARY, check)["101"].outcome("LIM-006").status is status
    excused = {**check, "unless": {"dataset": SPENDING, "column": "printed_name"}}
    street.say(SPENDING, "101", [spent("205", "1")])
    outcome = street.judge(SUMMARY, excused)["101"].outcome("LIM-006")
    assert (outcome.status, "reason" in outcome.reason) == (Status.NOT_APPLICABLE, True)


@pytest.mark.parametrize(("part", "status"), [("2", Status.PASS), ("0.5", Status.FAIL), ("4", Status.FAIL)])
def test_a_share_lies_within_its_range(street: Street, part: str, status: Status) -> None:
    check = {
        "code": "LIM-005", "kind": "share", "min_pct": 1, "max_pct": 3, "severity": "warning",
        "mine": {"amount": "amount", "where": {"subject": ["_IN"]}},
        "theirs": {"amount": "amount", "where": {"subject": ["_OUT"]}},
    }  # fmt: skip
    street.say(SUMMARY, "101", [line("_IN", part), line("_OUT", "100")])
    result = street.judge(SUMMARY, check)["101"]
    assert result.outcome("LIM-005").status is status
    assert all("1%–3%" in told.message_zh for told in result.told("LIM-005"))
    street.say(SUMMARY, "102", [line("_IN", part), line("_OUT", "0")])
    assert street.judge(SUMMARY, check)["102"].outcome("LIM-005").status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("now", "status"), [("129", Status.PASS), ("131", Status.FAIL), ("60", Status.FAIL)])
def test_a_large_change_needs_a_reason(street: Street, now: str, status: Status) -> None:
    check = {
        "code": "LIM-009", "kind": "large_change", "pct": 30, "over": "limit", "severity": "warning",
        "mine": {"amount": "amount"}, "theirs": {"amount": "amount", "period": -1}, "by": {"subject": "subject"},
    }  # fmt: skip
    street.say(SUMMARY, "101", [line("101", now), line("103", "1")])
    street.say(SUMMARY, "101", [line("101", "100"), line("103", "2")], period=2025)
    assert street.judge(SUMMARY, check, limit=10.0)["101"].outcome("LIM-009").status is status


@pytest.mark.parametrize(("now", "status"), [("130", Status.PASS), ("0.011", Status.FAIL), ("1200000", Status.FAIL)])
def test_a_jump_by_ten_thousand_is_a_wrong_unit(street: Street, now: str, status: Status) -> None:
    check = {
        "code": "LIM-010", "kind": "magnitude", "mine": {"amount": "amount"},
        "theirs": {"amount": "amount", "period": -1}, "by": {"subject": "subject"},
    }  # fmt: skip
    street.say(SUMMARY, "101", [line("101", now)])
    street.say(SUMMARY, "101", [line("101", "100")], period=2025)
    assert street.judge(SUMMARY, check)["101"].outcome("LIM-010").status is status


def test_a_required_table_that_is_missing_is_named(street: Street) -> None:
    listed = "set,no,dataset,column,value,title_zh,title_en,required\n"
    listed += f"town,1,{SUMMARY},,,收支总表,summary,true\ntown,2,{SPENDING},,,支出表,spending,true\n"
    (street.registers.shared / "table_sets.csv").write_text(listed, encoding="utf-8")
    check = {"code": "STR-001", "kind": "required_tables", "set": "town"}
    for entity in ("101", "102"):
        street.say(SUMMARY, entity, [line("_IN", "1")])
    street.say(SPENDING, "101", [spent("205", "1")])
    results = street.judge(SUMMARY, check)
    assert results["101"].outcome("STR-001").status is Status.PASS
    [told] = results["102"].told("STR-001")
    assert "支出表" in told.message_zh


def test_a_required_table_that_was_refused_for_another_fault_is_not_called_missing(street: Street) -> None:
    listed = "set,no,dataset,column,value,title_zh,title_en,required\n"
    listed += f"town,1,{SUMMARY},,,收支总表,summary,true\ntown,2,{SPENDING},,,支出表,spending,true\n"
    listed += f"town,3,{SUMMARY},side,gov,基金表,funds,true\n"
    (street.registers.shared / "table_sets.csv").write_text(listed, encoding="utf-8")
    check = {"code": "STR-001", "kind": "required_tables", "set": "town"}
    street.say(SUMMARY, "101", [line("_IN", "1")])
    street.say(SPENDING, "102", [spent("205", "1")])
    street.refused = {(SPENDING, 2026, "101"): "STR-007"}
    result = street.judge(SUMMARY, check)["101"]
    assert [told.message_zh for told in result.told("STR-001")] == ["缺少应公开的表：3 基金表"]
    (street.registers.shared / "table_sets.csv").write_text(listed[: listed.index("town,3")], encoding="utf-8")
    del vars(street.registers)["_table_sets"]
    outcome = street.judge(SUMMARY, check)["101"].outcome("STR-001")
    assert (outcome.status, "表2（STR-007）" in outcome.reason) == (Status.NOT_APPLICABLE, True)


def test_two_departments_with_the_same_figures_are_both_told(street: Street) -> None:
    check = {"code": "STR-014", "kind": "no_copy", "amounts": ["total"], "rows": 3}
    same = [spent("205", "40"), spent("20502", "40"), spent("2050201", "40")]
    street.say(SPENDING, "101", same)
    street.say(SPENDING, "102", same)
    street.say(SPENDING, "103", [spent("205", "41"), spent("20502", "41"), spent("2050201", "41")])
    results = street.judge(SPENDING, check)
    assert [results[each].outcome("STR-014").status for each in ("101", "102", "103")] == [
        Status.FAIL, Status.FAIL, Status.PASS,
    ]  # fmt: skip
    assert "市教育局" in results["102"].told("STR-014")[0].message_zh
