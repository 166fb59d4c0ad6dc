"""Rules on a purchase as it is stated: days that must lie between, sums, words, signs of what is split or repeated."""

from collections.abc import Mapping
from datetime import date, timedelta
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
STEPS = "code,name,aliases\nproposal,项目建议书,建议书\nstart,开工,\naccepted,竣工验收,验收\n"


@pytest.fixture
def market(tmp_path: Path, registers: Registers) -> Market:
    (registers.shared / "steps.csv").write_text(STEPS, encoding="utf-8")
    with (registers.shared / "deadlines.csv").open("a", encoding="utf-8") as file:
        file.write("T-BID,等标期,time to bid,20,d,《政府采购法》第三十五条,K\nT-SHOW,公示期,notice,3,wd,第三十八条,V\n")
    return Market(tmp_path, registers)


def status(market: Market, check: Mapping[str, Any], **limits: float) -> Status:
    return market.told(check, **limits).outcome(check["code"]).status


APART = {"code": "PRC-011", "kind": "days_apart", "start": "signed_on", "end": "ended_on", "deadline": "T-BID"}


@pytest.mark.parametrize(
    ("deadline", "start", "end", "expected"),
    [
        ("T-BID", date(2026, 3, 2), date(2026, 3, 22), PASS),  # a Sunday: a waiting period is not prolonged
        ("T-BID", date(2026, 3, 2), date(2026, 3, 21), FAIL),
        ("T-SHOW", date(2026, 3, 6), date(2026, 3, 11), PASS),  # Friday, then three working days
        ("T-SHOW", date(2026, 3, 6), date(2026, 3, 10), FAIL),
        ("T-BID", date(2026, 3, 2), None, NOT_APPLICABLE),
        ("T-BID", None, date(2026, 3, 21), NOT_APPLICABLE),
    ],
)
def test_there_are_days_enough_between(
    market: Market, deadline: str, start: date | None, end: date | None, expected: Status
) -> None:
    market.sign({"signed_on": start, "ended_on": end})
    assert status(market, {**APART, "deadline": deadline}) is expected


def test_another_date_counts_where_the_first_is_blank(market: Market) -> None:
    rows = [{"signed_on": date(2026, 3, 2), "published_on": date(2026, 3, 12)}]
    market.sign(*rows, {**rows[0], "ended_on": date(2026, 3, 30)})
    result = market.told({**APART, "or_end": "published_on"})
    assert result.outcome("PRC-011").checked == 2
    [finding] = result.told("PRC-011")
    assert finding.column == "published_on"
    said = "“签订日期”2026-03-02 至“公告日期”2026-03-12 只有 10 日，不足 20 日，应不早于 2026-03-22（等标期）"
    assert finding.message_zh == said


def test_days_of_a_year_without_calendar_are_said_and_not_judged(market: Market) -> None:
    market.sign({"signed_on": date(2198, 12, 31), "ended_on": date(2199, 1, 2)})
    result = market.told({**APART, "deadline": "T-SHOW"})
    assert result.outcome("PRC-011").status is NOT_APPLICABLE
    assert "2199" in result.outcome("PRC-011").reason
    assert len(result.told("CAL-YEAR")) == 1


def test_a_date_that_means_for_ever_stops_nothing(market: Market) -> None:
    market.sign({"signed_on": date(9999, 12, 31), "ended_on": date(9999, 12, 31)})
    assert status(market, APART) is NOT_APPLICABLE


@pytest.mark.parametrize(("kind", "expected"), [("公开招标", FAIL), ("询价", NOT_APPLICABLE)])
def test_days_are_counted_only_where_they_are_meant(market: Market, kind: str, expected: Status) -> None:
    market.sign({"signed_on": date(2026, 3, 2), "ended_on": date(2026, 3, 3), "kind": kind})
    assert status(market, {**APART, "where": {"kind": ["公开招标", "邀请招标"]}}) is expected


FILLED = {"code": "PRC-008", "kind": "placeholder"}


@pytest.mark.parametrize(("term", "expected"), [("90日", PASS), (" 年　", FAIL), (None, NOT_APPLICABLE)])
def test_a_term_is_more_than_the_word_for_it(market: Market, term: str | None, expected: Status) -> None:
    market.sign({"term": term})
    assert status(market, {**FILLED, "column": "term", "texts": ["年", "无"]}) is expected


@pytest.mark.parametrize(("amount", "expected"), [("1", FAIL), ("1.01", PASS), ("11", PASS)])
def test_a_price_is_more_than_a_placeholder(market: Market, amount: str, expected: Status) -> None:
    market.sign({"amount": D(amount)})
    assert status(market, {**FILLED, "column": "amount", "figures": [1]}) is expected


CLASS = {
    "code": "COD-011",
    "kind": "class_of_code",
    "column": "category",
    "class_column": "item_class",
    "classes": {"A": ["货物"], "B": ["工程"], "C": ["服务", "服务类"]},
}


@pytest.mark.parametrize(
    ("code", "stated", "expected"),
    [
        ("A02010000", "货物", PASS),
        ("C02010000", "服务类", PASS),
        ("A02010000", "工程", FAIL),
        ("A02010000", None, NOT_APPLICABLE),
        ("A02010000", "其他", NOT_APPLICABLE),
        ("D1", "货物", NOT_APPLICABLE),
    ],
)
def test_a_category_is_of_the_class_beside_it(market: Market, code: str, stated: str | None, expected: Status) -> None:
    market.sign({"category": code, "item_class": stated})
    assert status(market, CLASS) is expected


WORDS = {"code": "SUM-016", "kind": "words_amount", "column": "in_words", "amount": "amount"}


@pytest.mark.parametrize(
    ("words", "amount", "expected"),
    [
        ("人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分", "1234567.89", PASS),
        ("壹仟零伍万元整", "10050000", PASS),
        ("拾万圆正", "100000", PASS),
        ("（大写）人民币：一百万元整", "1000000", PASS),
        ("壹亿元整", "100000000", PASS),
        ("叁万亿元整", "3000000000000", PASS),
        ("零元整", "0", PASS),
        ("人民币元整", "0", FAIL),
        ("壹佰贰拾叁万元整", "1320000", FAIL),
        ("下浮百分之五", "100", FAIL),
        ("一" * 60, "100", FAIL),
        ("壹佰元整", None, NOT_APPLICABLE),
        (None, "100", NOT_APPLICABLE),
    ],
)
def test_words_and_figures_are_the_same(
    market: Market, words: str | None, amount: str | None, expected: Status
) -> None:
    market.sign({"in_words": words, "amount": amount and D(amount)})
    assert status(market, WORDS) is expected


def test_the_finding_says_what_the_words_mean(market: Market) -> None:
    market.sign({"in_words": "壹佰元整", "amount": D(1000)}, {"in_words": "面议", "amount": D(1000)})
    first, second = market.told(WORDS).told("SUM-016")
    assert first.message_zh == "“金额大写”“壹佰元整”是 100.00 元，“合同金额”是 1,000.00 元"
    assert second.message_zh == "“金额大写”“面议”读不出金额，“合同金额”是 1,000.00 元"


def test_figures_in_ten_thousands_are_rounded_words(market: Market) -> None:
    market.sign({"in_words": "壹拾贰万叁仟肆佰伍拾陆元整", "amount": D(123_500)}, precision=D(100))
    assert status(market, WORDS) is PASS


SUM = {"code": "PRC-005", "kind": "sum_not_above", "column": "amount", "limit": "award.amount", "by": ["project_no"]}


@pytest.mark.parametrize(("second", "expected"), [("40", PASS), ("41", FAIL), (None, PASS)])
def test_contracts_of_one_project_stay_within_it_together(market: Market, second: str | None, expected: Status) -> None:
    market.award({**P1, "award_amount": D(100)})
    market.sign({**P1, "amount": D(60)}, {**P1, "amount": second and D(second)}, {"amount": D(7)})
    assert status(market, SUM) is expected


def test_supplements_stay_within_a_tenth(market: Market) -> None:
    market.award({**P1, "award_amount": D(1000)}, {"project_no": "P-2", "award_amount": D(1000)})
    market.sign({**P1, "amount": D(60)}, {**P1, "amount": D(41)}, {"project_no": "P-2", "amount": D(100)})
    result = market.told({**SUM, "of_limit_pct": 10})
    outcome = result.outcome("PRC-005")
    assert (outcome.checked, outcome.failed) == (2, 1)
    [finding] = result.told("PRC-005")
    assert (finding.row, finding.value) == (5, "60.00")
    said = "P-1：2 行的“合同金额”合计 101.00 元，超过“中标结果的成交金额 × 10%”100.00 元，超出 1.00 元（中标结果 ZB-1）"
    assert finding.message_zh == said


def test_a_sum_without_limit_is_not_judged(market: Market) -> None:
    market.award(P1)
    market.sign({"project_no": "P-9", "amount": D(60)})
    assert status(market, SUM) is NOT_APPLICABLE


SPLIT = {"code": "PRC-013", "kind": "split_purchase", "by": ["buyer", "category"], "date": "signed_on"} | {
    "amount": "amount",
    "days": 90,
    "threshold": "procurement_limit",
}


def bought(day: int, amount: int, **more: str) -> dict[str, object]:
    signed = date(2026, 1, 1) + timedelta(day)
    return {"buyer": "市教育局", "category": "A02", "signed_on": signed, "amount": D(amount), **more}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([bought(0, 300_000), bought(90, 200_000)], FAIL),
        ([bought(0, 300_000), bought(91, 200_000)], PASS),
        ([bought(0, 300_000), bought(90, 199_999)], PASS),
        ([bought(0, 300_000), bought(1, 500_000)], NOT_APPLICABLE),  # the second reaches the limit by itself
        ([bought(0, 300_000), bought(1, 300_000, category="A03")], NOT_APPLICABLE),
        ([bought(0, 300_000, category=""), bought(1, 300_000, category="")], NOT_APPLICABLE),
    ],
)
def test_a_purchase_is_not_split_below_the_limit(
    market: Market, rows: list[dict[str, object]], expected: Status
) -> None:
    market.sign(*rows)
    assert status(market, SPLIT, procurement_limit=500_000) is expected


def test_the_finding_says_in_which_days_it_was_split(market: Market) -> None:
    market.sign(bought(0, 10), *(bought(day, 200_000) for day in (100, 110, 120)))
    [finding] = market.told(SPLIT, procurement_limit=500_000).told("PRC-013")
    assert finding.row == 6
    said = (
        "市教育局 / A02：2026-04-11 至 2026-05-01 有 3 次采购，每次都低于 500,000 元，合计 600,000.00 元，疑似化整为零"
    )
    assert finding.message_zh == said


REPEAT = {"code": "PRC-016", "kind": "no_repeat", "columns": ["contract_name", "published_on"]}
NOTICE = {"contract_name": "校服采购", "published_on": date(2026, 3, 2)}


def test_the_same_notice_is_not_stated_twice(market: Market) -> None:
    market.sign(NOTICE, {**NOTICE, "published_on": date(2026, 3, 3)}, NOTICE, {"contract_name": "校服采购"})
    result = market.told(REPEAT)
    outcome = result.outcome("PRC-016")
    assert (outcome.checked, outcome.failed) == (3, 1)
    [finding] = result.told("PRC-016")
    assert finding.row == 7
    assert finding.message_zh == "合同名称、公告日期（校服采购 / 2026-03-02）与第 5 行“HT-1”相同，可能重复列示"


def test_what_two_departments_deliver_is_not_compared(market: Market) -> None:
    market.sign(NOTICE)
    market.sign(NOTICE, entity="102")
    assert status(market, REPEAT) is PASS
    assert market.told(REPEAT, "102").told("PRC-016") == []


def test_a_repeated_key_is_another_rule_s_business(market: Market) -> None:
    market.sign({**NOTICE, "contract_no": "HT-1"}, {**NOTICE, "contract_no": "HT-1"})
    assert status(market, REPEAT) is PASS


ORDER = {"code": "LIM-016", "kind": "in_order", "by": ["project_no"], "step": "step", "date": "signed_on"} | {
    "order": ["proposal", "start", "accepted"]
}


def steps(**days: int) -> list[dict[str, object]]:
    return [{**P1, "step": step, "signed_on": date(2026, 1, day)} for step, day in days.items()]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (steps(proposal=1, start=2, accepted=3), PASS),
        (steps(accepted=3, 建议书=1, 开工=3), PASS),  # whatever the order of the rows, and by any known name
        (steps(proposal=2, start=1), FAIL),
        (steps(proposal=5, 验收=4), FAIL),  # a step between them may be missing
        (steps(start=1), NOT_APPLICABLE),
        (steps(start=1, 剪彩=9), NOT_APPLICABLE),
        ([*steps(start=1), {**P1, "step": "accepted"}], NOT_APPLICABLE),
    ],
)
def test_milestones_follow_each_other(market: Market, rows: list[dict[str, object]], expected: Status) -> None:
    market.sign(*rows)
    assert status(market, ORDER) is expected


def test_the_finding_names_both_steps(market: Market) -> None:
    market.sign(*steps(proposal=5, start=9, accepted=4))
    [finding] = market.told(ORDER).told("LIM-016")
    assert (finding.row, finding.value) == (7, "2026-01-04")
    assert finding.message_zh == "P-1：“accepted”的签订日期 2026-01-04 早于前面的环节“start”2026-01-09"


@pytest.mark.parametrize(("kind", "expected"), [("总价", FAIL), (None, FAIL), ("费率", NOT_APPLICABLE)])
def test_an_amount_is_positive_where_it_is_a_total(market: Market, kind: str | None, expected: Status) -> None:
    market.sign({"amount": D(0), "kind": kind})
    check = {"code": "PRC-008", "kind": "positive", "column": "amount", "where": {"kind": ["总价", ""]}}
    assert status(market, check) is expected


@pytest.mark.parametrize(("kind", "expected"), [("补充", FAIL), ("框架", NOT_APPLICABLE)])
def test_dates_are_in_order_where_they_are_meant(market: Market, kind: str, expected: Status) -> None:
    market.sign({"signed_on": date(2026, 3, 2), "ended_on": date(2026, 3, 1), "kind": kind})
    check = {"code": "COD-012", "kind": "date_order", "earlier": "signed_on", "later": "ended_on"}
    assert status(market, {**check, "where": {"kind": ["补充"]}}) is expected
