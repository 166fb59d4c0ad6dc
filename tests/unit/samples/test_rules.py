"""The document of rules says of each how often it passed, failed and was not applicable in the sample city."""

from collections import Counter
from typing import Any

from gongkai.catalogue import Rule
from gongkai.contract import Text
from publish.portal.rules import RuleRow, RulesPage
from samples.rules import document, never_passed

TOLD: dict[str, Any] = {"zh": "相等。", "en": "Equal.", "severity": "error", "source": "算术关系 arithmetic"}
WHY = {"reason_zh": "没有数据", "reason_en": "there is no data"}
DONE = Rule(code="SUM-009", status="implemented", by="column_sum", tag="K", **TOLD)
LATER = Rule(code="SUM-015", status="later", **TOLD, **WHY)
ELSEWHERE = Rule(code="STR-009", status="elsewhere", by="STR-009", **TOLD, **WHY)


def page(**counts: int) -> RulesPage:
    rows = [RuleRow(DONE, ("error",), ("budget/spending",), Counter(counts))]
    rows += [RuleRow(rule, ("error",), (), Counter()) for rule in (LATER, ELSEWHERE)]
    return RulesPage(((Text(zh="和", en="Sums"), tuple(rows)),), (), 3, {})


def test_a_rule_that_is_carried_out_is_counted() -> None:
    told = document(page(**{"pass": 5, "fail": 2, "not_applicable": 1}))
    assert "| `SUM-009` | 相等。 Equal. | error | 算术关系 arithmetic **K** | 1 | 5 | 2 | 1 |" in told
    assert "the 3 submissions" in told


def test_a_check_that_could_not_be_carried_out_is_told() -> None:
    assert "| 5 | 0 (+1 not carried out) | 0 |" in document(page(**{"pass": 5, "error": 1}))


def test_a_rule_that_no_check_carries_out_says_why() -> None:
    told = document(page())
    assert "| `SUM-015` | 相等。 Equal. | for no dataset so far: 没有数据 there is no data |" in told
    assert "found as `STR-009`: 没有数据 there is no data" in told


def test_a_rule_that_never_passed_is_named() -> None:
    assert list(never_passed(page(fail=1))) == ["SUM-009"]
    assert list(never_passed(page(**{"pass": 1}))) == []
