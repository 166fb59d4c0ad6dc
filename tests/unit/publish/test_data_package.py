"""The data package, judged by frictionless and by the standard's own JSON Schema."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gongkai.contract import Contract, DeclarationError
from gongkai.decision import ReleaseDecision
from gongkai.home import Home
from gongkai.submission import Submission
from publish.release import release
from publish.standards.licences import licence

# It leaves the gzip file open, which is no fault of the package.
frictionless_warns = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::DeprecationWarning"
)
NIGHT = datetime.fromisoformat("2026-03-02T02:00:00+08:00")
ROWS = [("205", "教育支出", "100.00"), ("208", "社会保障", "-50.05")]


@pytest.fixture
def package(
    home: Home,
    contract: Contract,
    submit: Callable[..., Submission],
    clear: Callable[[Submission], tuple[Submission, ReleaseDecision]],
) -> Path:
    """The descriptor of a release of two departments."""
    cleared = [clear(submit("101", ROWS)), clear(submit("102", ROWS[:1], "决算.xls"))]
    done = release(home, contract, 2026, cleared, NIGHT)
    assert done is not None
    return home.public / "d/budget-spending/2026/v1/datapackage.json"


def read(package: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(package.read_text("utf-8"))
    return content


@frictionless_warns
def test_frictionless_finds_data_hashes_and_sizes_in_order(package: Path) -> None:
    import frictionless

    report = frictionless.validate(str(package))
    assert report.flatten(["type", "message"]) == []
    assert {task.name: task.stats["rows"] for task in report.tasks if "rows" in task.stats} == {
        "budget-spending-2026-csv": 3
    }


@frictionless_warns
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_frictionless_notices_a_changed_byte(package: Path, kind: str) -> None:
    import frictionless

    data = package.with_name(f"budget-spending-2026.{kind}")
    data.write_bytes(data.read_bytes().replace(b"100.00", b"100.01") + b"\n")
    found = {kind for (kind,) in frictionless.validate(str(package)).flatten(["type"])}
    assert "hash-count" in found


def test_it_fulfils_the_official_profile(package: Path, shared: Path) -> None:
    profile = json.loads((shared / "standards/datapackage-v2/profiles/2.0/datapackage.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(profile)(profile)
    assert [error.message for error in validator.iter_errors(read(package))] == []


def test_it_says_who_made_what_from_what_and_when(package: Path) -> None:
    described = read(package)
    assert (described["name"], described["version"]) == ("budget-spending-2026", "1")
    assert described["created"] == "2026-03-02T02:00:00+08:00"
    assert (described["title"], described["title_en"]) == ("部门支出（2026）", "Departmental spending (2026)")
    assert {each["title"]: each["roles"] for each in described["contributors"]} == {
        "示例市": ["rightsHolder"],
        "拟稿员甲": ["drafter"],
        "审核员乙": ["reviewer"],
        "发布员丙": ["publisher"],
    }
    assert sorted(source["title"] for source in described["sources"]) == ["决算.xls", "预算.xlsx"]
    assert described["licenses"][0]["name"] == "CC-BY-4.0"


def test_only_the_csv_is_a_table_and_its_columns_are_the_contract(package: Path, contract: Contract) -> None:
    resources = read(package)["resources"]
    (table,) = [each for each in resources if each.get("type") == "table"]
    assert table["path"] == "budget-spending-2026.csv"
    assert table["schema"] == contract.table.public()
    assert {each["path"].rpartition(".")[2] for each in resources} == {"csv", "gz", "parquet", "json"}


def test_an_unknown_licence_is_a_bad_declaration(home: Home) -> None:
    with pytest.raises(DeclarationError, match="the licence NONE"):
        licence(home.registers, "NONE")
