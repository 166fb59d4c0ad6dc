"""The nightly job in Dagster: the same bytes as the command line, and one fault never stops another dataset."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from gongkai.contract import Contract
from gongkai.home import Home, open_home
from gongkai.progress import Progress
from pipelines import steps
from pipelines.flow import refresh

NIGHT = "2026-03-13T02:00:00+08:00"
BUDGET, CONTRACTS, PROJECTS = "budget/department_expenditure", "procurement/contracts", "projects/major_projects"


def tree(root: Path) -> dict[str, bytes]:
    """Every byte that is published or kept in the lake."""
    files = [path for part in ("public", "lake") for path in (root / part).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def pages(root: Path) -> str:
    """The text of the whole site."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (root / "public").rglob("*.html"))


def test_dagster_and_the_command_line_publish_the_same_bytes(first_night: Any, signed: Path) -> None:
    home = open_home(signed)
    done = refresh(home, datetime.fromisoformat(NIGHT))
    home.close()
    assert {one.dataset for one in done.published if one.state == "released"} == {BUDGET, CONTRACTS, PROJECTS}
    assert tree(first_night.root) == tree(signed)


def test_the_night_shows_rows_state_links_and_findings(first_night: Any) -> None:
    assert first_night.result.success, "a fault in the data never fails the run"
    shown = first_night.metadata(f"{CONTRACTS}/published", "2026")
    manifest = json.loads((first_night.root / "public/d/procurement-contracts/manifest.json").read_text("utf-8"))
    assert (shown["state"], shown["version"]) == ("released", 1)
    assert shown["dagster/row_count"] == manifest["periods"]["2026"]["rows"]
    assert shown["page"] == "https://data.shilishi.example/d/procurement-contracts/"
    assert (Path(shown["release"]) / "datapackage.json").is_file()
    assert shown["error"] > 0
    assert "VAL-AMOUNT" in shown["findings"]
    assert "CHK-FAILED" in first_night.metadata(f"{BUDGET}/published", "2026")["held"]
    assert first_night.metadata(f"{BUDGET}/published", "2025")["state"] == "empty"
    assert "LND-DEPARTMENT" in first_night.metadata("landed")["findings"]


def test_the_verdicts_of_the_journal_are_mirrored_by_period(first_night: Any) -> None:
    key = dg.AssetCheckKey(dg.AssetKey([*BUDGET.split("/"), "validated"]), "SUM_001")
    history = first_night.instance.event_log_storage.get_asset_check_execution_history(key, limit=3)
    assert {record.partition: record.status.value for record in history} == {
        None: "FAILED",
        "2025": "SUCCEEDED",
        "2026": "FAILED",
    }


def test_a_broken_dataset_leaves_the_others_published_and_the_site_says_so(
    signed: Path, night: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = steps.validate

    def validate(home: Home, contract: Contract, periods: Sequence[int], progress: Progress) -> int:
        if contract.id == CONTRACTS:
            raise OSError("the rules cannot be read")
        return sound(home, contract, periods, progress)

    monkeypatch.setattr(steps, "validate", validate)
    ran = night(signed, NIGHT)
    assert not ran.result.success
    assert len(ran.failures()) == 1
    assert f"{CONTRACTS}/2026 (OSError: the rules cannot be read)" in ran.failures()[0]
    assert ran.metadata(f"{BUDGET}/published", "2026")["state"] == "released"
    assert ran.metadata(f"{PROJECTS}/published", "2026")["state"] == "released"
    assert ran.metadata(f"{CONTRACTS}/published", "2026")["state"] == "held"
    assert "OSError" in pages(signed)
    assert "the rules cannot be read" not in pages(signed), "the cause may quote a cell; it is told to the house"

    monkeypatch.undo()
    again = night(signed, "2026-03-14T02:00:00+08:00")
    assert again.result.success
    assert again.metadata(f"{CONTRACTS}/published", "2026")["state"] == "released"
    assert "OSError" not in pages(signed)


def test_a_broken_period_leaves_the_others_published(signed: Path, night: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = steps.publish

    def publish(home: Home, contract: Contract, periods: Sequence[int], as_of: datetime) -> Any:
        if contract.id == BUDGET and 2025 in periods:
            raise ZeroDivisionError("2025 has no rows")
        return sound(home, contract, periods, as_of)

    monkeypatch.setattr(steps, "publish", publish)
    ran = night(signed, NIGHT)
    assert f"{BUDGET}/2025 (ZeroDivisionError" in ran.failures()[0]
    assert ran.metadata(f"{BUDGET}/published", "2026")["state"] == "released"
    assert "ZeroDivisionError: 2025 has no rows" in ran.metadata(f"{BUDGET}/published", "2025")["held"]
    assert "ZeroDivisionError" in pages(signed)
    assert "2025 has no rows" not in pages(signed)


def test_a_failed_run_wakes_a_person_with_its_cause(signed: Path, night: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.orchestration import alert

    def standardise(*_: object) -> int:
        raise MemoryError("no room for a table")

    told: list[str] = []
    monkeypatch.setattr(alert, "alert", told.append)
    monkeypatch.setattr(steps, "standardise", standardise)
    ran = night(signed, NIGHT)
    failure = next(event for event in ran.result.all_events if event.is_failure and not event.is_step_event)
    context = dg.build_run_status_sensor_context(
        "failure_alert", failure, ran.instance, ran.result.dagster_run
    ).for_run_failure()
    alert.failure_alert()(context)
    assert len(told) == 1
    assert "no room for a table" in told[0]


@pytest.mark.parametrize("step", ["land", "extract"])
def test_an_intake_that_breaks_off_leaves_what_had_arrived_published(
    signed: Path, night: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError("the disk does not answer")

    monkeypatch.setattr(steps, step, failing)
    ran = night(signed, NIGHT)
    assert not ran.result.success
    assert len(ran.failures()) == 1
    assert f"{step}ed (OSError: the disk does not answer)" in ran.failures()[0]
    assert ran.metadata(f"{CONTRACTS}/published", "2026")["state"] == "released"
    assert "OSError" in pages(signed)

    monkeypatch.undo()
    assert night(signed, "2026-03-14T02:00:00+08:00").result.success
    assert "OSError" not in pages(signed)
