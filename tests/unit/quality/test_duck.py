"""What the engine gives back: verdict, findings with their places, and checks that could not be carried out."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from gongkai.contract import Check
from gongkai.registers import Registers
from gongkai.verdict import Status
from quality.context import TableContext
from quality.engines.duck import judge, rules_digest
from quality.rules.field.constraints import SchemaKind
from quality.rules.kinds import ROW_RULES, TABLE_RULES, sentence
from tests.unit.quality.tables import BUDGET, CONTRACTS, Judge, contract

KEY = {"code": "STR-013", "kind": "unique_key"}
POSITIVE = {"code": "PRC-008", "kind": "positive", "column": "amount", "severity": "warning"}
PRIVATE = {"code": "SEC-001", "kind": "no_personal_data", "columns": ["subject"]}
ORDER = {"code": "COD-012", "kind": "date_order", "earlier": "signed_on", "later": "published_on"}


def test_every_kind_of_check_has_one_rule_and_a_sentence_in_both_languages() -> None:
    declared = {get_args(model.model_fields["kind"].annotation)[0] for model in get_args(get_args(Check)[0])}
    assert {*ROW_RULES, *TABLE_RULES} == declared | set(get_args(SchemaKind))
    assert not set(ROW_RULES) & set(TABLE_RULES)
    for kind in (*ROW_RULES, *TABLE_RULES):
        zh, en = sentence(kind)
        assert zh.endswith("。"), kind
        assert en.endswith("."), kind
        assert en.isascii(), kind


def test_a_finding_leads_to_the_cell(judge_table: Judge) -> None:
    rows = [{"contract_no": "HT-1", "amount": Decimal("-1234.50"), "source_row": 17}]
    [finding] = judge_table(CONTRACTS, rows, POSITIVE, first_column=2).told("PRC-008")
    assert (finding.department, finding.dataset, finding.period) == ("101", "budget/sample", 2026)
    assert (finding.file, finding.sha256, finding.sheet) == ("表.xlsx", "0" * 64, "表一")
    assert (finding.row, finding.cell, finding.column) == (17, "I17", "amount")
    assert (finding.value, finding.severity, finding.count) == ("-1234.50", "warning", 1)
    assert "-1,234.50 元" in finding.message_zh


def test_personal_data_is_masked_wherever_it_is_told(judge_table: Judge) -> None:
    rows = [{"contract_no": "HT-13800138000", "subject": "电话 13800138000"}] * 2
    findings = judge_table(CONTRACTS, rows, KEY, PRIVATE).findings
    assert {finding.rule for finding in findings} == {"STR-013", "SEC-001"}
    assert "13800138000" not in "".join(finding.model_dump_json() for finding in findings)


def test_fifty_places_are_listed_and_the_last_counts_for_the_rest(judge_table: Judge) -> None:
    rows = [{"contract_no": f"HT-{number}", "amount": Decimal(0)} for number in range(60)]
    result = judge_table(CONTRACTS, rows, POSITIVE)
    findings = result.told("PRC-008")
    assert result.outcome("PRC-008").failed == 60
    assert [finding.row for finding in findings] == list(range(5, 55))
    assert [finding.count for finding in findings] == [1] * 49 + [11]


def test_the_verdict_is_of_this_submission_and_in_the_order_of_the_contract(judge_table: Judge) -> None:
    verdict = judge_table(CONTRACTS, [{"contract_no": "HT-1"}], POSITIVE, KEY, key="abc").verdict
    assert (verdict.dataset, verdict.period, verdict.entity, verdict.key) == ("budget/sample", 2026, "101", "abc")
    codes = ["SCH-REQUIRED", "SCH-PATTERN", "SCH-ENUM", "SCH-RANGE", "PRC-008", "STR-013"]
    assert [outcome.code for outcome in verdict.outcomes] == codes
    assert [outcome.columns for outcome in verdict.outcomes[-2:]] == [("amount",), ("contract_no",)]
    assert verdict.passed


def test_a_warning_does_not_hold_a_submission_and_an_error_does(judge_table: Judge) -> None:
    rows = [{"contract_no": "HT-1", "amount": Decimal(0)}]
    assert judge_table(CONTRACTS, rows, POSITIVE).verdict.passed
    assert not judge_table(CONTRACTS, rows, {**POSITIVE, "severity": "error"}).verdict.passed


def broken(context: TableContext, column: str) -> TableContext:
    context.connection.execute(f'ALTER TABLE rows DROP COLUMN "{column}"')
    return context


def test_a_check_that_cannot_be_carried_out_is_an_error_and_the_others_go_on(
    context: Callable[..., TableContext],
) -> None:
    rows = [{"contract_no": "HT-1", "amount": Decimal(0)}]
    verdict, findings = judge(broken(context(CONTRACTS, rows, ORDER, POSITIVE, PRIVATE), "signed_on"))[0]
    statuses = {outcome.code: outcome.status for outcome in verdict.outcomes}
    assert (statuses["COD-012"], statuses["PRC-008"]) == (Status.ERROR, Status.FAIL)
    assert not verdict.passed
    [finding] = [finding for finding in findings if finding.rule == "CHK-ERROR"]
    assert "COD-012" in finding.message_zh
    assert "signed_on" in finding.message_en


def test_a_rule_that_cannot_be_prepared_is_an_error_too(context: Callable[..., TableContext]) -> None:
    verdict, _ = judge(broken(context(CONTRACTS, [{"contract_no": "HT-1"}], PRIVATE, KEY), "subject"))[0]
    statuses = {outcome.code: outcome.status for outcome in verdict.outcomes}
    assert (statuses["SEC-001"], statuses["STR-013"]) == (Status.ERROR, Status.PASS)


def test_no_folder_of_this_machine_is_told(context: Callable[..., TableContext]) -> None:
    made = context(CONTRACTS, [], KEY)
    gone = made.registers.home / "gone.parquet"
    made.connection.execute(f"COPY rows TO '{gone}'")
    made.connection.execute("DROP TABLE rows")
    made.connection.execute(f"CREATE VIEW rows AS FROM read_parquet('{gone}')")
    gone.unlink()
    _, findings = judge(made)[0]
    assert {finding.rule for finding in findings} == {"CHK-ERROR"}
    assert str(made.registers.home) not in "".join(finding.model_dump_json() for finding in findings)


def test_the_rules_change_with_declaration_lists_and_registers(registers: Registers) -> None:
    table = contract(BUDGET, [KEY])
    before = rules_digest(table, registers, {})
    assert rules_digest(contract(BUDGET, [KEY]), registers, {}) == before
    assert rules_digest(contract(BUDGET, [{**KEY, "severity": "warning"}]), registers, {}) != before
    listed = registers.shared / "function_codes.csv"
    listed.write_text(listed.read_text(encoding="utf-8") + "2026,206,科学技术支出,\n", encoding="utf-8")
    assert rules_digest(table, registers, {}) != before


@pytest.mark.parametrize("place", ["_shared/codelists/regions.csv", "home/regions.csv", "_shared/table_sets.csv"])
def test_the_rules_change_with_lists_that_no_column_names(registers: Registers, tmp_path: Path, place: str) -> None:
    digests = [rules_digest(contract(BUDGET, [KEY]), registers, {})]
    for content in ("code,name\n", "code,name\n999901,示例区\n"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(content, encoding="utf-8")
        digests.append(rules_digest(contract(BUDGET, [KEY]), registers, {}))
    assert len(set(digests)) == len(digests)


def test_a_table_without_row_numbers_is_a_fault_of_the_declaration(context: Callable[..., TableContext]) -> None:
    made = context(CONTRACTS, [{"contract_no": "HT-1"}], KEY)
    bare = contract({**CONTRACTS, "fields": CONTRACTS["fields"][:-1]}, [KEY])
    with pytest.raises(ValueError, match="provenance: row"):
        judge(replace(made, contract=bare))[0]
