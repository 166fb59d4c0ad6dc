"""Published packages before validators that we did not write."""

import gc
import json
from pathlib import Path

import jsonschema
import pytest

from quality.engines.tables import package_faults
from tests.support.sheets import budget, contract, contracts, project, projects
from tests.support.town import NEXT_NIGHT, NIGHT, Town

# frictionless leaves files open, which Python says when it collects them.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::DeprecationWarning"
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The descriptors after two nights: three datasets, one of them in two versions, and the figures of data quality."""
    town = Town(tmp_path_factory.mktemp("golden") / "home")
    town.put("101/2026年部门预算.xlsx", budget())
    town.put("102/2026年部门预算.xlsx", budget(department="102", unit="万元"))
    town.put(
        "112/合同公告_2026.csv",
        contracts(contract("HT-1"), contract("HT-2", 合同名称='含“引号"、逗号,与\n换行', 公告日期="")),
    )
    town.put("103/项目库2026.xlsx", projects(project(), project(2)))
    town.publish()
    town.put("112/合同公告_2026.csv", contracts(contract("HT-1"), contract("HT-2"), contract("HT-3")))
    town.refresh(NIGHT)
    town.sign(NIGHT)
    town.refresh(NEXT_NIGHT)
    town.home.close()
    found = sorted(town.home.public.rglob("datapackage.json"))
    assert len(found) == 5
    return found


def wrong(path: Path) -> list[str]:
    found = package_faults(path)
    gc.collect()
    return found


def test_frictionless_finds_nothing_wrong(packages: list[Path]) -> None:
    assert {str(path): faults for path in packages if (faults := wrong(path))} == {}


def test_frictionless_would_find_a_changed_byte(packages: list[Path], tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "v1"
    shutil.copytree(packages[0].parent, copy)
    table = next(copy.glob("*.csv"))
    table.write_bytes(table.read_bytes().replace(b"2050201", b"2050299"))
    assert wrong(copy / "datapackage.json") != []


def test_the_official_profile_agrees(packages: list[Path], shared: Path) -> None:
    folder = shared / "standards" / "datapackage-v2"
    if not folder.is_dir():
        pytest.skip("needs the official profile of ../shared/standards, which is absent here")
    profile = json.loads((folder / "profiles/2.0/datapackage.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(profile)(profile)
    for path in packages:
        faults = [error.message for error in validator.iter_errors(json.loads(path.read_text("utf-8")))]
        assert faults == [], path


def test_a_package_lists_every_file_beside_it(packages: list[Path]) -> None:
    for path in packages:
        listed = {resource["path"] for resource in json.loads(path.read_text("utf-8"))["resources"]}
        assert listed == {each.name for each in path.parent.iterdir()} - {"datapackage.json"}
