"""The messes that show only between deliveries: a lock file, one file for two departments, a file sent again."""

from pathlib import Path

import pytest

from gongkai.decision import Outcome
from pipelines.preview import preview
from tests.messes.writing.books import xlsx
from tests.messes.writing.forms import EDUCATION, TOTAL, budget
from tests.support.sheets import contract, contracts
from tests.support.town import BUDGET, CONTRACTS, NEXT_NIGHT, Town

SHEET = "部门支出总表"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def test_42_a_lock_file_is_no_delivery(town: Town) -> None:
    town.put("101/~$2026年部门预算.xlsx", b"\x0fsomebody" + bytes(157))
    town.put("101/2026年部门预算.xlsx", xlsx({SHEET: budget()}))
    town.refresh()
    assert [delivery.file_name for delivery in town.home.journal.deliveries.by_id().values()] == ["2026年部门预算.xlsx"]


def test_43_one_file_for_two_departments(town: Town) -> None:
    content = contracts(contract("HT-1"), contract("HT-2"))
    town.put("112/合同公告_2026.csv", content)
    town.put("101/本局合同_2026.csv", content)
    town.refresh()
    assert {(each.department, each.severity.value) for each in town.told("STR-014")} == {
        ("112", "error"),
        ("101", "error"),
    }
    for department in ("112", "101"):
        assert "STR-014" in {reason.code for reason in town.decisions[CONTRACTS, 2026, department].blockers}


def test_52_a_file_sent_again_shows_its_changed_values(town: Town) -> None:
    town.put("101/2026年部门预算.xlsx", xlsx({SHEET: budget()}))
    town.publish()
    mended = [*EDUCATION[:2], (*EDUCATION[2][:4], 130, 50, 80), (*EDUCATION[3][:4], 170, 50, 120), TOTAL]
    town.put("101/2026年部门预算.xlsx", xlsx({SHEET: budget(mended)}))
    town.refresh(NEXT_NIGHT)
    assert town.decisions[BUDGET, 2026, "101"].outcome is Outcome.WAITING
    since = preview(town.home, BUDGET, 2026, "101").since
    assert since is not None
    assert (since.added, since.removed, since.changed) == (0, 0, 2)
    assert {one.key["func_code"]: one.cells for one in since.differences} == {
        "2050201": {"total": ("120.00", "130.00"), "basic": ("40.00", "50.00")},
        "2050202": {"total": ("180.00", "170.00"), "basic": ("60.00", "50.00")},
    }
