"""The measure of a dataset: how each department's statement stands, what is counted, which cells are filled."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from gongkai.decision import Evidence, Outcome, ReleaseDecision
from gongkai.engine import engine
from gongkai.journal.releases import Part, Release
from gongkai.measure import CheckCounts, Measure, Severe, Standing, State
from quality.assess.fill import filled
from quality.assess.measures import Known, by_department, counts_of, measure_of

AT = "2026-03-12T02:00:00+08:00"


def slot(entity: str, content: str, set_aside: int = 0) -> dict[str, Any]:
    return {"period": 2026, "entity": entity, "submission": {"content": content, "set_aside": set_aside}}


def released(*parts: tuple[str, str]) -> dict[int, list[Release]]:
    told = tuple(Part(entity, content, "k", 1, "s", 5, AT, AT, {}) for entity, content in parts)
    return {2026: [Release("budget/spending", 2026, 1, "c", AT, "published", told, {})]}


def decided(entity: str, content: str, outcome: Outcome = Outcome.CLEARED) -> ReleaseDecision:
    evidence = Evidence(contract="c", columns="k", policy="p", content=content)
    return ReleaseDecision(dataset="budget/spending", period=2026, entity=entity, outcome=outcome, evidence=evidence)


def known(**more: Any) -> Known:
    nothing: Mapping[str, Any] = {
        "dataset": "budget/spending",
        "slots": (),
        "verdicts": (),
        "releases": {},
        "decisions": {},
        "assessment": None,
        "findings": {},
    }
    return Known(**{**nothing, **more})


@pytest.mark.parametrize(
    ("delivered", "public", "decision", "state"),
    [
        ("new", ("101", "new"), decided("101", "new"), State.RELEASED),
        ("new", ("101", "old"), decided("101", "new", Outcome.BLOCKED), State.KEPT),
        ("new", ("101", "new"), decided("101", "new", Outcome.BLOCKED), State.KEPT),
        ("new", ("102", "x"), decided("101", "new", Outcome.WAITING), State.HELD),
        ("new", ("101", "new"), decided("101", "other"), State.KEPT),
    ],
)
def test_a_statement_is_released_only_as_it_was_cleared_and_delivered_last(
    delivered: str, public: tuple[str, str], decision: ReleaseDecision, state: State
) -> None:
    told = measure_of(
        known(slots=[slot("101", delivered)], releases=released(public), decisions={(2026, "101"): decision})
    )
    assert next(one.state for one in told.standings if one.entity == "101") == state


def test_who_must_publish_and_delivered_nothing_is_missing_and_overdue() -> None:
    clock = {"period": 2026, "entity": "108", "timing": "overdue", "due": "2026-03-01", "published": None}
    assessment = {"timeliness": [{**clock, "on_time": 0, "late": 0}]}
    told = measure_of(known(assessment=assessment))
    assert told.standings == (
        Standing(period=2026, entity="108", state=State.MISSING, timing="overdue", due="2026-03-01"),
    )
    counts = counts_of(told)
    assert (counts.overdue, counts.delivered, counts.held) == (1, 0, 0)


def test_checks_are_counted_by_family_and_an_error_is_told_from_a_warning() -> None:
    told = [("SUM-001", "fail", "error"), ("SUM-002", "fail", "warning"), ("SUM-002", "pass", "error")]
    told += [("COD-001", "not_applicable", "error"), ("COD-001", "error", "error")]
    outcomes = [{"code": code, "status": status, "severity": severity} for code, status, severity in told]
    measure = measure_of(known(verdicts=[{"outcomes": outcomes}]))
    assert measure.checks == {
        "COD": CheckCounts(not_applicable=1, broken=1),
        "SUM": CheckCounts(passed=1, failed=1, warned=1),
    }


def test_findings_stand_with_their_department() -> None:
    told = measure_of(known(findings={("101", "error"): 2, ("101", "note"): 4, ("", "warning"): 1, ("102", "note"): 1}))
    assert told.findings == {"": Severe(warnings=1), "101": Severe(errors=2, notes=4), "102": Severe(notes=1)}
    assert by_department(told) == {"": (0, 1), "101": (2, 0)}
    assert (counts_of(told).errors, counts_of(told).notes) == (2, 5)


def test_a_measure_is_read_as_it_was_written() -> None:
    measure = measure_of(
        known(slots=[slot("101", "new", 3)], releases=released(("101", "new")), findings={("101", "error"): 2})
    )
    assert Measure.read(measure.told()) == measure


def test_a_blank_text_is_no_filled_cell_and_a_column_of_today_may_be_missing(tmp_path: Path) -> None:
    table = tmp_path / "released.parquet"
    rows = "(VALUES ('a', 1.5), ('  ', NULL), (NULL, 0), ('', 2)) AS t(name, amount)"
    duckdb.sql(f"COPY (FROM {rows}) TO '{table}' (FORMAT parquet)")
    with engine([tmp_path]) as connection:
        assert filled(connection, table, ["name", "amount", "added_later"]) == (4, {"name": 1, "amount": 3})
