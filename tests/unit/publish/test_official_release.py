"""The official workbook as one of the published files of a version: listed, described, or its absence told."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from gongkai.contract import Contract
from gongkai.decision import ReleaseDecision
from gongkai.digests import sha256_file
from gongkai.home import Home
from gongkai.submission import Submission
from publish.formats import workbook
from publish.portal import build_site
from publish.release import release
from tests.unit.publish.conftest import DATASET, DECLARATION, NIGHT

Clear = Callable[[Submission], tuple[Submission, ReleaseDecision]]
Submit = Callable[..., Submission]
NAME = "budget-spending-2026.xlsx"
PRINTS = {"title": "{year}年部门支出表", "sheet": "部门支出表"}
ORGANISATIONS = "code,name,kind,inbox\n101,示例市教育局,department,101\n102,示例市财政局,department,102\n"


@pytest.fixture
def printing(home: Home, declare: Callable[[dict[str, Any]], Home]) -> Iterator[tuple[Home, Contract]]:
    """The city whose dataset prints."""
    (layout,) = DECLARATION["sources.yml"]["layouts"]
    (home.root / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    opened = declare({"sources.yml": {"layouts": [{**layout, "prints": PRINTS}]}})
    yield opened, opened.contract(DATASET)
    opened.close()


def folder(home: Home) -> Path:
    return home.public / "d/budget-spending/2026/v1"


def digests(home: Home) -> dict[str, str]:
    return {path.name: sha256_file(path) for path in folder(home).iterdir()}


def entry(home: Home) -> dict[str, Any]:
    manifest = json.loads((home.public / "d/budget-spending/manifest.json").read_text("utf-8"))
    found: dict[str, Any] = manifest["periods"]["2026"]
    return found


def page(home: Home) -> str:
    return (home.public / "d/budget-spending/index.html").read_text("utf-8")


def test_it_is_one_of_the_files_of_a_version(printing: tuple[Home, Contract], submit: Submit, clear: Clear) -> None:
    home, contract = printing
    release(home, contract, 2026, [clear(submit("101", [("205", "教育支出", "100.00")]))], NIGHT)
    assert {each["name"]: each["sha256"] for each in entry(home)["files"]} == digests(home)
    assert NAME in digests(home)
    assert "missing" not in entry(home)
    package = json.loads((folder(home) / "datapackage.json").read_text("utf-8"))
    (resource,) = [each for each in package["resources"] if each["path"] == NAME]
    assert resource["mediatype"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert "type" not in resource


def test_it_names_departments_as_the_register_does(
    printing: tuple[Home, Contract], submit: Submit, clear: Clear
) -> None:
    home, contract = printing
    cleared = [clear(submit(entity, [("205", "教育支出", "100.00")])) for entity in ("101", "102")]
    release(home, contract, 2026, cleared, NIGHT)
    book = CalamineWorkbook.from_path(folder(home) / NAME)
    assert book.sheet_names == ["目录", "101 示例市教育局", "102 示例市财政局"]


def test_the_page_offers_it_by_name(printing: tuple[Home, Contract], submit: Submit, clear: Clear) -> None:
    home, contract = printing
    release(home, contract, 2026, [clear(submit("101", [("205", "教育支出", "100.00")]))], NIGHT)
    build_site(home)
    assert f'd/budget-spending/2026/v1/{NAME}"' in page(home)
    assert "官方版式工作簿" in page(home)


def test_its_absence_is_told_with_the_reason(
    printing: tuple[Home, Contract], submit: Submit, clear: Clear, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, contract = printing
    monkeypatch.setattr(workbook, "MOST_CELLS", 0)
    release(home, contract, 2026, [clear(submit("101", [("205", "教育支出", "100.00")]))], NIGHT)
    assert NAME not in digests(home)
    (missing,) = entry(home)["missing"]
    assert missing["name"] == NAME
    assert "more than a printable workbook may have" in missing["en"]
    assert json.loads((folder(home) / "datapackage.json").read_text("utf-8"))["missing"] == [missing]
    build_site(home)
    assert missing["zh"] in page(home)
    assert f'd/budget-spending/2026/v1/{NAME}"' not in page(home)


def test_a_dataset_without_a_form_has_none(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    release(home, contract, 2026, [clear(submit("101", [("205", "教育支出", "100.00")]))], NIGHT)
    assert not list(folder(home).glob("*.xlsx"))
    assert "missing" not in entry(home)
