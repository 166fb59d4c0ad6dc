"""Every finding of the rules is provoked once and says, in both languages, what a clerk must know."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from quality.context import TableContext
from quality.engines.duck import judge
from tests.unit.quality.tables import ACCOUNTS, BUDGET, CONTRACTS, Judge, total

D = Decimal


def known(code: str, column: str) -> dict[str, object]:
    return {"code": code, "kind": "code_known", "column": column}


def contract_row(**values: object) -> list[dict[str, object]]:
    return [{"contract_no": "HT-1", **values}]


DAYS = {"signed_on": date(2026, 3, 6), "published_on": date(2026, 3, 1)}
LATE = {"signed_on": date(2026, 3, 6), "published_on": date(2026, 3, 31)}
FAR = {"signed_on": date(2199, 3, 6), "published_on": date(2199, 3, 31)}
WITHIN = {"kind": "within_days", "start": "signed_on", "end": "published_on", "deadline": "T-PROC-CON"}
ORDER = {"kind": "date_order", "earlier": "signed_on", "later": "published_on"}
SUM = {"code": "SUM-009", "kind": "column_sum", "total": "total", "parts": ["basic", "project"]}
TREE = {"code": "SUM-001", "kind": "hierarchy_sum", "code_column": "func_code", "amounts": ["total"]}
DEPTH = {"code": "STR-003", "kind": "code_depth", "code_column": "func_code", "level": 3, "amounts": ["total"]}
NAMES = {"code": "COD-003", "kind": "name_matches", "code_column": "func_code", "name_column": "printed_name"}
CHILDREN = [
    {"func_code": "205", "printed_name": "教育支出", "total": D("12003000")},
    {"func_code": "20502", "total": D("12000300")},
]

LISTED = {"kind": "list_sum", "code_column": "subject", "amount": "amount", "of": ["101"]}
EVEN = {"code": "BAL-001", "kind": "balance", "code_column": "subject", "amount": "amount"} | {
    "left": "_IN",
    "right": "_OUT",
}
TAXES = [
    {"subject": "101", "printed_name": "税收收入", "amount": D(10)},
    {"subject": "10101", "printed_name": "增值税", "amount": D(9)},
]
GRAND = [{"subject": "_IN", "amount": D(10)}, {"subject": "_OUT", "amount": D(9)}]

# code -> schema, rows, check, facts of the submission, what the Chinese sentence must say
PROVOKED: dict[str, tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any], dict[str, Any], str]] = {
    "SCH-REQUIRED": (CONTRACTS, [{}], {}, {}, "必填的“合同编号”为空"),
    "SCH-PATTERN": (CONTRACTS, [{"contract_no": "1"}], {}, {}, "“合同编号”的值“1”格式不符（应符合 HT-\\d+）"),
    "SCH-ENUM": (CONTRACTS, contract_row(kind="工"), {}, {}, "“类别”的值“工”不在允许范围内：货物 / 服务"),
    "SCH-RANGE": (CONTRACTS, contract_row(progress=D(120)), {}, {}, "“进度”的值 120.00 超出允许范围 0 – 100"),
    "STR-003": (BUDGET, CHILDREN[:1], DEPTH, {}, "科目 205 有金额 12,003,000.00 元，但没有列示到项级"),
    "STR-006": (
        CONTRACTS,
        contract_row(signed_on=date(2025, 3, 6)),
        {"code": "STR-006", "kind": "same_year", "column": "signed_on"},
        {},
        "“签订日期”是 2025-03-06，不在 2026 年内",
    ),
    "STR-013": (
        CONTRACTS,
        contract_row() * 2,
        {"code": "STR-013", "kind": "unique_key"},
        {},
        "合同编号“HT-1”共出现 2 次（首次在第 5 行）",
    ),
    "SUM-001": (
        BUDGET,
        CHILDREN,
        TREE,
        {},
        "205 教育支出：“合计”为 12,003,000.00 元，下级之和 12,000,300.00 元，差 2,700.00 元",
    ),
    "SUM-002": (
        BUDGET,
        CHILDREN[:1],
        {"code": "SUM-002", "kind": "total_row", "amounts": ["total"], "level": 1},
        {"totals": (total("合计", 4, total="12003001"),)},
        "合计：“合计”为 12,003,001.00 元，各行之和 12,003,000.00 元，差 1.00 元",
    ),
    "SUM-005": (ACCOUNTS, TAXES, {"code": "SUM-005", **LISTED}, {}, "税收收入（101）：10.00 元，所属 1 项之和 9.00 元"),
    "SUM-006": (
        ACCOUNTS,
        TAXES,
        {"code": "SUM-006", **LISTED},
        {},
        "本年收入与各项转入之和（1 项）9.00 元，差 1.00 元",
    ),
    "SUM-007": (ACCOUNTS, TAXES, {"code": "SUM-007", **LISTED}, {}, "各类支出之和（1 类）9.00 元，差 1.00 元"),
    "SUM-008": (ACCOUNTS, TAXES, {"code": "SUM-008", **LISTED}, {}, "上解、还本、结余等各项之和（1 项）9.00 元"),
    "BAL-001": (ACCOUNTS, GRAND, EVEN, {}, "收入总计 10.00 元，支出总计 9.00 元，差 1.00 元，应当相等"),
    "SUM-009": (
        BUDGET,
        [{"func_code": "205", "total": D(9), "basic": D(3), "project": D(5)}],
        SUM,
        {},
        "“合计”为 9.00 元，基本支出 + 项目支出 = 8.00 元，差 1.00 元",
    ),
    "SUM-ROUND": (
        BUDGET,
        [{"func_code": "205", "total": D(9), "basic": D(3), "project": D(5)}],
        SUM,
        {"precision": D(1)},
        "SUM-009：1 处合计与组成之和有差，均在四舍五入容差之内",
    ),
    "COD-002": (BUDGET, [{"func_code": "299"}], known("COD-002", "func_code"), {}, "科目编码“299”不在 2026 年"),
    "COD-003": (
        BUDGET,
        [{"func_code": "205", "printed_name": "科技"}],
        NAMES,
        {},
        "科目 205 印的名称是“科技”，2026 年科目表中是“教育支出”",
    ),
    "COD-008": (
        CONTRACTS,
        contract_row(buyer_uscc="123"),
        {"code": "COD-008", "kind": "uscc", "columns": ["buyer_uscc"]},
        {},
        "“采购人代码”的统一社会信用代码“123”有误：应为 18 位",
    ),
    "COD-009": (
        CONTRACTS,
        contract_row(project_code="2613-999900-04-01-123457"),
        {"code": "COD-009", "kind": "project_code", "column": "project_code"},
        {},
        "有误：第三、四位不是月份",
    ),
    "COD-010": (CONTRACTS, contract_row(method="Z"), known("COD-010", "method"), {}, "品目编码“Z”不在"),
    "COD-012": (
        CONTRACTS,
        contract_row(**DAYS),
        {"code": "COD-012", **ORDER},
        {},
        "“公告日期”2026-03-01 早于“签订日期”2026-03-06",
    ),
    "COD-013": (CONTRACTS, contract_row(method="抽签"), known("COD-013", "method"), {}, "采购方式“抽签”不在"),
    "COD-014": (CONTRACTS, contract_row(method="Z"), known("COD-014", "method"), {}, "建设性质“Z”不在"),
    "COD-015": (CONTRACTS, contract_row(method="Z"), known("COD-015", "method"), {}, "项目类型“Z”不是"),
    "COD-016": (CONTRACTS, contract_row(method="Z"), known("COD-016", "method"), {}, "项目状态“Z”不在"),
    "PRC-006": (
        CONTRACTS,
        contract_row(**LATE),
        {"code": "PRC-006", **WITHIN},
        {},
        "“公告日期”2026-03-31 超过期限：自 2026-03-06 起 2 个工作日，应不晚于 2026-03-10（公告采购合同）",
    ),
    "PRC-008": (
        CONTRACTS,
        contract_row(amount=D(0)),
        {"code": "PRC-008", "kind": "positive", "column": "amount"},
        {},
        "“合同金额”为 0.00 元，不大于零",
    ),
    "PRC-010": (
        CONTRACTS,
        contract_row(buyer="某局"),
        {"code": "PRC-010", "kind": "organisation_known", "column": "buyer"},
        {},
        "“采购人”中的“某局”不在本市单位名录中",
    ),
    "LIM-015": (
        CONTRACTS,
        contract_row(amount=D(1000), budget=D(999)),
        {"code": "LIM-015", "kind": "not_above", "column": "amount", "limit": "budget"},
        {},
        "“合同金额”1,000.00 元超过“预算金额”999.00 元，多 1.00 元",
    ),
    "LIM-016": (CONTRACTS, contract_row(**DAYS), {"code": "LIM-016", **ORDER}, {}, "“公告日期”2026-03-01 早于"),
    "SEC-001": (
        CONTRACTS,
        contract_row(subject="13800138000"),
        {"code": "SEC-001", "kind": "no_personal_data", "columns": ["subject"]},
        {},
        "“主要标的”中有手机号（138********），不得公开",
    ),
    "CAL-YEAR": (
        CONTRACTS,
        contract_row(**FAR),
        {"code": "PRC-006", **WITHIN},
        {},
        "PRC-006：没有 2199 年的工作日历，该年的期限没有检查",
    ),
}


@pytest.mark.parametrize("code", PROVOKED)
def test_a_finding_says_what_is_wrong(judge_table: Judge, code: str) -> None:
    schema, rows, check, facts, said = PROVOKED[code]
    [finding] = judge_table(schema, rows, *([check] if check else []), **facts).told(code)
    assert said in finding.message_zh
    assert finding.message_en.strip()
    assert finding.next_step_zh.strip()
    assert finding.next_step_en.strip()


def test_a_check_that_cannot_be_carried_out_says_so(context: Callable[..., TableContext]) -> None:
    made = context(CONTRACTS, contract_row(), {"code": "COD-012", **ORDER})
    made.connection.execute("ALTER TABLE rows DROP COLUMN signed_on")
    [finding] = judge(made)[0][1]
    assert finding.rule == "CHK-ERROR"
    assert finding.message_zh.startswith("COD-012 未能执行：")


def test_every_template_of_the_rules_is_provoked(repository: Path) -> None:
    written = YAML(typ="safe").load((repository / "gongkai/findings/templates/validate.yml").read_text("utf-8"))
    assert set(written) == {*PROVOKED, "CHK-ERROR"}
