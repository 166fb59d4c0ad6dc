"""Stage 4: the verdict stands in the journal for exactly this content under exactly these rules."""

from pathlib import Path

from gongkai.home import DATASETS
from gongkai.verdict import Status
from pipelines.stages.standardise import slots
from pipelines.stages.validate import verdicts
from tests.support.sheets import EDUCATION, TOTAL, budget
from tests.support.town import BUDGET, Town, declared

FILE = "101/2026年部门预算.xlsx"
NAME = f"{BUDGET}/2026/101"


def test_a_clean_budget_passes_every_check(town: Town) -> None:
    given = town.submission(BUDGET, FILE, budget())
    assert town.validate(BUDGET) == 1
    verdict = verdicts(town.home, town.contract(BUDGET))[NAME]
    assert (verdict.key, verdict.passed) == (given.key, True)
    assert {one.status for one in verdict.outcomes} <= {Status.PASS, Status.NOT_APPLICABLE}
    assert {one.code for one in verdict.outcomes} >= {check.code for check in town.contract(BUDGET).rules}


def test_the_verdict_stands_in_the_lake_too(town: Town) -> None:
    given = town.submission(BUDGET, FILE, budget())
    town.validate(BUDGET)
    path = town.home.lake.verdict("budget-department-expenditure", 2026, given.key)
    assert verdicts(town.home, town.contract(BUDGET))[NAME].model_dump_json(indent=1) == path.read_text("utf-8")


def test_a_total_that_does_not_add_up_fails(town: Town) -> None:
    town.submission(BUDGET, FILE, budget((*EDUCATION, (*TOTAL[:4], 400, 100, 300))))
    town.validate(BUDGET)
    assert not verdicts(town.home, town.contract(BUDGET))[NAME].passed
    said = town.told("SUM-002")
    assert {(each.row, each.column) for each in said} == {(10, "total"), (10, "project")}


def test_nothing_is_judged_twice(town: Town) -> None:
    town.submission(BUDGET, FILE, budget())
    assert (town.validate(BUDGET), town.validate(BUDGET)) == (1, 0)


def test_new_content_is_judged_anew_and_old_findings_go(town: Town) -> None:
    town.submission(BUDGET, FILE, budget((*EDUCATION, (*TOTAL[:4], 400, 100, 300))))
    town.validate(BUDGET)
    given = town.submission(BUDGET, FILE, budget())
    assert town.validate(BUDGET) == 1
    assert verdicts(town.home, town.contract(BUDGET))[NAME].key == given.key
    assert town.told("SUM-002") == []


def test_new_rules_judge_old_content_anew(town: Town, tmp_path: Path) -> None:
    import shutil

    datasets = tmp_path / "datasets"
    shutil.copytree(town.home.datasets, datasets)
    town.submission(BUDGET, FILE, budget())
    town.validate(BUDGET)
    before = verdicts(town.home, town.contract(BUDGET))[NAME].rules
    organisations = town.root / "organisations.csv"
    organisations.write_text(organisations.read_text("utf-8") + "120,示例市审计局,,,,,120,,\n", "utf-8")
    town.reopen()
    assert town.validate(BUDGET) == 1
    assert verdicts(town.home, town.contract(BUDGET))[NAME].rules != before


def test_only_the_periods_asked_for_are_judged(town: Town) -> None:
    from gongkai.progress import Silent
    from pipelines.stages.validate import validate

    town.submission(BUDGET, FILE, budget())
    assert validate(town.home, town.contract(BUDGET), [2025], Silent()) == 0
    assert validate(town.home, town.contract(BUDGET), [2026], Silent()) == 1


def test_a_verdict_goes_with_its_submission(town: Town) -> None:
    town.submission(BUDGET, FILE, budget())
    town.validate(BUDGET)
    town.standardise(BUDGET, FILE, budget(unit=None))
    town.validate(BUDGET)
    assert [slot.submission for slot in slots(town.home, town.contract(BUDGET), [2026])] == [None]
    assert verdicts(town.home, town.contract(BUDGET)) == {}


SUMMARY = "budget/department_summary"
SUMMARY_FILE = DATASETS / SUMMARY / "sample"


def test_a_dataset_that_is_switched_on_is_asked_for_at_once(town: Town) -> None:
    vars(town.home)["contracts"] = {SUMMARY: declared()[SUMMARY]}
    sample = next(SUMMARY_FILE.glob("*.xlsx"))
    town.submission(SUMMARY, f"{sample.name[:3]}/{sample.name}", sample.read_bytes())
    town.validate(SUMMARY)
    assert town.told("STR-001") == []
    vars(town.home)["contracts"] = {name: declared()[name] for name in (SUMMARY, BUDGET)}
    town.validate(SUMMARY)
    assert len(town.told("STR-001")) == 1
