"""Stages 5 and 6 and the whole flow: who is held by what, what is released, and that nobody stops another."""

import json
from datetime import datetime

import pytest

from gongkai.decision import Outcome
from gongkai.errors import GongkaiError
from pipelines.stages.publish import Published
from tests.support.sheets import EDUCATION, budget, contract, contracts, project, projects
from tests.support.town import BUDGET, CONTRACTS, EVENING, NEXT_NIGHT, NIGHT, PROJECTS, Town, tree

BUDGET_FILE = "101/2026年部门预算.xlsx"
CONTRACT_FILE = "112/合同公告_2026.csv"
OTHER = (*EDUCATION[:3], ("205", "02", "02", "初中教育", 180, 60, 120))
WRONG = (*EDUCATION[:3], ("205", "02", "02", "小学教育", 180, 60, 190))
EARLY = datetime.fromisoformat("2026-02-10T02:00:00+08:00")


def codes(town: Town, dataset: str, entity: str) -> list[str]:
    return [reason.code for reason in town.decisions[dataset, 2026, entity].blockers]


def states(published: tuple[Published, ...]) -> dict[str, str]:
    return {one.dataset: one.state for one in published if one.period == 2026}


def test_a_new_submission_waits_for_its_people(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    night = town.refresh()
    assert town.decisions[BUDGET, 2026, "101"].outcome is Outcome.WAITING
    assert codes(town, BUDGET, "101") == ["REV-MISSING"]
    assert states(night.published)[BUDGET] == "held"
    assert not list(town.home.public.glob("d/*/manifest.json"))


def test_two_files_block(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    town.put("101/另一份.xlsx", budget(OTHER))
    town.refresh()
    assert codes(town, BUDGET, "101") == ["STD-TWO-FILES"]


def test_failed_checks_block(town: Town) -> None:
    town.put(BUDGET_FILE, budget(WRONG))
    town.refresh()
    assert codes(town, BUDGET, "101") == ["CHK-FAILED"]


def test_a_budget_without_its_reply_is_blocked_and_the_event_named(town: Town) -> None:
    town.put("108/2026年部门预算.xlsx", budget(department="108"))
    town.refresh()
    (reason,) = town.decisions[BUDGET, 2026, "108"].blockers
    assert (reason.code, "财政批复 2026" in reason.zh) == ("EMB-EVENT", True)


def test_a_budget_before_its_reply_is_blocked_and_cleared_after_it(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    town.refresh(EARLY)
    (reason,) = town.decisions[BUDGET, 2026, "101"].blockers
    assert (reason.code, "示财预〔2026〕11号" in reason.zh) == ("EMB-DATE", True)
    town.refresh(NIGHT)
    assert codes(town, BUDGET, "101") == ["REV-MISSING"]


def test_rows_set_aside_beyond_the_limit_block(town: Town) -> None:
    rows = [contract(f"HT-{n}") for n in range(97)]
    bad = [contract(f"坏-{n}", **{"合同金额(元)": "待定"}) for n in range(3)]
    town.put(CONTRACT_FILE, contracts(*rows, *bad))
    town.refresh()
    (reason,) = town.decisions[CONTRACTS, 2026, "112"].blockers
    assert (reason.code, "3" in reason.en, "100" in reason.en) == ("ROW-LIMIT", True, True)
    town.put(CONTRACT_FILE, contracts(*rows, contract("HT-97"), *bad[:2]))
    town.refresh()
    assert codes(town, CONTRACTS, "112") == ["REV-MISSING"]
    assert [caution.code for caution in town.decisions[CONTRACTS, 2026, "112"].cautions] == ["ROW-ASIDE"]


def test_a_budget_may_set_no_row_aside(town: Town) -> None:
    town.put(BUDGET_FILE, budget((*EDUCATION, ("206", "", "", "科学技术支出", "", "", ""))))
    town.refresh()
    assert codes(town, BUDGET, "101") == ["ROW-LIMIT"]


def test_the_decision_stands_in_the_lake_too(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    town.refresh()
    path = town.home.lake.decision("budget-department-expenditure", 2026, "101")
    assert json.loads(path.read_text("utf-8"))["outcome"] == "waiting"


def test_states_of_a_dataset_through_its_nights(town: Town) -> None:
    assert states(town.refresh().published) == dict.fromkeys((BUDGET, CONTRACTS, PROJECTS), "empty")
    town.put(BUDGET_FILE, budget())
    assert states(town.refresh(EVENING).published)[BUDGET] == "held"
    town.sign()
    assert states(town.refresh(NIGHT).published)[BUDGET] == "released"
    assert states(town.refresh(NIGHT).published)[BUDGET] == "unchanged"
    town.put(BUDGET_FILE, budget(OTHER))
    night = town.refresh(NEXT_NIGHT)
    (kept,) = [one for one in night.published if (one.dataset, one.period) == (BUDGET, 2026)]
    assert kept.state == "kept_last_good"
    assert kept.release is not None
    assert kept.release.version == 1
    assert [(one.entity, one.outcome) for one in kept.held] == [("101", Outcome.WAITING)]


def test_one_department_s_fault_does_not_hold_the_others(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    town.put("102/2026年部门预算.xlsx", budget(WRONG, department="102"))
    night = town.publish()
    (one,) = [one for one in night.published if (one.dataset, one.period) == (BUDGET, 2026)]
    assert one.release is not None
    assert ([part.entity for part in one.release.parts], [held.entity for held in one.held]) == (["101"], ["102"])


def test_a_department_that_is_held_keeps_its_last_good_rows_beside_new_ones(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    town.publish()
    town.put(BUDGET_FILE, budget(WRONG))
    town.put("102/2026年部门预算.xlsx", budget(department="102"))
    town.refresh(NIGHT)
    town.sign(NIGHT)
    night = town.refresh(NEXT_NIGHT)
    (one,) = [one for one in night.published if (one.dataset, one.period) == (BUDGET, 2026)]
    assert one.release is not None
    assert (one.state, one.release.version) == ("released", 2)
    assert [(part.entity, part.rows) for part in one.release.parts] == [("101", 4), ("102", 4)]


def test_a_file_taken_from_the_inbox_stays_published(town: Town) -> None:
    path = town.put(BUDGET_FILE, budget())
    town.publish()
    path.unlink()
    assert states(town.refresh(NEXT_NIGHT).published)[BUDGET] == "unchanged"


def test_a_bad_file_in_place_of_a_good_one_keeps_the_release(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    town.publish()
    before = tree(town.home.public / "d" / "budget-department-expenditure" / "2026")
    town.put(BUDGET_FILE, budget()[:500])
    town.refresh(NEXT_NIGHT)
    assert "EXT-DAMAGED" in town.rules
    assert tree(town.home.public / "d" / "budget-department-expenditure" / "2026") == before


def test_a_quiet_night_writes_nothing(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    town.put(CONTRACT_FILE, contracts(contract()))
    town.publish()
    town.refresh(NIGHT)
    folders = (town.home.public, town.home.lake.root)
    before = {path: path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*")}
    town.reopen()
    town.refresh(NEXT_NIGHT)
    assert {path: path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*")} == before


def test_the_same_nights_give_the_same_bytes_in_another_home(
    town: Town, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Town(tmp_path_factory.mktemp("other") / "elsewhere")
    for each in (town, other):
        each.put(BUDGET_FILE, budget())
        each.put(CONTRACT_FILE, contracts(contract("HT-1"), contract("HT-2")))
        each.publish()
    assert tree(town.home.public, town.home.lake.root) == tree(other.home.public, other.home.lake.root)
    other.home.close()


@pytest.mark.parametrize("step", ["standardise", "validate", "review", "publish"])
def test_a_dataset_that_breaks_off_is_named_and_the_others_go_on(
    town: Town, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    from pipelines import steps

    real = getattr(steps, step)

    def failing(home, contract, *rest):  # type: ignore[no-untyped-def]
        if contract.id == PROJECTS:
            raise ZeroDivisionError(f"cannot read {town.root}/lake/x for 13800138000")
        return real(home, contract, *rest)

    town.put(BUDGET_FILE, budget())
    town.put("103/项目库2026.xlsx", projects(project()))
    town.publish()
    monkeypatch.setattr(steps, step, failing)
    town.put(CONTRACT_FILE, contracts(contract()))
    town.refresh(NIGHT)
    town.sign(NIGHT)
    night = town.refresh(NEXT_NIGHT)
    assert {name.rpartition("/")[0] if name[-4:].isdigit() else name for name in night.failed} == {PROJECTS}
    assert states(night.published)[CONTRACTS] == "released"
    assert states(night.published)[BUDGET] == "unchanged"
    for said in town.told("RUN-FAILED"):
        assert said.dataset == PROJECTS
        assert "ZeroDivisionError" in said.message_en
        assert str(town.root) not in said.message_en
        assert "13800138000" not in said.message_en
    assert (town.home.public / "d/projects-major-projects/manifest.json").is_file()
    pages = "".join(path.read_text("utf-8") for path in town.home.public.rglob("*.html"))
    assert "ZeroDivisionError" in pages
    monkeypatch.undo()
    assert town.refresh(NEXT_NIGHT).failed == {}
    assert town.told("RUN-FAILED") == []


def test_an_assessment_that_breaks_off_does_not_freeze_the_site(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.stages import assess

    real = assess.assess_dataset

    def failing(home, contract, as_of):  # type: ignore[no-untyped-def]
        if contract.id == PROJECTS:
            raise ZeroDivisionError("no clock")
        return real(home, contract, as_of)

    monkeypatch.setattr(assess, "assess_dataset", failing)
    town.put(BUDGET_FILE, budget())
    town.publish()
    assert town.only("RUN-FAILED").dataset == PROJECTS
    assert (town.home.public / "index.html").is_file()
    monkeypatch.undo()
    town.refresh(NIGHT)
    assert town.told("RUN-FAILED") == []


@pytest.mark.parametrize("step", ["land", "extract"])
def test_an_intake_that_breaks_off_leaves_what_had_arrived_published(
    town: Town, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    from pipelines import steps

    def failing(*_: object, **__: object) -> None:
        raise OSError("the disk does not answer")

    town.put(BUDGET_FILE, budget())
    town.refresh()
    town.sign()
    monkeypatch.setattr(steps, step, failing)
    night = town.refresh(NIGHT)
    assert night.failed == {f"{step}ed": "OSError: the disk does not answer"}
    assert states(night.published)[BUDGET] == "released"
    assert "the disk does not answer" in town.only("RUN-INTAKE").message_zh
    monkeypatch.undo()
    assert town.refresh(NEXT_NIGHT).failed == {}
    assert town.told("RUN-INTAKE") == []


def test_a_run_may_be_narrowed_to_a_dataset(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    town.put(CONTRACT_FILE, contracts(contract()))
    night = town.refresh(datasets=[CONTRACTS])
    assert {one.dataset for one in night.published} == {CONTRACTS}
    assert set(town.decisions) == {(CONTRACTS, 2026, "112")}


def test_a_run_may_be_narrowed_to_late_periods(town: Town) -> None:
    town.put("101/2025年部门预算.xlsx", budget(title="2025年支出预算总表"))
    town.put(BUDGET_FILE, budget())
    night = town.refresh(since=2026)
    assert {one.period for one in night.published} == {2026}
    assert {period for _, period, _ in town.decisions} == {2026}


def test_an_unknown_dataset_is_refused_before_anything_is_done(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    with pytest.raises(GongkaiError, match="budget/none"):
        town.refresh(datasets=["budget/none"])
    assert town.home.journal.deliveries.by_id() == {}


def test_two_runs_at_once_are_one_too_many(town: Town) -> None:
    with town.home.writing(), pytest.raises(GongkaiError, match="another run"):
        town.refresh()


def test_refresh_never_signs(town: Town) -> None:
    town.put(BUDGET_FILE, budget())
    for at in (EVENING, NIGHT, NEXT_NIGHT):
        town.refresh(at)
    assert town.home.journal.reviews.sign_offs() == {}
    assert town.home.journal.releases.published() == {}
