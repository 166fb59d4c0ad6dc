"""Every rule that is carried out passes, fails and is not applicable, as the datasets declare it."""

from pathlib import Path

import pytest

from gongkai.catalogue import Carried, read_catalogue
from gongkai.home import DATASETS
from gongkai.verdict import Status
from tests.unit.quality.declared import Case, cases, judged

OUTCOMES = {"pass": Status.PASS, "fail": Status.FAIL, "not_applicable": Status.NOT_APPLICABLE}


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_rule_as_it_is_declared(case: Case, outcome: str, tmp_path: Path) -> None:
    result = judged(case, outcome, tmp_path)
    [found] = [each for each in result.verdict.outcomes if each.code == case.code]
    assert (found.status, found.kind) == (OUTCOMES[outcome], case.kind)
    assert bool(found.reason) == (outcome == "not_applicable")
    said = [finding.message_zh for finding in result.told(case.code)]
    assert bool(said) == (outcome == "fail")
    assert all(case.says in text for text in said)


def test_every_rule_that_is_carried_out_has_its_cases() -> None:
    catalogue = read_catalogue(DATASETS / "_shared").values()
    carried = {(rule.code, kind) for rule in catalogue if rule.status is Carried.IMPLEMENTED for kind in rule.by}
    assert {(case.code, case.kind) for case in cases()} == carried
    assert len(cases()) == len(carried)
