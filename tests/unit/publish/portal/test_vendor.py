"""The libraries that the site ships: what the lock says, and nothing else."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

#: What may be shipped under the project's own licence.
FREE = {"Apache-2.0", "MIT", "BSD-3-Clause", "0BSD"}
#: A page that fetched from one of these would depend on somebody else.
HOSTS = ("jsdelivr.net", "unpkg.com", "cdnjs.", "googleapis.com", "skypack.dev", "esm.sh")
#: Bytes that a click on the SQL page may cost, not counting what a server saves by compressing.
ENGINE_BYTES = 9_000_000


@pytest.fixture(scope="module")
def vendor(repository: Path) -> Path:
    return repository / "publish" / "portal" / "static" / "vendor"


@pytest.fixture(scope="module")
def tools(repository: Path) -> Path:
    return repository / "tools" / "vendor"


@pytest.fixture(scope="module")
def lock(vendor: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((vendor / "vendor.lock.json").read_text("utf-8"))
    return read


def test_every_file_is_the_one_of_the_lock(vendor: Path, lock: dict[str, Any]) -> None:
    present = {path.relative_to(vendor).as_posix(): path.read_bytes() for path in vendor.rglob("*") if path.is_file()}
    del present["vendor.lock.json"]
    told = {each["path"]: (each["bytes"], each["sha256"]) for each in lock["files"]}
    assert told == {path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in present.items()}


def test_the_packed_engine_holds_what_the_package_holds(vendor: Path, lock: dict[str, Any]) -> None:
    packed = next(each for each in lock["files"] if each["path"] == "duckdb-eh.wasm.gz")
    raw = gzip.decompress((vendor / packed["path"]).read_bytes())
    assert (len(raw), hashlib.sha256(raw).hexdigest()) == (packed["inflated_bytes"], packed["inflated_sha256"])


def test_every_package_has_a_free_licence_with_its_text(vendor: Path, lock: dict[str, Any]) -> None:
    shipped = {each["path"] for each in lock["files"] if not each["path"].startswith("LICENSES/")}
    for each in lock["packages"]:
        assert each["licence"] in FREE
        assert set(each["files"]) <= shipped
        assert each["texts"]
        assert all((vendor / "LICENSES" / text).read_text("utf-8").strip() for text in each["texts"])
    assert {file for each in lock["packages"] for file in each["files"]} == shipped


def test_the_lock_names_the_versions_that_are_pinned(tools: Path, lock: dict[str, Any]) -> None:
    packages = json.loads((tools / "package-lock.json").read_text("utf-8"))["packages"]
    known = {(path.rpartition("node_modules/")[2], each.get("version")) for path, each in packages.items()}
    prebuilt = {"duckdb", "js-sha256"}  # inside files that come as they are
    built = {(each["name"], each["version"]) for each in lock["packages"] if each["name"] not in prebuilt}
    assert built <= known


def test_the_pinned_packages_are_named_without_a_place(tools: Path) -> None:
    packages = json.loads((tools / "package-lock.json").read_text("utf-8"))["packages"]
    assert [path for path, each in packages.items() if "resolved" in each] == []
    assert [path for path, each in packages.items() if path and "integrity" not in each] == []


@pytest.mark.parametrize("script", ["echarts.js", "duckdb.js", "duckdb-worker.js"])
def test_no_script_knows_a_host_to_fetch_from(vendor: Path, script: str) -> None:
    text = (vendor / script).read_text("utf-8")
    assert [host for host in HOSTS if host in text] == []
    assert "sourceMappingURL" not in text


def test_a_click_on_the_sql_page_stays_within_its_bytes(vendor: Path) -> None:
    engine = ("duckdb-eh.wasm.gz", "duckdb-worker.js", "duckdb.js")
    assert sum((vendor / name).stat().st_size for name in engine) <= ENGINE_BYTES


def test_building_again_gives_the_same_bytes(tools: Path, repository: Path, tmp_path: Path) -> None:
    if not os.environ.get("GONGKAI_REVENDOR"):
        pytest.skip("fetches packages: set GONGKAI_REVENDOR=1 to have it done")
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("needs npm, which is not installed here")
    place = tmp_path / "tools" / "vendor"
    shutil.copytree(tools, place, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(
        repository / "publish/portal/static/vendor", tmp_path / "publish/portal/static/vendor", dirs_exist_ok=True
    )
    subprocess.run([npm, "ci", "--ignore-scripts"], cwd=place, check=True)
    done = subprocess.run([node, "build.mjs", "--check"], cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
