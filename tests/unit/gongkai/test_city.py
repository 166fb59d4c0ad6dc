"""`city.yml` and what a home is opened with."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.contract import DeclarationError
from gongkai.errors import GongkaiError
from gongkai.home import DATASETS, Home, open_home
from tests.support.city import SETTINGS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The sample city's settings."""
    for name in ("city.yml", "organisations.csv", "events.csv"):
        shutil.copyfile(SETTINGS / name, tmp_path / name)
    return tmp_path


def change(path: Path, good: str, bad: str) -> None:
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), "utf-8")


def test_the_sample_city_is_fictional_and_complete(root: Path) -> None:
    city = open_home(root).city
    assert (city.fictional, city.region_code, str(city.zone)) == (True, "999900", "Asia/Shanghai")
    drafter = city.account("drafter-a")
    assert drafter is not None
    assert drafter.roles == ("drafter",)
    assert city.account("nobody") is None


@pytest.mark.parametrize(
    ("good", "bad", "key"),
    [
        ("timezone: Asia/Shanghai", "timezone: Asia/Nowhere", "timezone"),
        ("timezone: Asia/Shanghai", "timezone: ../etc/passwd", "timezone"),
        ('region_code: "999900"', "region_code: 9999", "region_code"),
        ("base_url: https://data.shilishi.example/", "base_url: data.shilishi.example", "base_url"),
        ("roles: [publisher]", "roles: []", "accounts.2.roles"),
        ("id: reviewer-b", "id: drafter-a", "accounts"),
        ('cron: "0 2 * * *"', "cron: at night", "schedule.cron"),
        ("fictional: true", "fiktional: true", "fiktional"),
    ],
)
def test_a_bad_setting_is_refused_with_its_key(root: Path, good: str, bad: str, key: str) -> None:
    change(root / "city.yml", good, bad)
    with pytest.raises(DeclarationError) as refused:
        open_home(root)
    assert [(fault.file.name, fault.key) for fault in refused.value.faults] == [("city.yml", key)]
    assert refused.value.faults[0].line > 1


def test_an_unknown_dataset_is_refused_where_it_stands(root: Path) -> None:
    change(root / "city.yml", "  - procurement/contracts", "  - procurement/contract")
    with pytest.raises(DeclarationError) as refused:
        open_home(root)
    (fault,) = refused.value.faults
    line = (root / "city.yml").read_text("utf-8").splitlines()[fault.line - 1]
    assert (fault.key, line.strip()) == ("datasets.1", "- procurement/contract")
    assert "procurement/contracts" in fault.expected


def test_a_folder_without_settings_is_no_home(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as refused:
        open_home(tmp_path)
    assert "city.yml" in refused.value.en
    assert "init" in refused.value.next_en


def test_a_dataset_that_the_city_has_not_is_refused_with_those_it_has(root: Path) -> None:
    with pytest.raises(GongkaiError) as refused:
        open_home(root).contract("budget/none")
    assert "procurement/contracts" in refused.value.next_zh


@pytest.mark.parametrize(
    ("file", "good", "bad", "key"),
    [
        ("dataset.yml", "deadline: T-PROC-CON", "deadline: T-PROC-NONE", "disclosure.deadline"),
        ("dataset.yml", "licence: CC-BY-4.0", "licence: CC-BY-9", "licence"),
        ("schema.yml", "codelist: procurement_methods", "codelist: no_such_list", "fields.14.codelist"),
        ("checks.yml", "deadline: T-PROC-CON}", "deadline: T-NONE}", "checks.4.deadline"),
        ("checks.yml", "threshold: open_tender_limit", "threshold: no_such_limit", "checks.26.threshold"),
    ],
)
def test_what_a_declaration_names_must_stand_in_the_shared_lists(
    root: Path, tmp_path: Path, file: str, good: str, bad: str, key: str
) -> None:
    datasets = tmp_path / "datasets"
    shutil.copytree(DATASETS, datasets)
    change(datasets / "procurement/contracts" / file, good, bad)
    with pytest.raises(DeclarationError) as refused:
        open_home(root, datasets)
    (fault,) = refused.value.faults
    assert (fault.file.name, fault.key) == (file, key)
    line = fault.file.read_text("utf-8").splitlines()[fault.line - 1]
    assert bad.split(": ")[1] in line


def test_a_home_has_one_writer(root: Path) -> None:
    home, other = Home(root), Home(root)
    with home.writing():
        with pytest.raises(GongkaiError) as refused, other.writing():
            pass
        assert "another run" in refused.value.en
    with other.writing():
        pass


def test_a_killed_writer_leaves_no_lock_and_its_scraps_are_swept(root: Path) -> None:
    scraps = [root / "lake/3_standardised/x/2026/.abc.parquet.part", root / "public/d/x/2026/.v1.part/x.csv"]
    scraps += [root / "lake/.landing.part", root / "lake/3_standardised/x/2026/.odd.part/odd.parquet"]
    keep = [root / "lake/1_landed/ab/abc", root / "public/d/x/2026/v1/x.csv", root / "public/d/x/manifest.json"]
    for path in (*scraps, *keep):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("half")
    script = f"import os; from pathlib import Path; from gongkai.home import Home\nwith Home(Path({str(root)!r})).writing(): os._exit(9)"
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode == 9
    with Home(root).writing():
        assert [path for path in scraps if path.exists()] == []
        assert [path for path in keep if not path.exists()] == []


def test_a_clean_end_leaves_the_next_run_nothing_to_sweep(root: Path) -> None:
    with Home(root).writing():
        pass
    mine = root / "lake/1_landed/.mine.part"
    mine.parent.mkdir(parents=True)
    mine.write_text("kept: only what an interrupted run left is swept")
    with Home(root).writing():
        assert mine.exists()
