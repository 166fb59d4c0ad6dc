"""A run that is killed at any instant, in the middle of writes too, and run again ends in the bytes of an undisturbed
run; and at no instant does the public tree name anything that is not there as it says.

GONGKAI_KILLS says how many instants are tried (8 unless told).
"""

import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from gongkai.digests import sha256_file
from tests.support.nights import begin, run
from tests.support.sheets import budget, contract, contracts, project, projects
from tests.support.town import EVENING, Town, tree

KILLS = int(os.environ.get("GONGKAI_KILLS", "8"))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city with a first night behind it and much to do in the next: new files, changed files, releases to cut.

    Three datasets have a release; the contracts and the budget of 101 are delivered anew and are signed already, since
    they were published before with the very same content.
    """
    town = Town(tmp_path_factory.mktemp("kill") / "home")
    changed = contracts(*(contract(f"HT-{n}", **{"合同金额(元)": "1,000元"}) for n in range(300)), contract("HT-300"))
    for department in ("101", "102", "104"):
        town.put(f"{department}/2026年部门预算.xlsx", budget(department=department))
    town.put("112/合同公告_2026.csv", changed)
    town.put("103/重大建设项目库2026.xlsx", projects(project(), project(2)))
    town.refresh(EVENING)
    town.sign()
    town.put("105/说明.docx", b"%PDF-1.7")
    town.put(
        "110/合同公告_2026.csv",
        contracts(contract("HT-1"), contract("HT-1"), contract("HT-2", **{"合同金额(元)": "待定"})),
    )
    town.put("104/2026年部门预算.xlsx", budget(department="104", unit="万元"))
    (town.home.inbox / "103/重大建设项目库2026.xlsx").rename(town.home.inbox / "103/项目库2026.xlsx")
    town.home.close()
    return town.root


def home_at(prepared: Path, target: Path) -> Path:
    """A copy of the prepared home; its inbox is looked at anew, since a copy has other inodes."""
    shutil.copytree(prepared, target, symlinks=True)
    return target


def kept(root: Path) -> dict[str, str]:
    return tree(root / "public", root / "lake")


def torn(root: Path) -> list[str]:
    """What a manifest names and is not there as it says."""
    faults = []
    for manifest in (root / "public").rglob("manifest.json"):
        for entry in json.loads(manifest.read_text("utf-8"))["periods"].values():
            folder = manifest.parent / entry["path"]
            for file in entry["files"]:
                path = folder / file["name"]
                if not path.is_file() or path.stat().st_size != file["bytes"] or sha256_file(path) != file["sha256"]:
                    faults.append(str(path))
            faults += misstated(folder)
    return faults


def misstated(folder: Path) -> list[str]:
    """What the package of a version says wrongly of its files."""
    package = folder / "datapackage.json"
    stated = json.loads(package.read_text("utf-8"))["resources"] if package.is_file() else []
    return [each["path"] for each in stated if f"sha256:{sha256_file(folder / each['path'])}" != each["hash"]]


@pytest.fixture(scope="module")
def undisturbed(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], int, float]:
    """The bytes, the number of steps and the seconds of a run that nobody kills."""
    root = home_at(prepared, tmp_path_factory.mktemp("undisturbed") / "home")
    begun = time.monotonic()
    code, steps = run(root)
    assert code == 0
    assert torn(root) == []
    assert len(list((root / "public").rglob("manifest.json"))) == 3
    return kept(root), steps, time.monotonic() - begun


def instants(seed: str, steps: int) -> list[int]:
    count = max(1, KILLS * 3 // 4)
    return sorted(random.Random(seed).sample(range(1, steps + 1), min(count, steps)))


def test_a_run_killed_before_any_of_its_steps_ends_in_the_same_bytes(
    prepared: Path, undisturbed: tuple[dict[str, str], int, float], tmp_path: Path
) -> None:
    expected, steps, _ = undisturbed
    assert steps > 50
    for instant in instants("steps", steps):
        root = home_at(prepared, tmp_path / str(instant))
        assert run(root, instant)[0] == -signal.SIGKILL, instant
        assert torn(root) == [], instant
        assert run(root)[0] == 0, instant
        assert torn(root) == [], instant
        assert differences(kept(root), expected) == {}, instant
        shutil.rmtree(root)


def test_a_run_killed_at_random_instants_ends_in_the_same_bytes(
    prepared: Path, undisturbed: tuple[dict[str, str], int, float], tmp_path: Path
) -> None:
    expected, _, seconds = undisturbed
    delays = random.Random("instants")
    for number in range(max(1, KILLS // 4)):
        root = home_at(prepared, tmp_path / str(number))
        delay = delays.uniform(0, seconds)
        watched = killed_after(root, delay)
        assert watched == [], delay
        assert run(root)[0] == 0, delay
        assert differences(kept(root), expected) == {}, delay
        shutil.rmtree(root)


def killed_after(root: Path, delay: float) -> list[str]:
    """Kill the run so many seconds after it has begun, reading the public tree all the while; what was torn."""
    process, told = begin(root)
    assert told.recv() == "begun"
    end, faults = time.monotonic() + delay, list[str]()
    while time.monotonic() < end and process.is_alive():
        faults += torn(root)
        time.sleep(0.01)
    process.kill()
    process.join()
    told.close()
    return faults + torn(root)


def differences(found: dict[str, str], expected: dict[str, str]) -> dict[str, str]:
    """Path -> what is wrong with it."""
    both = {path: "differs" for path in found.keys() & expected.keys() if found[path] != expected[path]}
    return (
        both
        | dict.fromkeys(found.keys() - expected.keys(), "left over")
        | dict.fromkeys(expected.keys() - found.keys(), "missing")
    )


def test_a_killed_run_is_caught_up_by_later_nights_too(
    prepared: Path, undisturbed: tuple[dict[str, str], int, float], tmp_path: Path
) -> None:
    """Killed again and again, a step later each time, it still arrives."""
    root = home_at(prepared, tmp_path / "home")
    for step in (10, 20, 40, 80):
        run(root, step)
        assert torn(root) == []
    assert run(root)[0] == 0
    assert differences(kept(root), undisturbed[0]) == {}
