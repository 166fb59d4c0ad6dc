"""Great Expectations agrees with DuckDB on what the schema asks of small tables."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from gongkai.verdict import Status
from quality.context import TableContext
from quality.engines.duck import judge
from quality.engines.expectations import run_suite
from tests.unit.quality.tables import BUDGET, CONTRACTS, Row

KEY = {"code": "STR-013", "kind": "unique_key"}
GOOD: Row = {"contract_no": "HT-1", "kind": "货物", "progress": Decimal("12.50")}


@pytest.mark.parametrize(
    ("rows", "failing"),
    [
        ([GOOD, {**GOOD, "contract_no": "HT-2"}], set()),
        ([GOOD, GOOD], {"STR-013"}),
        ([GOOD, {**GOOD, "contract_no": None}], {"SCH-REQUIRED"}),
        ([GOOD, {**GOOD, "contract_no": "HT-2A"}], {"SCH-PATTERN"}),
        ([GOOD, {**GOOD, "contract_no": "HT-2", "kind": "工程"}], {"SCH-ENUM"}),
        ([GOOD, {**GOOD, "contract_no": "HT-2", "progress": Decimal("100.01")}], {"SCH-RANGE"}),
        ([{"contract_no": "HT-1"}], set()),
        ([], set()),
    ],
)
def test_both_engines_agree(context: Callable[..., TableContext], rows: list[Row], failing: set[str]) -> None:
    made = context(CONTRACTS, rows, KEY)
    verdict, _ = judge(made)[0]
    statuses = run_suite(made.connection.execute("FROM rows").df(), made.contract)
    assert statuses == {outcome.code: outcome.status for outcome in verdict.outcomes}
    assert {code for code, status in statuses.items() if status is Status.FAIL} == failing


def test_both_engines_agree_on_a_key_of_several_columns(context: Callable[..., TableContext]) -> None:
    schema = {**BUDGET, "primaryKey": ["printed_name", "func_code"]}
    rows = [{"printed_name": unit, "func_code": "205"} for unit in ("一小", "二小", "二小")]
    for end, status in ((2, Status.PASS), (3, Status.FAIL)):
        made = context(schema, rows[:end], KEY)
        statuses = run_suite(made.connection.execute("FROM rows").df(), made.contract)
        assert statuses["STR-013"] is status
        assert judge(made)[0][0].outcomes[-1].status is status


def test_an_expectation_that_raises_is_an_error_and_no_verdict_on_the_data(
    context: Callable[..., TableContext],
) -> None:
    made = context(CONTRACTS, [GOOD], KEY)
    frame = made.connection.execute("FROM rows").df().drop(columns="progress")
    statuses = run_suite(frame, made.contract)
    assert statuses["SCH-RANGE"] is Status.ERROR
    assert statuses["SCH-ENUM"] is Status.PASS


def test_a_pattern_with_groups_is_looked_for_without_a_word(context: Callable[..., TableContext]) -> None:
    fields = [
        {**each, "constraints": {"pattern": "HT-(\\d+)"}} if each["name"] == "contract_no" else each
        for each in CONTRACTS["fields"]
    ]
    made = context({**CONTRACTS, "fields": fields}, [GOOD], KEY)
    assert run_suite(made.connection.execute("FROM rows").df(), made.contract)["SCH-PATTERN"] is Status.PASS
