"""The whole pipeline on golden workbooks: nothing is told of the clean ones, every planted fault is found, and how the
explainer reads it is what is written down.
"""

import pytest

from gongkai.findings import Severity
from gongkai.verdict import Status
from pipelines.stages.standardise import slots
from pipelines.stages.validate import verdicts
from tests.golden.departments.confusion import written
from tests.golden.departments.facts import BUDGETS, FINALS, NAMES, document
from tests.golden.departments.judging import Bench, delivered, rules
from tests.golden.departments.planting import Fault, faults
from tests.golden.departments.reading import UNEXPLAINED, read
from tests.support.town import Town

BUDGET = (
    *("summary", "revenue", "expenditure", "appropriation", "fund_expenditure", "basic_economic", "three_public"),
    "statements",
)
FINAL = (
    *("summary", "revenue", "expenditure", "appropriation", "general_expenditure", "basic_economic", "three_public"),
    *("gov_fund", "state_capital", "statements"),
)
#: What compares the tables of one document, and its text, with each other.
BETWEEN_TABLES = {"BAL-002", "BAL-003", "BAL-004", "BAL-005", "BAL-006", "BAL-017", "STR-001"}
#: Rules that were expected and stay silent, with the reason. What fires one day is taken off the list.
SILENT = {
    # Both rows of a code that stands twice are set aside, and of an incomplete table no sum is judged.
    "row-twice-item": {"SUM-001"},
    "row-twice-economic": {"SUM-001"},
}
IDS = [fault.id for fault in faults()]
#: Where nothing explains a difference, only the total can be named.
READ = [fault for fault in faults() if fault.reading and fault.reading.kind != UNEXPLAINED]


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """All four documents in one home, judged."""
    return delivered(tmp_path_factory.mktemp("golden") / "town", NAMES)


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """What is told of each fault, tried once."""
    return Bench(tmp_path_factory.mktemp("bench"))


def test_nothing_is_told_of_the_published_figures(town: Town) -> None:
    assert [each for each in town.findings if each.severity is not Severity.NOTE] == []


def test_every_table_is_taken(town: Town) -> None:
    taken = {
        (contract.id, slot.period, slot.entity)
        for contract in town.home.contracts.values()
        for slot in slots(town.home, contract, contract.dataset.periods)
        if slot.submission and not slot.blockers
    }
    budgets = [(f"budget/department_{name}", document(one)) for one in BUDGETS for name in BUDGET]
    finals = [(f"budget/department_final_{name}", document(one)) for one in FINALS for name in FINAL]
    assert taken == {(name, found.year, found.department) for name, found in [*budgets, *finals]}


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_of_a_document_agree_with_each_other(town: Town, name: str) -> None:
    found = document(name)
    judged = [
        verdict
        for contract in town.home.contracts.values()
        for verdict in verdicts(town.home, contract).values()
        if (verdict.period, verdict.entity) == (found.year, found.department)
    ]
    outcomes = [outcome for verdict in judged for outcome in verdict.outcomes]
    assert {outcome.status for outcome in outcomes} <= {Status.PASS, Status.NOT_APPLICABLE}
    assert {outcome.code for outcome in outcomes if outcome.status is Status.PASS} >= BETWEEN_TABLES


@pytest.mark.parametrize("fault", faults(), ids=IDS)
def test_a_fault_is_found(bench: Bench, fault: Fault) -> None:
    found = rules(bench.findings(fault))
    assert set(fault.rules) - found == SILENT.get(fault.id, set())
    assert bool(found) is bool(fault.rules)


@pytest.mark.parametrize("fault", READ, ids=lambda fault: fault.id)
def test_a_cause_that_is_read_rightly_is_read_at_its_cell(bench: Bench, fault: Fault) -> None:
    found = read(fault, bench.findings(fault))
    if found.kind == found.true:
        assert found.cell is not False


def test_what_was_told_and_read_is_what_is_written_down(bench: Bench) -> None:
    for path, text in written(bench).items():
        assert text == path.read_text("utf-8"), f"{path.name}: python -m tests.golden.departments.confusion"
