"""What is generated from the declarations, with and without a home."""

import shutil
from datetime import datetime
from pathlib import Path

import dagster as dg
import pytest

from gongkai.home import open_home
from pipelines.orchestration.build import build
from pipelines.orchestration.nightly import partitions
from pipelines.orchestration.run import AS_OF, home_root, writing

SWITCHED_ON = ("budget/department_expenditure", "procurement/contracts", "projects/major_projects")
DATASETS = (
    *SWITCHED_ON,
    "budget/budget_versus_final",
    "budget/department_appropriation",
    "budget/department_basic_economic",
    "budget/department_final_appropriation",
    "budget/department_final_basic_economic",
    "budget/department_final_expenditure",
    "budget/department_final_general_expenditure",
    "budget/department_final_gov_fund",
    "budget/department_final_revenue",
    "budget/department_final_state_capital",
    "budget/department_final_statements",
    "budget/department_final_summary",
    "budget/department_final_three_public",
    "budget/department_final_three_public_counts",
    "budget/department_fund_expenditure",
    "budget/department_revenue",
    "budget/department_statements",
    "budget/department_summary",
    "budget/department_three_public",
    "budget/direct_funds",
    "budget/government_accounts",
    "budget/government_basic_economic",
    "budget/government_bonds",
    "budget/government_debt",
    "budget/government_debt_repayment",
    "budget/government_expenditure",
    "budget/government_final_basic_economic",
    "budget/government_final_debt",
    "budget/government_final_expenditure",
    "budget/government_final_revenue",
    "budget/government_final_transfers",
    "budget/government_revenue",
    "budget/government_three_public",
    "budget/government_transfers",
    "budget/hotline_statistics",
    "budget/subsidy_payments",
    "budget/subsidy_policies",
    "procurement/acceptances",
    "procurement/award_items",
    "procurement/awards",
    "procurement/corrections",
    "procurement/engineering_candidates",
    "procurement/engineering_tenders",
    "procurement/intentions",
    "procurement/links",
    "procurement/other_results",
    "procurement/platform_notices",
    "procurement/tenders",
    "projects/approvals",
    "projects/completion",
    "projects/construction",
    "projects/design_changes",
    "projects/funding",
    "projects/land",
    "projects/milestones",
    "projects/quality_safety",
    "projects/services",
)


def city(root: Path, repository: Path, **changes: str) -> Path:
    """A home of the sample city; `changes` are replacements of text in its city.yml."""
    shutil.copytree(repository / "tests" / "support" / "small_city", root)
    text = (root / "city.yml").read_text(encoding="utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    (root / "city.yml").write_text(text, encoding="utf-8")
    return root


def keys(definitions: dg.Definitions) -> set[str]:
    return {key.to_user_string() for key in definitions.resolve_asset_graph().get_all_asset_keys()}


def test_each_dataset_has_three_assets_and_the_house_four(tmp_path: Path) -> None:
    steps = {f"{dataset}/{step}" for dataset in DATASETS for step in ("standardised", "validated", "published")}
    assert keys(build(tmp_path)) == steps | {"landed", "extracted", "assessment", "site"}


def test_a_city_shows_only_the_datasets_it_has_switched_on(tmp_path: Path, repository: Path) -> None:
    home = city(tmp_path / "home", repository, **{"  - projects/major_projects\n": ""})
    assert "projects/major_projects/published" not in keys(build(home))
    assert "budget/department_expenditure/published" in keys(build(home))


def test_the_site_comes_after_every_dataset(tmp_path: Path) -> None:
    graph = build(tmp_path).resolve_asset_graph()
    before_site = graph.get_ancestor_asset_keys(dg.AssetKey("site"))
    assert {dg.AssetKey([*dataset.split("/"), "published"]) for dataset in DATASETS} <= before_site


def test_every_check_of_the_contract_is_a_check_of_validated(tmp_path: Path, repository: Path) -> None:
    home = open_home(city(tmp_path / "home", repository))
    graph = build(home.root).resolve_asset_graph()
    for contract in home.contracts.values():
        shown = {key.name for key in graph.asset_check_keys if key.asset_key.path[:2] == contract.id.split("/")}
        assert {check.code.replace("-", "_") for check in contract.rules} <= shown


def test_partitions_are_the_periods_of_all_datasets(tmp_path: Path, repository: Path) -> None:
    contracts = open_home(city(tmp_path / "home", repository)).contracts
    budget = contracts["budget/department_expenditure"]
    older = budget.model_copy(update={"dataset": budget.dataset.model_copy(update={"periods": (2019,)})})
    assert partitions([*contracts.values(), older]).get_partition_keys() == ["2019", "2023", "2024", "2025", "2026"]


def test_the_nightly_run_covers_all_periods_at_the_scheduled_moment_of_the_city(
    tmp_path: Path, repository: Path
) -> None:
    changes = {'cron: "0 2 * * *"': 'cron: "30 3 * * *"', "Asia/Shanghai": "Asia/Urumqi"}
    definitions = build(city(tmp_path / "home", repository, **changes))
    schedule = definitions.resolve_schedule_def("nightly_schedule")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 3 * * *", "Asia/Urumqi")
    moment = datetime.fromisoformat("2026-03-13T03:30:00+06:00")
    asked = schedule.evaluate_tick(
        dg.build_schedule_context(scheduled_execution_time=moment, repository_def=definitions.get_repository_def())
    ).run_requests
    assert asked is not None
    assert [request.run_key for request in asked] == [moment.isoformat()]
    assert asked[0].tags[AS_OF] == moment.isoformat()
    assert asked[0].tags["dagster/asset_partition_range_start"] == "2023"
    assert asked[0].tags["dagster/asset_partition_range_end"] == "2026"


def test_gongkai_home_names_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path) -> None:
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    assert home_root() == tmp_path
    monkeypatch.delenv("GONGKAI_HOME")
    assert home_root() == repository / "var" / "demo"


def test_a_step_waits_for_a_run_from_the_command_line(tmp_path: Path, repository: Path) -> None:
    root = city(tmp_path / "home", repository)
    with open_home(root).writing(), pytest.raises(dg.RetryRequested), writing(open_home(root)):
        pytest.fail("two writers in one home")


def test_a_city_without_datasets_still_has_a_house(tmp_path: Path, repository: Path) -> None:
    switched_on = "".join(f"  - {dataset}\n" for dataset in SWITCHED_ON)
    home = city(tmp_path / "home", repository, **{f"datasets:\n{switched_on}": "datasets: []\n"})
    definitions = build(home)
    dg.Definitions.validate_loadable(definitions)
    assert keys(definitions) == {"landed", "extracted", "assessment", "site"}
