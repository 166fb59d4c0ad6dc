"""Rules on single values: each passes, fails, and is not applicable where nothing is printed."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.registers import Registers
from gongkai.verdict import Status
from tests.unit.quality.tables import BUDGET, CONTRACTS, Judge

FIRST = {"contract_no": "HT-1"}

USCC = {"code": "COD-008", "kind": "uscc", "columns": ["buyer_uscc"]}
PROJECT = {"code": "COD-009", "kind": "project_code", "column": "project_code"}
METHOD = {"code": "COD-013", "kind": "code_known", "column": "method"}
BUYER = {"code": "PRC-010", "kind": "organisation_known", "column": "buyer"}
POSITIVE = {"code": "PRC-008", "kind": "positive", "column": "amount"}
YEAR = {"code": "STR-006", "kind": "same_year", "column": "signed_on"}
PRIVATE = {"code": "SEC-001", "kind": "no_personal_data", "columns": ["subject"]}


@pytest.mark.parametrize(
    ("check", "column", "good", "bad"),
    [
        (USCC, "buyer_uscc", "11999900MB99A10105", "11999900MB99A10106"),
        (USCC, "buyer_uscc", "11999900MB99A10105", "11999900MB99A1010"),
        (USCC, "buyer_uscc", "11999900MB99A10105", "11999900MB99AI0105"),
        (PROJECT, "project_code", "2601-999900-04-01-123457", "2601-999900-04-01-123456"),
        (PROJECT, "project_code", "2019-999900-04-01-12345", "2613-999900-04-01-123457"),
        (PROJECT, "project_code", "2601-999900-04-01-123457", "示发改〔2026〕1号"),
        (METHOD, "method", "open_tender", "open"),
        (METHOD, "method", "公开招标", "抽签"),
        (METHOD, "method", "公 开 招 标", "公开"),
        (METHOD, "method", "公开招标采购", "采购"),
        (BUYER, "buyer", "示例市教育局", "示例市水利局"),
        (BUYER, "buyer", "市教育局", "教育局"),
        (BUYER, "buyer", "示例市教育局（原示例市教委）", "示例市教育局（西林）"),
        (BUYER, "buyer", "“示例市教育局”", "“示例市”水利局"),
        (POSITIVE, "amount", Decimal("0.01"), Decimal("0.00")),
        (POSITIVE, "amount", Decimal("1.00"), Decimal("-1.00")),
        (YEAR, "signed_on", date(2026, 12, 31), date(2025, 12, 31)),
        (YEAR, "signed_on", date(2026, 1, 1), date(2027, 1, 1)),
        (PRIVATE, "subject", "台式计算机 20 台", "联系人电话13800138000"),
        (PRIVATE, "subject", "合同 HT202600000000001", "身份证 11010519491231002X"),
    ],
)
def test_a_value_is_judged(
    judge_table: Judge, check: dict[str, object], column: str, good: object, bad: object
) -> None:
    code = str(check["code"])
    rows = [{"contract_no": "HT-1", column: good}, {"contract_no": "HT-2", column: bad}, {"contract_no": "HT-3"}]
    passed = judge_table(CONTRACTS, rows[:1], check).outcome(code)
    failed = judge_table(CONTRACTS, rows, check).outcome(code)
    nothing = judge_table(CONTRACTS, rows[2:], check).outcome(code)
    assert (passed.status, passed.checked, passed.failed) == (Status.PASS, 1, 0)
    assert (failed.status, failed.checked, failed.failed) == (Status.FAIL, 2, 1)
    assert (nothing.status, nothing.checked) == (Status.NOT_APPLICABLE, 0)
    assert nothing.reason


@pytest.mark.parametrize(
    ("code", "column", "good", "bad"),
    [
        ("SCH-ENUM", "kind", "货物", "货"),
        ("SCH-RANGE", "progress", Decimal("100.00"), Decimal("100.01")),
        ("SCH-RANGE", "progress", Decimal("0.00"), Decimal("-0.01")),
    ],
)
def test_a_constraint_of_the_schema_is_judged(
    judge_table: Judge, code: str, column: str, good: object, bad: object
) -> None:
    passed, failed, nothing = (
        judge_table(CONTRACTS, [{**FIRST, column: value}]).outcome(code) for value in (good, bad, None)
    )
    assert (passed.status, failed.status, nothing.status) == (Status.PASS, Status.FAIL, Status.NOT_APPLICABLE)
    assert failed.columns == (column,)


def test_a_pattern_must_match_the_whole_value(judge_table: Judge) -> None:
    result = judge_table(CONTRACTS, [{"contract_no": "HT-1"}, {"contract_no": "HT-2A"}, {"contract_no": "XHT-3"}])
    assert result.outcome("SCH-PATTERN").failed == 2


def test_the_primary_key_is_required_without_being_declared_so(judge_table: Judge) -> None:
    assert judge_table(CONTRACTS, [FIRST]).outcome("SCH-REQUIRED").status is Status.PASS
    assert judge_table(CONTRACTS, [FIRST, {}]).outcome("SCH-REQUIRED").failed == 1
    assert judge_table(CONTRACTS, []).outcome("SCH-REQUIRED").status is Status.NOT_APPLICABLE


def test_a_constraint_that_no_column_states_is_no_check(judge_table: Judge) -> None:
    fields = [field for field in CONTRACTS["fields"] if field["name"] not in ("kind", "progress")]
    result = judge_table({**CONTRACTS, "fields": fields}, [FIRST])
    assert [outcome.code for outcome in result.verdict.outcomes] == ["SCH-REQUIRED", "SCH-PATTERN"]


def test_codes_are_not_judged_by_the_list_of_another_year(judge_table: Judge) -> None:
    check = {"code": "COD-002", "kind": "code_known", "column": "kind"}
    fields = [
        {**field, "codelist": "function_codes"} if field["name"] == "kind" else field for field in CONTRACTS["fields"]
    ]
    schema, rows = {**CONTRACTS, "fields": fields}, [{**FIRST, "kind": "205"}]
    assert judge_table(schema, rows, check).outcome("COD-002").status is Status.PASS
    absent = judge_table(schema, rows, check, period=2030).outcome("COD-002")
    assert absent.status is Status.NOT_APPLICABLE
    assert "2030" in absent.reason


def test_a_code_of_an_abolished_edition_is_told_with_its_years(judge_table: Judge, registers: Registers) -> None:
    check = {"code": "COD-002", "kind": "code_known", "column": "func_code"}
    rows = [{"func_code": "228"}, {"func_code": "205"}, {"func_code": "20509"}, {"func_code": "299"}]
    listed = (
        "first_year,last_year,code,name\n,2012,228,国债还本付息\n2013,2014,228,国债还本付息支出\n2015,,228,国债事务\n"
    )
    listed += "2026,,205,教育支出\n2016,2018,20509,教育费附加\n2019,2025,20509,教育费附加\n"
    (registers.shared / "function_codes.csv").write_text(listed, encoding="utf-8")
    told = judge_table(BUDGET, rows, check).told("COD-002")
    assert [each.value for each in told] == ["20509", "299"]
    assert told[0].message_zh.endswith("；该编码用于2016—2025 年（教育费附加）")
    assert told[0].message_en.endswith("; it was used from 2016 to 2025 (教育费附加)")
    assert told[1].message_zh.endswith("不在 2026 年政府收支分类科目表中")


def test_a_code_that_nobody_has_confirmed_is_a_note_and_no_fault(judge_table: Judge) -> None:
    check = {"code": "COD-002", "kind": "code_known", "column": "func_code"}
    result = judge_table(BUDGET, [{"func_code": "205"}, {"func_code": "2050202"}], check)
    assert result.outcome("COD-002").status is Status.PASS
    [note] = result.told("COD-UNVERIFIED")
    assert (note.severity, note.count) == ("note", 1)
    assert "COD-002：1 个编码（如 2050202）" in note.message_zh


def test_a_code_of_a_former_edition_is_a_note_that_names_the_edition(judge_table: Judge) -> None:
    former = {"edition": "2013", "pattern": r"\d{9}"}
    check = {"code": "COD-002", "kind": "code_known", "column": "func_code", "former": former}
    rows = [{"func_code": code} for code in ("205", "205020101", "205020102", "299")]
    result = judge_table(BUDGET, rows, check)
    assert [each.value for each in result.told("COD-002")] == ["299"]
    [note] = result.told("COD-EDITION")
    assert (note.severity, note.count) == ("note", 2)
    assert "COD-002：2 个编码（如 205020101）是 2013 版目录的写法" in note.message_zh
