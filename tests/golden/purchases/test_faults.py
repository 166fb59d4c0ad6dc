"""Faults of purchases and projects, planted without a look at the rules: what is told of them, and that nothing is told of
complete chains without a fault.
"""

from collections.abc import Mapping

import pytest

from tests.golden.purchases.judging import CLEAN, Judged, judged, serious
from tests.golden.purchases.rows import faults
from tests.golden.purchases.table import TABLE, Told, read, table

#: What is told of the chains without a fault and cannot be avoided, (rule, file, row) -> reason.
USUAL: Mapping[tuple[str, str, str], str] = {}
IDS = [fault.id for fault in faults()]


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """All faults, judged once."""
    return judged(tmp_path_factory.mktemp("purchases"))


@pytest.fixture(scope="session")
def told(found: Judged) -> dict[str, Told]:
    """What was told, by fault."""
    return {each.fault.id: each for each in read(found)}


def test_nothing_is_told_of_complete_chains(found: Judged) -> None:
    chains = {(each.rule, file, row) for each, file, row in found.told(CLEAN) if serious(each)}
    assert chains == set(USUAL)
    assert [each for each in found.elsewhere() if serious(each)] == []


@pytest.mark.parametrize("fault", IDS)
def test_a_fault_is_told_where_it_is(told: dict[str, Told], fault: str) -> None:
    each = told[fault]
    assert bool(each.hits) is each.fault.found, each.others


def test_thirty_faults_are_found_and_what_is_not_found_has_its_reason(told: dict[str, Told]) -> None:
    missed = [each.fault for each in told.values() if not each.hits]
    assert len(told) - len(missed) >= 30
    assert all(fault.reason for fault in missed)


def test_what_was_told_is_what_is_written_down(found: Judged) -> None:
    assert table(found) == TABLE.read_text("utf-8"), "python -m tests.golden.purchases.table"
