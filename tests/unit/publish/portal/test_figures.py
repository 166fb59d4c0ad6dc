"""The figure a page leads with is exact, and counts no amount twice."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from gongkai.contract import Contract, load_contract
from gongkai.journal.releases import Part, Release
from publish.manifest import version_folder
from publish.portal.figures import headline_amount
from publish.version import allowed_names

PART = Part("101", "c", "k", 1, "s", 2, "2026-03-02", "2026-03-02", {"total": "300.30", "amount": "0.10"})
ROWS = [
    ("101", "205", None, "100.10"),
    ("101", "20502", "205", "100.10"),
    ("101", "2050201", "20502", "100.10"),
    ("102", "205", None, "50.00"),
]


@pytest.fixture
def budget(repository: Path) -> Contract:
    return load_contract(repository / "datasets/budget/department_expenditure")


def a_release(contract: Contract) -> Release:
    return Release(contract.id, 2026, 1, "c", "2026-03-02T02:00:00+08:00", "published", (PART,), {})


def test_a_class_its_section_and_its_item_count_once(budget: Contract, tmp_path: Path) -> None:
    folder = version_folder(tmp_path, budget, 2026, 1)
    folder.mkdir(parents=True)
    with duckdb.connect() as connection:
        columns = "entity_code VARCHAR, func_code VARCHAR, parent_code VARCHAR, total DECIMAL(18,2)"
        connection.execute(f"CREATE TABLE rows ({columns})")
        connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", ROWS)
        connection.execute(f"COPY rows TO '{folder / allowed_names(budget, 2026)[2]}' (FORMAT parquet)")
    assert headline_amount(tmp_path, budget, a_release(budget)) == Decimal("150.10")


def test_without_a_hierarchy_the_parts_add_up_to_the_cent(contract: Contract, tmp_path: Path) -> None:
    three = replace(a_release(contract), parts=(PART, PART, PART))
    assert headline_amount(tmp_path, contract, three) == Decimal("0.30")
