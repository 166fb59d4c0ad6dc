"""A derived dataset: put together from what others have released, department by department, and from nothing else."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.home import DATASETS
from gongkai.progress import Silent
from pipelines.stages.derive import derive
from publish.review.signing import sign
from tests.support.sheets import budget
from tests.support.town import BUDGET, NIGHT, SIGNERS, SIGNING, Town, declared, stored

FINAL, DERIVED = "budget/department_final_expenditure", "budget/budget_versus_final"
SAMPLE = DATASETS / FINAL / "sample/102-2024年部门决算.xlsx"
ROWS = (
    ("201", "", "", "一般公共服务支出", 20_000_000, 15_000_000, 5_000_000),
    ("201", "06", "", "财政事务", 20_000_000, 15_000_000, 5_000_000),
    ("201", "06", "01", "行政运行", 20_000_000, 15_000_000, 5_000_000),
    ("合计", "", "", "", 20_000_000, 15_000_000, 5_000_000),
)
EVENTS = (
    "人大批准,,2024,2024-01-26,示人发〔2024〕2号,关于2024年预算的决议\n"
    "财政批复,102,2024,2024-02-24,示财预〔2024〕12号,关于批复2024年部门预算的通知\n"
    "决算批复,102,2024,2025-08-20,示财预〔2025〕71号,关于批复2024年部门决算的通知\n"
)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    made = Town(tmp_path / "home")
    vars(made.home)["contracts"] = {name: declared()[name] for name in (DERIVED, BUDGET, FINAL)}
    events = made.root / "events.csv"
    events.write_text(events.read_text(encoding="utf-8") + EVENTS, encoding="utf-8")
    made.put("102/2024年部门预算.xlsx", budget(ROWS, title="2024年支出预算总表", department="102"))
    made.put("102/2024年部门决算.xlsx", SAMPLE.read_bytes())
    return made


def derived(town: Town) -> dict[str, tuple[Decimal | None, ...]]:
    """Function code -> budget, final, difference, execution rate, of the current derived table."""
    (release,) = town.home.journal.releases.published()[DERIVED, 2024][-1:]
    (part,) = release.parts
    submission = town.home.journal.work.entry(f"standardise:{DERIVED}/2024/102")
    assert submission is not None
    assert submission.result["submission"]["key"] == part.key
    path = town.home.lake.standardised("budget-budget-versus-final", 2024, part.key)
    found = stored(path, "SELECT func_code, budget, final, difference, execution_pct FROM stored")
    return {code: tuple(values) for code, *values in found}


def test_nothing_is_derived_before_its_sources_are_released(town: Town) -> None:
    night = town.refresh()
    assert {one.state for one in night.published if one.dataset == DERIVED} == {"empty"}


def test_budget_and_accounts_stand_side_by_side_once_both_are_released(town: Town) -> None:
    town.publish()
    rows = derived(town)
    final = Decimal("16167500.00")
    assert rows["201"] == (Decimal("20000000.00"), final, final - 20_000_000, Decimal("80.84"))
    assert rows["2010601"][0] == Decimal("20000000.00")
    others = {code for code in rows if not code.startswith("201")}
    assert others
    assert {rows[code][0] for code in others} == {None}


def test_figures_lead_back_to_the_files_they_come_from(town: Town) -> None:
    town.publish()
    (release,) = town.home.journal.releases.published()[DERIVED, 2024]
    files = {table["file"] for table in release.changes["sources"]["102"]}
    assert files == {"2024年部门预算.xlsx", "2024年部门决算.xlsx"}


def test_a_quiet_night_derives_nothing_again_and_newer_content_waits_until_it_is_released(town: Town) -> None:
    town.publish()
    town.refresh(NIGHT + timedelta(days=1))
    assert len(town.home.journal.releases.published()[DERIVED, 2024]) == 1
    halved = tuple((*row[:4], *(amount // 2 for amount in row[4:])) for row in ROWS)
    town.put("102/2024年部门预算.xlsx", budget(halved, title="2024年支出预算总表", department="102"))
    town.refresh(NIGHT + timedelta(days=2))
    assert derived(town)["201"][0] == Decimal("20000000.00")
    town.sign(SIGNING + timedelta(days=3))
    town.refresh(NIGHT + timedelta(days=4))
    assert derived(town)["201"][0] == Decimal("10000000.00")


def parts(town: Town, dataset: str) -> set[str]:
    """The departments in the last release of 2024."""
    return {part.entity for part in town.home.journal.releases.published()[dataset, 2024][-1].parts}


def test_what_was_made_from_withdrawn_data_is_withdrawn_too_and_comes_back_with_it(town: Town) -> None:
    town.put("103/2024年部门决算.xlsx", SAMPLE.with_name("103-2024年部门决算.xlsx").read_bytes())
    events = town.root / "events.csv"
    events.write_text(events.read_text("utf-8") + EVENTS.replace(",102,", ",103,"), encoding="utf-8")
    vars(town.home).pop("registers", None)
    town.publish()
    assert parts(town, DERIVED) == parts(town, FINAL) == {"102", "103"}
    sign(town.home, FINAL, 2024, "102", "reviewer", SIGNERS["reviewer"], "reject", "有误", SIGNING + timedelta(days=1))
    town.refresh(NIGHT + timedelta(days=1))
    assert parts(town, FINAL) == {"103"}
    assert parts(town, DERIVED) == {"103"}
    versions = len(town.home.journal.releases.published()[DERIVED, 2024])
    town.refresh(NIGHT + timedelta(days=2))
    assert len(town.home.journal.releases.published()[DERIVED, 2024]) == versions
    sign(town.home, FINAL, 2024, "102", "reviewer", SIGNERS["reviewer"], "approve", "", SIGNING + timedelta(days=3))
    town.refresh(NIGHT + timedelta(days=3))
    assert parts(town, DERIVED) == parts(town, FINAL) == {"102", "103"}


def test_a_department_that_is_renamed_is_named_anew(town: Town) -> None:
    town.publish()
    before = town.home.journal.work.keys(f"standardise:{DERIVED}")
    organisations = town.root / "organisations.csv"
    organisations.write_text(organisations.read_text("utf-8").replace("示例市财政局", "示例市财政金融局"), "utf-8")
    vars(town.home).pop("registers", None)
    derive(town.home, town.contract(DERIVED), [2024], Silent())
    assert town.home.journal.work.keys(f"standardise:{DERIVED}") != before
