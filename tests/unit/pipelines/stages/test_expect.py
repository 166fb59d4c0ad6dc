"""Expectations in the night: looked at once a change, never in the way of a release, nothing on a quiet night."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from gongkai.engine import engine
from gongkai.progress import Silent
from gongkai.verdict import Status
from pipelines.stages import expect as stage
from pipelines.stages.expect import results
from pipelines.stages.expect.run import sample
from pipelines.stages.validate import stated_in
from pipelines.steps import (
    extract_deliveries,
    publish_dataset,
    standardise_dataset,
    validate_dataset,
    watch_datasets,
)
from publish.portal.context import Context
from quality.engines.expectations import suite
from quality.loading import SUBMISSION
from quality.watch.result import Watched
from tests.support.sheets import contract, contracts
from tests.support.town import CONTRACTS, EVENING, NEXT_NIGHT, NIGHT, Town, expectations, tree

SAMPLED = [f"HT-{n}" for n in (0, 2, 6, 8, 9, 10, 11, 16, 17, 18, 19, 23, 24, 30, 32, 33, 35, 37)]
FILE = "112/合同公告_2026.csv"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """示例市 with its expectations switched on and one dataset of forty contracts released."""
    found = Town(tmp_path / "home")
    expectations(found.root, on=True)
    found.reopen()
    found.put(FILE, contracts(*listed(40)))
    yield found
    found.home.close()


def listed(number: int, **changes: str) -> list[dict[str, str]]:
    """Contracts; every fourth by inquiry, unless changed."""
    ways = ("公开招标", "公开招标", "公开招标", "询价")
    return [contract(f"HT-{n}", **{"采购方式": ways[n % 4], **changes}) for n in range(number)]


def night(town: Town, at: datetime = EVENING) -> None:
    """The dataset's steps of a night, without the site."""
    town.land(at)
    extract_deliveries(town.home, Silent())
    declared = town.contract(CONTRACTS)
    standardise_dataset(town.home, declared, [2026], Silent())
    validate_dataset(town.home, declared, [2026], Silent())
    publish_dataset(town.home, declared, [2026], at)
    watch_datasets(town.home, [declared], at)


def released(town: Town) -> None:
    night(town)
    town.sign()
    night(town, NIGHT)


def result(town: Town) -> Watched:
    return results(town.home)[CONTRACTS]


def told(town: Town) -> set[tuple[str, str | None]]:
    return {(each.rule, each.column) for each in town.findings if each.rule.startswith("EXP-")}


def test_the_contract_is_seen_by_a_second_engine_and_nothing_is_compared_yet(town: Town) -> None:
    night(town)
    found = result(town)
    assert (found.rows, found.looked_at, found.at) == (40, 40, "2026-03-12T18:00:00+08:00")
    assert [each.releases for each in found.periods] == [()]
    assert {each.code for each in found.expectations} >= {"SCH-REQUIRED", "STR-013"}
    # Nothing can be said of the columns that these contracts leave blank.
    assert {each.status for each in found.expectations} == {Status.PASS, Status.NOT_APPLICABLE}
    assert told(town) == set()


def test_a_release_of_just_what_stands_asks_for_no_second_look(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    night(town)
    monkeypatch.setattr(stage.run, "_look", None)
    town.sign()
    night(town, NIGHT)
    assert town.home.journal.releases.published()[CONTRACTS, 2026][-1].rows == 40
    assert result(town).at.startswith("2026-03-12")
    assert told(town) == set()


def test_a_normal_change_is_compared_and_not_told_and_a_drift_is(town: Town) -> None:
    released(town)
    town.put(FILE, contracts(*listed(44)))
    night(town, NEXT_NIGHT)
    assert [each.releases for each in result(town).periods] == [("2026 v1",)]
    assert any(each.kind for each in result(town).expectations)
    assert told(town) == set()
    drifted = {"项目编号": "", "合同金额(元)": "10000000.00", "采购方式": "单一来源采购"}
    town.put(FILE, contracts(*listed(44, **drifted)))
    night(town, NEXT_NIGHT)
    assert told(town) >= {("EXP-FILL", "project_no"), ("EXP-SHAPE", "amount"), ("EXP-CATEGORY", "method")}
    fill = next(each for each in result(town).expectations if each.kind == "fill" and each.columns == ("project_no",))
    assert (fill.status, fill.observed, fill.low) == (Status.FAIL, 0.0, 0.75)
    assert fill.since == "2026-03-14T02:00:00+08:00"


def test_what_is_watched_is_for_those_who_run_the_house(town: Town) -> None:
    released(town)
    town.put(FILE, contracts(*listed(44, 项目编号="")))
    night(town, NEXT_NIGHT)
    assert ("EXP-FILL", "project_no") in told(town)
    context = Context(town.home)
    public = [each for contract in town.home.contracts.values() for each in context.findings(contract)]
    assert not [each for each in public if each.rule.startswith("EXP-")]
    assert not any("EXP-" in path.read_text("utf-8") for path in town.home.public.rglob("findings/*"))
    page = (town.root / "expectations" / "procurement-contracts.html").read_text("utf-8")
    for said in ("填写率", "75.0%", "0.0%", "2026 v1", "不符合", "2026-03-14", "SCH-REQUIRED"):
        assert said in page
    assert "procurement-contracts.html" in (town.root / "expectations" / "index.html").read_text("utf-8")
    assert "http" not in page
    assert not list(town.home.public.rglob("*expectations*"))


def test_a_fault_of_the_library_is_a_finding_and_holds_nothing_back(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the library broke")

    monkeypatch.setattr(stage.run, "evaluate", broken)
    released(town)
    assert town.only("EXP-ERROR").severity.value == "warning"
    assert "the library broke" in town.only("EXP-ERROR").message_zh
    assert town.home.journal.releases.published()[CONTRACTS, 2026][-1].rows == 40
    assert "EXP-ERROR" in (town.root / "expectations" / "index.html").read_text("utf-8")
    monkeypatch.undo()
    night(town, NEXT_NIGHT)
    assert told(town) == set()
    assert result(town).rows == 40


def test_a_quiet_night_writes_nothing_and_loads_no_library(town: Town) -> None:
    released(town)
    before = tree(town.root / "expectations", town.root / "lake")
    town.home.close()
    program = (
        "import sys, datetime, pathlib\n"
        "from gongkai.home import open_home\n"
        "from pipelines.steps import watch_datasets\n"
        "home = open_home(pathlib.Path(sys.argv[1]))\n"
        f"at = datetime.datetime.fromisoformat({NEXT_NIGHT.isoformat()!r})\n"
        "print(watch_datasets(home, home.contracts.values(), at), 'great_expectations' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program, town.root], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "False"]
    assert tree(town.root / "expectations", town.root / "lake") == before
    town.reopen()


def test_switched_off_nothing_is_looked_at_and_nothing_is_left(town: Town) -> None:
    released(town)
    expectations(town.root, on=False)
    town.reopen()
    night(town, NEXT_NIGHT)
    assert results(town.home) == {}


@pytest.mark.parametrize("way", [1, -1])
def test_a_large_dataset_is_looked_at_in_a_sample_that_its_keys_alone_decide(
    town: Town, monkeypatch: pytest.MonkeyPatch, way: int
) -> None:
    monkeypatch.setattr(stage.run, "LARGE", 20)
    town.put(FILE, contracts(*listed(40)[::way]))
    town.land()
    extract_deliveries(town.home, Silent())
    declared = town.contract(CONTRACTS)
    standardise_dataset(town.home, declared, [2026], Silent())
    with engine([town.home.lake.root]) as connection:
        frame = sample(connection, declared, stated_in(town.home, declared), list(suite(declared, [SUBMISSION])))
    assert sorted(frame["contract_no"]) == sorted(SAMPLED)


def test_a_release_of_few_departments_is_no_measure_for_a_city(town: Town) -> None:
    released(town)
    town.put("110/合同公告_2026.csv", contracts(*listed(38)))
    town.put("111/合同公告_2026.csv", contracts(*listed(39)))
    night(town, NEXT_NIGHT)
    town.sign(NEXT_NIGHT)
    night(town, NEXT_NIGHT)
    for number, department in enumerate(("110", "111", "112"), start=41):
        town.put(f"{department}/合同公告_2026.csv", contracts(*listed(number)))
    night(town, NEXT_NIGHT)
    (period,) = result(town).periods
    assert (period.departments, period.releases) == (3, ("2026 v2",))
