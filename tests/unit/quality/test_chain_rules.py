"""Rules on what a row goes back to: its award, the day of its notice, its amount, its supplier."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.registers import Registers
from gongkai.verdict import Status
from tests.unit.quality.market import Market

D = Decimal
PASS, FAIL, NOT_APPLICABLE = Status.PASS, Status.FAIL, Status.NOT_APPLICABLE
P1 = {"project_no": "P-1"}


@pytest.fixture
def market(tmp_path: Path, registers: Registers) -> Market:
    return Market(tmp_path, registers)


def status(market: Market, check: dict[str, Any], **limits: float) -> Status:
    return market.told(check, **limits).outcome(check["code"]).status


LINKED = {"code": "PRC-020", "kind": "linked", "link": "award"}


@pytest.mark.parametrize(("number", "expected"), [("P-1", PASS), ("P-2", FAIL)])
def test_a_contract_has_its_award(market: Market, number: str, expected: Status) -> None:
    market.award(P1)
    market.sign({"project_no": number})
    assert status(market, LINKED) is expected


def test_where_nobody_delivers_awards_none_is_missing(market: Market) -> None:
    market.sign(P1)
    outcome = market.told(LINKED).outcome("PRC-020")
    assert outcome.status is NOT_APPLICABLE
    assert "没有可对照的中标结果" in outcome.reason


def test_the_finding_says_by_what_the_award_was_sought(market: Market) -> None:
    market.award(P1)
    market.sign({"project_no": "P-2"})
    [finding] = market.told(LINKED).told("PRC-020")
    assert (finding.message_zh, finding.value) == ("没有找到对应的中标结果：按项目编号查找，都没有找到", "P-2")


@pytest.mark.parametrize(("amount", "expected"), [(D(500_000), FAIL), (D(499_999), NOT_APPLICABLE)])
def test_only_above_the_threshold_an_award_is_required(market: Market, amount: D, expected: Status) -> None:
    market.award(P1)
    market.sign({"project_no": "P-2", "amount": amount})
    over = {"column": "amount", "threshold": "procurement_limit"}
    assert status(market, {**LINKED, "over": over}, procurement_limit=500_000) is expected


@pytest.mark.parametrize(("kind", "expected"), [(None, FAIL), ("框架", NOT_APPLICABLE)])
def test_only_the_rows_that_are_meant_need_an_award(market: Market, kind: str | None, expected: Status) -> None:
    market.award(P1)
    market.sign({"project_no": "P-2", "kind": kind})
    assert status(market, {**LINKED, "where": {"kind": [""]}}) is expected


ABOVE = {"code": "PRC-004", "kind": "not_above", "column": "amount", "limit": "award.amount"}


@pytest.mark.parametrize(
    ("amount", "slack", "expected"),
    [("100", 0, PASS), ("100.01", 0, FAIL), ("110", 10, PASS), ("110.01", 10, FAIL), (None, 0, NOT_APPLICABLE)],
)
def test_a_contract_is_not_above_its_award(market: Market, amount: str | None, slack: float, expected: Status) -> None:
    market.award({**P1, "award_amount": D(100)})
    market.sign({**P1, "amount": amount and D(amount)})
    assert status(market, {**ABOVE, "slack_pct": slack}) is expected


def test_the_finding_names_what_the_link_found(market: Market) -> None:
    market.award({**P1, "award_amount": D(100)})
    market.sign({**P1, "amount": D(120)})
    [finding] = market.told({**ABOVE, "slack_pct": 10}).told("PRC-004")
    said = "“合同金额” 120.00 元超过“中标结果的成交金额 × 110%” 110.00 元，超出 10.00 元（中标结果 ZB-1）"
    assert finding.message_zh == said
    assert "amount of the award × 110%" in finding.message_en
    assert finding.message_en.endswith("(award ZB-1)")


def test_rounding_to_ten_thousands_does_not_exceed_an_award(market: Market) -> None:
    market.award({**P1, "award_amount": D(123_456)})
    market.sign({**P1, "amount": D(123_500)}, precision=D(100))
    assert status(market, ABOVE) is PASS


@pytest.mark.parametrize(("plan", "expected"), [("40", PASS), ("40.03", FAIL)])
def test_what_was_paid_before_is_taken_off_the_limit(market: Market, plan: str, expected: Status) -> None:
    market.sign({"amount": D(100), "paid": D(60)}, {"amount": D(40), "paid": None})
    market.sign({"amount": D(plan), "paid": D(60)}, entity="102")
    market.award({**P1, "award_amount": D(100)}, entity="102")
    check = {"code": "LIM-018", "kind": "not_above", "column": "amount", "limit": "award.amount", "less": ["paid"]}
    market.stated["procurement/contracts"].clear()
    market.sign({**P1, "amount": D(plan), "paid": D(60)})
    assert status(market, check) is expected


PARTY = {
    "code": "PRC-009",
    "kind": "same_party",
    "code_column": "supplier_uscc",
    "name_column": "supplier_name",
    "codes": "award.codes",
    "names": "award.names",
}
CODE, OTHER = "91110000MA00000A1X", "91110000MA00000B2Y"


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        (CODE, "甲公司", PASS),
        (CODE, "改了名的公司", PASS),  # the code decides
        (OTHER, "甲公司", FAIL),
        (None, "甲公司", PASS),
        (None, "甲 公 司(原丙公司)", PASS),
        (None, "丁公司", FAIL),
        (None, "丁公司|甲公司", FAIL),
        (None, None, NOT_APPLICABLE),
    ],
)
def test_the_supplier_is_the_one_that_was_awarded(
    market: Market, code: str | None, name: str | None, expected: Status
) -> None:
    market.award({**P1, "supplier_uscc": CODE, "supplier_name": "甲公司"}, {**P1, "supplier_name": "乙公司"})
    market.sign({**P1, "supplier_uscc": code, "supplier_name": name})
    assert status(market, PARTY) is expected


def test_the_finding_names_the_suppliers_of_the_award(market: Market) -> None:
    market.award({**P1, "supplier_name": "甲公司"}, {**P1, "supplier_name": "乙公司"})
    market.sign({**P1, "supplier_name": "丁公司"})
    [finding] = market.told(PARTY).told("PRC-009")
    said = "“供应商”是“丁公司”，中标结果的供应商是“乙公司、甲公司”，两者不一致（中标结果 ZB-1、ZB-2）"
    assert finding.message_zh == said


WITHIN = {"kind": "within_days", "start": "award.published_on", "end": "signed_on", "deadline": "T-PROC-CON"}


def test_a_limit_runs_from_the_day_at_the_other_end(market: Market) -> None:
    market.award({**P1, "published_on": date(2026, 3, 6)})
    market.sign({**P1, "signed_on": date(2026, 3, 11)})
    [finding] = market.told({"code": "PRC-006", **WITHIN}).told("PRC-006")
    assert finding.message_zh.startswith("“签订日期”2026-03-11 超过期限：自 2026-03-06 起 2 个工作日")
    assert finding.message_zh.endswith("（中标结果 ZB-1）")
    assert finding.column == "signed_on"


def test_an_order_blames_the_table_s_own_date(market: Market) -> None:
    market.award({**P1, "published_on": date(2026, 3, 6)})
    market.sign({**P1, "signed_on": date(2026, 3, 11)})
    check = {"code": "COD-012", "kind": "date_order", "earlier": "signed_on", "later": "award.published_on"}
    [finding] = market.told(check).told("COD-012")
    assert (finding.column, finding.value) == ("signed_on", "2026-03-11")
    assert finding.message_zh == "“中标结果的公告日期”2026-03-06 早于“签订日期”2026-03-11（中标结果 ZB-1）"
