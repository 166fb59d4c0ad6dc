"""Rules on the whole table: keys, hierarchies, printed totals."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from gongkai.verdict import Status
from quality.context import TableContext
from quality.engines.duck import judge
from tests.unit.quality.tables import ACCOUNTS, BUDGET, CONTRACTS, Judge, column, total

KEY = {"code": "STR-013", "kind": "unique_key"}
TREE = {"code": "SUM-001", "kind": "hierarchy_sum", "code_column": "func_code", "amounts": ["total", "basic"]}
TOTAL = {"code": "SUM-002", "kind": "total_row", "amounts": ["total", "basic"], "level": 1}
PERCENT = column("pct", "number", "percent", "占比", "Percent")
DEPTH = {"code": "STR-003", "kind": "code_depth", "code_column": "func_code", "level": 3, "amounts": ["total"]}


def subject(code: str, amount: str | None, basic: str | None = None) -> dict[str, object]:
    given = {"total": amount, "basic": basic}
    return {"func_code": code, **{key: Decimal(text) for key, text in given.items() if text is not None}}


TABLE = [
    subject("205", "100", "30"),
    subject("20502", "100", "30"),
    subject("2050201", "40", "30"),
    subject("2050202", "60"),
]


def test_a_repeated_key_blames_each_further_row(judge_table: Judge) -> None:
    rows = [{"contract_no": text} for text in ("HT-1", "HT-2", "HT-1", "HT-1")]
    assert judge_table(CONTRACTS, rows[:2], KEY).outcome("STR-013").status is Status.PASS
    assert judge_table(CONTRACTS, [], KEY).outcome("STR-013").status is Status.NOT_APPLICABLE
    result = judge_table(CONTRACTS, rows, KEY)
    assert (result.outcome("STR-013").checked, result.outcome("STR-013").failed) == (4, 2)
    assert [finding.cell for finding in result.told("STR-013")] == ["A7", "A8"]


def test_a_key_of_several_columns_is_judged_as_a_whole(judge_table: Judge) -> None:
    schema = {**CONTRACTS, "primaryKey": ["contract_no", "buyer"]}
    rows = [{"contract_no": "HT-1", "buyer": buyer} for buyer in ("甲局", "乙局", None, None)]
    assert judge_table(schema, rows[:3], KEY).outcome("STR-013").status is Status.PASS
    assert judge_table(schema, rows, KEY).outcome("STR-013").failed == 1


def test_a_hierarchy_that_adds_up_passes(judge_table: Judge) -> None:
    outcome = judge_table(BUDGET, TABLE, TREE).outcome("SUM-001")
    assert (outcome.status, outcome.checked) == (Status.PASS, 4)


def test_a_parent_that_differs_from_its_children_is_blamed(judge_table: Judge) -> None:
    rows = [subject("205", "109", "30"), *TABLE[1:]]
    result = judge_table(BUDGET, rows, TREE)
    assert result.outcome("SUM-001").failed == 1
    [finding] = result.told("SUM-001")
    assert (finding.row, finding.cell, finding.column, finding.value) == (5, "C5", "total", "109.00")


def test_codes_without_printed_children_are_left_out(judge_table: Judge) -> None:
    outcome = judge_table(BUDGET, [subject("205", "100"), subject("20602", "1")], TREE).outcome("SUM-001")
    assert outcome.status is Status.NOT_APPLICABLE
    assert outcome.reason


def test_a_hierarchy_is_kept_apart_by_the_rest_of_the_key(judge_table: Judge) -> None:
    schema = {**BUDGET, "primaryKey": ["printed_name", "func_code"]}
    rows = [
        {**subject(code, amount), "printed_name": unit}
        for unit in ("一小", "二小")
        for code, amount in (("205", "7"), ("20502", "7"))
    ]
    assert judge_table(schema, rows, TREE).outcome("SUM-001").status is Status.PASS


def test_rounded_children_are_within_the_tolerance_of_their_number(judge_table: Judge) -> None:
    rows = [subject("205", "300"), *(subject(f"2050{n}", "0") for n in (1, 2))]
    assert judge_table(BUDGET, rows, TREE, precision=Decimal(200)).outcome("SUM-001").status is Status.PASS
    assert judge_table(BUDGET, rows, TREE, precision=Decimal(199)).outcome("SUM-001").status is Status.FAIL


@pytest.mark.parametrize(
    ("printed", "status", "failed"),
    [
        ((total("合计", 4, total="100", basic="30"),), Status.PASS, 0),
        ((total("合计", 4, total="100", basic="3"),), Status.FAIL, 1),
        ((total("小计", 4, total="7"),), Status.NOT_APPLICABLE, 0),
        ((), Status.NOT_APPLICABLE, 0),
    ],
)
def test_the_printed_total_is_the_sum_of_the_classes(
    judge_table: Judge, printed: tuple[object, ...], status: Status, failed: int
) -> None:
    result = judge_table(BUDGET, TABLE, TOTAL, totals=printed)
    assert (result.outcome("SUM-002").status, result.outcome("SUM-002").failed) == (status, failed)
    assert [(finding.row, finding.cell) for finding in result.told("SUM-002")] == [(4, "D4")] * failed


def test_a_total_without_rows_of_its_level_is_not_judged(judge_table: Judge) -> None:
    outcome = judge_table(BUDGET, TABLE[1:], TOTAL, totals=(total("合计", 4, total="100"),)).outcome("SUM-002")
    assert outcome.status is Status.NOT_APPLICABLE
    assert "类" in outcome.reason


def test_a_total_without_level_is_the_sum_of_all_rows(judge_table: Judge) -> None:
    every = {**TOTAL, "level": None}
    outcome = judge_table(BUDGET, TABLE, every, totals=(total("总计", 9, total="300"),)).outcome("SUM-002")
    assert outcome.status is Status.PASS


def test_amounts_stand_at_the_lowest_level(judge_table: Judge) -> None:
    assert judge_table(BUDGET, TABLE, DEPTH).outcome("STR-003").status is Status.PASS
    assert judge_table(BUDGET, [subject("205", "0")], DEPTH).outcome("STR-003").status is Status.NOT_APPLICABLE
    result = judge_table(BUDGET, [*TABLE, subject("206", "1"), subject("207", "0")], DEPTH)
    assert [finding.value for finding in result.told("STR-003")] == ["206"]


@pytest.mark.parametrize("check", [TREE, TOTAL, DEPTH])
def test_rows_that_were_set_aside_leave_no_evidence_against_the_others(
    judge_table: Judge, check: dict[str, Any]
) -> None:
    rows, totals = [subject("205", "100"), subject("20502", "60")], (total("合计", 4, total="140"),)
    code = str(check["code"])
    assert judge_table(BUDGET, rows, check, totals=totals).outcome(code).status is Status.FAIL
    outcome = judge_table(BUDGET, rows, check, totals=totals, set_aside=1).outcome(code)
    assert outcome.status is Status.NOT_APPLICABLE
    assert "1 行被搁置" in outcome.reason


def test_a_level_that_no_schema_derives_is_a_fault_of_the_declaration(context: Callable[..., TableContext]) -> None:
    check = {**TOTAL, "amounts": ["amount"]}
    with pytest.raises(ValueError, match="derives no level"):
        judge(context(CONTRACTS, [{"contract_no": "HT-1"}], check, totals=(total("合计", 4, amount="1"),)))


REVENUE = {"code": "SUM-005", "kind": "list_sum", "code_column": "subject", "amount": "amount", "of": ["101", "_TOT"]}
EVEN = {"code": "BAL-001", "kind": "balance", "code_column": "subject", "amount": "amount"} | {
    "left": "_IN",
    "right": "_OUT",
}


def account(code: str, amount: str | None, *, of_which: bool = False, stage: str = "final") -> dict[str, object]:
    value = None if amount is None else Decimal(amount)
    cell = {"source_cell": f"C{len(code)}"}
    return {"subject": code, "stage": stage, "amount": value, "is_of_which": of_which, "printed_name": code, **cell}


def test_a_subject_that_equals_its_listed_parts_passes(judge_table: Judge) -> None:
    rows = [account("101", "30"), account("10101", "10"), account("10104", "20"), account("_TOT", "30")]
    outcome = judge_table(ACCOUNTS, rows, REVENUE).outcome("SUM-005")
    assert (outcome.status, outcome.checked) == (Status.PASS, 2)


def test_a_lost_sign_leaves_a_sum_off_and_is_told_with_its_arithmetic(judge_table: Judge) -> None:
    rows = [account("101", "10"), account("10101", "20"), account("10104", "10")]
    result = judge_table(ACCOUNTS, rows, REVENUE)
    assert result.outcome("SUM-005").failed == 1
    [finding] = result.told("SUM-005")
    assert (finding.cell, finding.value) == ("C3", "10.00")
    assert "30.00" in finding.message_zh
    assert "-20.00" in finding.message_en


def test_of_which_rows_and_other_stages_are_no_part_of_a_listed_sum(judge_table: Judge) -> None:
    rows = [account("101", "10"), account("10101", "10"), account("10104", "7", of_which=True)]
    other = [account("10104", "3", stage="budget")]
    assert judge_table(ACCOUNTS, rows + other, REVENUE).outcome("SUM-005").status is Status.PASS


def test_a_listed_subject_without_its_parts_is_not_checked(judge_table: Judge) -> None:
    outcome = judge_table(ACCOUNTS, [account("101", "10"), account("_IN", "5")], REVENUE).outcome("SUM-005")
    assert outcome.status is Status.NOT_APPLICABLE
    assert outcome.reason


@pytest.mark.parametrize(("spent", "status"), [("50", Status.PASS), ("49", Status.FAIL), (None, Status.NOT_APPLICABLE)])
def test_the_two_grand_totals_balance(judge_table: Judge, spent: str | None, status: Status) -> None:
    result = judge_table(ACCOUNTS, [account("_IN", "50"), account("_OUT", spent)], EVEN)
    assert result.outcome("BAL-001").status is status
    assert bool(result.told("BAL-001")) == (status is Status.FAIL)


def test_a_key_repeated_on_the_same_row_of_another_sheet_is_told(judge_table: Judge) -> None:
    rows = [{"contract_no": "HT-1", "source_row": 7}, {"contract_no": "HT-1", "source_row": 7}]
    result = judge_table(CONTRACTS, rows, KEY)
    assert result.outcome("STR-013").failed == len(result.told("STR-013")) == 1


def test_a_wrong_year_is_told_at_its_cell_and_that_of_a_name_at_the_right_one(
    context: Callable[..., TableContext],
) -> None:
    made = context(BUDGET, TABLE, {"code": "STR-006", "kind": "stated_years", "severity": "warning"})
    [submission] = made.submissions
    facts = {"years": {"above": 2024, "file_name": 2025, "title": 2026}, "year_cells": {"above": "A3", "title": "A2"}}
    table = submission.tables[0].model_copy(update=facts)
    told = judge(replace(made, submissions=[submission.model_copy(update={"tables": (table,)})]))[0][1]
    assert {each.value: each.cell for each in told} == {"2024": "A3", "2025": "A2"}
    assert all("这张表按标题（A2）属于 2026 年" in each.message_zh for each in told)
    assert all("is of 2026 by the title (A2)" in each.message_en for each in told)


def test_a_sentence_on_a_table_with_data_is_told_at_its_own_cell(context: Callable[..., TableContext]) -> None:
    made = context(BUDGET, TABLE, EXPLAINED)
    [submission] = made.submissions
    table = submission.tables[0].model_copy(update={"note": "本表无数据", "note_cell": "A9", "rows": 3})
    told = judge(replace(made, submissions=[submission.model_copy(update={"tables": (table,)})]))[0][1]
    assert [each.cell for each in told] == ["A9"]


EXPLAINED = {"code": "STR-002", "kind": "empty_explained"}


@pytest.mark.parametrize(
    ("rows", "notes", "status"),
    [
        ((3, 0), (None, None), Status.PASS),
        ((0, 3), ("注：按单位列示", None), Status.PASS),
        ((3, 0), ("本表无数据", "本表无数据"), Status.FAIL),
        ((0, 0), (None, None), Status.FAIL),
        ((0, 0), ("本表无数据", None), Status.PASS),
    ],
)
def test_a_table_of_two_sides_is_empty_where_both_are(
    context: Callable[..., TableContext], rows: tuple[int, int], notes: tuple[str | None, str | None], status: Status
) -> None:
    made = context(BUDGET, TABLE, EXPLAINED)
    [submission] = made.submissions
    sides = [submission.tables[0].model_copy(update={"rows": r, "note": n}) for r, n in zip(rows, notes, strict=True)]
    both = replace(made, submissions=[submission.model_copy(update={"tables": tuple(sides)})])
    assert judge(both)[0][0].outcomes[-1].status is status


def test_a_percentage_of_a_row_that_is_printed_twice_is_counted_once(judge_table: Judge) -> None:
    schema = {**ACCOUNTS, "fields": [*ACCOUNTS["fields"], PERCENT]}
    check = {"code": "SUM-014", "kind": "ratio", "column": "pct", "top": "amount", "of": {"stage": "budget"}}
    rows = [account("101", "8") | {"pct": Decimal(80)}, *[account("101", "10", stage="budget")] * 2]
    outcome = judge_table(schema, rows, check).outcome("SUM-014")
    assert (outcome.status, outcome.checked) == (Status.PASS, 1)
