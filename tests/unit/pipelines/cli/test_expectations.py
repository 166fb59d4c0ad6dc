"""`gongkai expectations`: the last result, as it was kept, and what is told of it."""

from collections.abc import Callable
from typing import Any

import pytest

from gongkai.findings import Place, finding
from gongkai.journal.work import Entry
from gongkai.verdict import Status
from quality.watch.result import Compared, Watch, Watched
from tests.support.town import BUDGET, CONTRACTS, Town

FILL = Watch(
    code="EXP-FILL", type="ExpectColumnValuesToBeBetween", columns=("project_no",),
    parameters={"column": "2026 project_no fill", "min_value": 0.75, "max_value": 1.0},
    status=Status.FAIL, checked=1, failed=1, reason="", since="2026-03-13T02:00:00+08:00",
    kind="fill", period=2026, observed=0.1, low=0.75, high=1.0,
)  # fmt: skip
RESULT = Watched(
    dataset=CONTRACTS, at="2026-03-13T02:00:00+08:00", rows=1240, looked_at=1240,
    periods=(Compared(period=2026, rows=1240, departments=3, releases=("2025 v1",)),), expectations=(FILL,),
)  # fmt: skip


@pytest.fixture
def watched(town: Town) -> Town:
    """A town in which the contracts were looked at."""
    told = finding(
        "EXP-FILL", Place(dataset=CONTRACTS, period=2026, column="project_no"),
        what_zh="项目编号的填写率", what_en="project number", observed="10.0%", low="75.0%", high="100.0%",
    )  # fmt: skip
    town.home.journal.work.keep([Entry(f"expect:{CONTRACTS}", "expect", "k", RESULT.model_dump(mode="json"), [told])])
    return town


def test_the_last_result_and_what_is_told_of_it(watched: Town, run: Callable[..., Any]) -> None:
    said = run("expectations", "--home", watched.root)
    assert said.code == 0
    for word in (CONTRACTS, "1,240", "2026-03-13 02:00", "EXP-FILL", "项目编号的填写率为 10.0%"):
        assert word in said.out


def test_json_has_every_expectation_with_its_range(watched: Town, run: Callable[..., Any]) -> None:
    (shown,) = run("expectations", CONTRACTS, "--home", watched.root, "--json").json
    assert shown == RESULT.model_dump(mode="json")
    assert run("expectations", BUDGET, "--home", watched.root, "--json").json == []


def test_before_the_first_result_the_next_step_is_named(town: Town, run: Callable[..., Any]) -> None:
    said = run("expectations", "--home", town.root)
    assert (said.code, "gongkai refresh" in said.out) == (0, True)


def test_a_dataset_that_the_city_does_not_have_is_refused(town: Town, run: Callable[..., Any]) -> None:
    assert run("expectations", "budget/nothing", "--home", town.root).code == 2
