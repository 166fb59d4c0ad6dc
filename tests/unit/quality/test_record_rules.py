"""Rules on one row: each passes, fails, and is not applicable where a value it needs is not printed."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.verdict import Status
from tests.unit.quality.tables import BUDGET, CONTRACTS, Judge

SUM = {"code": "SUM-009", "kind": "column_sum", "total": "total", "parts": ["basic", "project"]}
NAME = {"code": "COD-003", "kind": "name_matches", "code_column": "func_code", "name_column": "printed_name"}
ORDER = {"code": "COD-012", "kind": "date_order", "earlier": "signed_on", "later": "published_on"}
WITHIN = {
    "code": "PRC-006",
    "kind": "within_days",
    "start": "signed_on",
    "end": "published_on",
    "deadline": "T-PROC-CON",
}
ABOVE = {"code": "LIM-015", "kind": "not_above", "column": "amount", "limit": "budget"}


def amounts(**texts: str) -> dict[str, object]:
    return {"func_code": "205", **{key: Decimal(text) for key, text in texts.items()}}


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (amounts(total="30", basic="10", project="20"), Status.PASS),
        (amounts(total="20", project="20"), Status.PASS),
        (amounts(total="30", project="20"), Status.FAIL),
        (amounts(total="30", basic="10", project="20.02"), Status.FAIL),
        (amounts(basic="10", project="20"), Status.NOT_APPLICABLE),
        (amounts(total="30"), Status.NOT_APPLICABLE),
    ],
)
def test_the_total_of_a_row_is_the_sum_of_its_parts(judge_table: Judge, row: dict[str, object], status: Status) -> None:
    assert judge_table(BUDGET, [row], SUM).outcome("SUM-009").status is status


def test_a_rounding_difference_is_a_note_and_no_failure(judge_table: Judge) -> None:
    # In 万元 with two decimals the last digit is 100 元, so two addends may be off by 0.5 · 3 · 100 元.
    rows = [amounts(total="30150", basic="10000", project="20000"), amounts(total="1", basic="1")]
    result = judge_table(BUDGET, rows, SUM, precision=Decimal(100))
    assert result.outcome("SUM-009").status is Status.PASS
    [note] = result.told("SUM-ROUND")
    assert (note.severity, note.count, note.row) == ("note", 1, None)
    one_more = [amounts(total="30150.01", basic="10000", project="20000")]
    assert judge_table(BUDGET, one_more, SUM, precision=Decimal(100)).outcome("SUM-009").status is Status.FAIL


@pytest.mark.parametrize(
    ("code", "printed", "status"),
    [
        ("205", "教育支出", Status.PASS),
        ("205", "教育", Status.PASS),
        ("205", "教 育 支 出", Status.PASS),
        ("205", "科学技术支出", Status.FAIL),
        ("205", None, Status.NOT_APPLICABLE),
        ("299", "其他支出", Status.NOT_APPLICABLE),
    ],
)
def test_a_name_is_that_of_its_code(judge_table: Judge, code: str, printed: str | None, status: Status) -> None:
    result = judge_table(BUDGET, [{"func_code": code, "printed_name": printed}], NAME)
    assert result.outcome("COD-003").status is status


@pytest.mark.parametrize(
    ("signed", "published", "status"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), Status.PASS),
        (date(2026, 3, 2), date(2026, 3, 1), Status.FAIL),
        (date(2026, 3, 2), None, Status.NOT_APPLICABLE),
        (None, date(2026, 3, 1), Status.NOT_APPLICABLE),
    ],
)
def test_a_notice_is_not_before_its_contract(
    judge_table: Judge, signed: date | None, published: date | None, status: Status
) -> None:
    row = {"contract_no": "HT-1", "signed_on": signed, "published_on": published}
    assert judge_table(CONTRACTS, [row], ORDER).outcome("COD-012").status is status


@pytest.mark.parametrize(
    ("signed", "published", "status"),
    [
        (date(2026, 3, 6), date(2026, 3, 10), Status.PASS),  # Friday to Tuesday: two working days
        (date(2026, 3, 6), date(2026, 3, 11), Status.FAIL),
        (date(2026, 3, 6), None, Status.NOT_APPLICABLE),
    ],
)
def test_a_notice_comes_within_two_working_days(
    judge_table: Judge, signed: date, published: date | None, status: Status
) -> None:
    row = {"contract_no": "HT-1", "signed_on": signed, "published_on": published}
    assert judge_table(CONTRACTS, [row], WITHIN).outcome("PRC-006").status is status


def test_a_year_without_calendar_is_said_and_not_judged(judge_table: Judge) -> None:
    rows = [
        {"contract_no": "HT-1", "signed_on": date(2199, 3, 1), "published_on": date(2199, 12, 1)},
        {"contract_no": "HT-2", "signed_on": date(2026, 3, 6), "published_on": date(2026, 3, 9)},
    ]
    both = judge_table(CONTRACTS, rows, WITHIN)
    assert (both.outcome("PRC-006").status, both.outcome("PRC-006").checked) == (Status.PASS, 1)
    assert len(both.told("CAL-YEAR")) == 1
    alone = judge_table(CONTRACTS, rows[:1], WITHIN).outcome("PRC-006")
    assert alone.status is Status.NOT_APPLICABLE
    assert "2199" in alone.reason


@pytest.mark.parametrize(
    ("amount", "budget", "status"),
    [("100", "100", Status.PASS), ("100.01", "100", Status.FAIL), ("100", None, Status.NOT_APPLICABLE)],
)
def test_an_amount_does_not_exceed_its_limit(
    judge_table: Judge, amount: str, budget: str | None, status: Status
) -> None:
    row = {"contract_no": "HT-1", "amount": Decimal(amount), "budget": budget and Decimal(budget)}
    assert judge_table(CONTRACTS, [row], ABOVE).outcome("LIM-015").status is status
