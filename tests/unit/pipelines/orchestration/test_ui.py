"""`make ui` before anything is started: its settings, and a clear refusal where there is no home."""

import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from pipelines.orchestration import ui


def test_dagster_keeps_its_runs_in_the_home_sends_nothing_out_and_runs_one_at_a_time(tmp_path: Path) -> None:
    folder = ui.dagster_home(tmp_path)
    settings = YAML(typ="safe").load(folder / "dagster.yaml")
    assert folder == tmp_path / "dagster"
    assert settings["telemetry"] == {"enabled": False}
    assert settings["concurrency"]["runs"]["max_concurrent_runs"] == 1


def test_a_folder_that_is_no_home_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["ui", "--home", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        ui.main()
    assert ended.value.code == 2
    assert "is not a home" in capsys.readouterr().err
    assert not (tmp_path / "dagster").exists()
