"""A fictional city whose budget is easy to add up by hand."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from publish.manifest import version_folder
from publish.portal.budget import sections
from publish.portal.budget.books import DATASETS, EXPENDITURE
from publish.portal.context import Context
from tests.support.released import Released

NAMES = {
    "205": "教育支出",
    "20502": "普通教育",
    "2050201": "学前教育",
    "2050202": "小学教育",
    "208": "社会保障和就业支出",
    "_TOT": "本年支出合计",
    "_TOT_OWN": "本年收入合计",
}
FINANCE = "102"
#: 113 is a unit of 103.
ORGANISATIONS = """code,name,parent,inbox
101,示例市教育局,,101
102,示例市财政局,,102
103,示例市发展改革委,,103
113,示例市价格认证中心,103,113
"""
Row = dict[str, Any]
Release = Callable[..., None]


def line(code: str, amount: str, stage: str = "budget", **more: Any) -> Row:
    """A row of the government's spending: general budget, the city itself."""
    level = None if code.startswith("_") else (len(code) - 1) // 2
    return {
        "fund": "general",
        "scope": "own",
        "stage": stage,
        "func_code": code,
        "func_name": NAMES[code],
        "printed_name": NAMES[code],
        "level": level,
        "is_of_which": False,
        "amount": amount,
        **place("支出本级", f"D{len(code)}"),
        **more,
    }


def spent(code: str, total: str, basic: str | None = None, project: str | None = None, **more: Any) -> Row:
    """A row of a department's spending."""
    return {
        "stage": "budget",
        "func_code": code,
        "func_name": NAMES[code],
        "level": (len(code) - 1) // 2,
        "total": total,
        "basic": basic,
        "project": project,
        "source_file": "abc",
        "source_sheet": "支出总表",
        "source_row": 9,
        **more,
    }


def place(sheet: str, cell: str) -> Row:
    """Where a row of the government stands."""
    return {"source_file": "abc", "source_sheet": sheet, "source_row": int(cell[1:]), "source_cell": cell}


#: 教育 is itemised to the yuan but for 0.02 元; 社会保障 has no parts.
SPENDING = [
    line("205", "700.00"),
    line("20502", "700.00"),
    line("2050201", "200.00"),
    line("2050202", "499.98"),
    line("208", "300.00"),
    line("_TOT", "1000.00"),
    line("205", "600.00", "exec_forecast"),
    line("208", "400.00", "exec_forecast"),
    line("_TOT", "1000.00", "exec_forecast"),
]


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Released]:
    """The city, which has all datasets of the budget, and nothing released."""
    found = Released(tmp_path, *DATASETS)
    (tmp_path / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    yield found
    found.home.close()


@pytest.fixture
def release(city: Released) -> Release:
    """Releases rows of a department, by default of the finance bureau and 2026, out of one file."""

    def write(dataset: str, rows: Sequence[Row], entity: str = FINANCE, period: int = 2026) -> None:
        city.release(dataset, entity, rows, period)
        contract = city.home.contract(dataset)
        newest = city.home.journal.releases.history(dataset, period)[-1]
        folder = version_folder(city.home.public, contract, period, newest.version)
        sources = {"abc": {"tables": [{"file": "预算.xlsx"}]}}
        (folder / "sources.json").write_text(json.dumps({"sources": sources}), encoding="utf-8")

    return write


@pytest.fixture
def budget(release: Release) -> None:
    """The budget of 2026 is released."""
    release(EXPENDITURE, SPENDING)


def built(city: Released) -> dict[str, str]:
    """Path -> text of every page of the section, what the search reads apart."""
    [section] = sections(Context(city.home))
    return {page.path: str(page.make()) for page in section.pages() if page.path.endswith(".html")}
