"""Corrections: an admitted error is replaced openly while the source still says it; a mended source is noticed."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.home import DATASETS, open_home
from tests.support.sheets import EDUCATION, TOTAL, budget
from tests.support.town import BUDGET, Town

FILE = "101/2026年部门预算.xlsx"
CORRECTION = """corrections:
  - period: 2026
    entity: "101"
    key: {func_code: "2050201"}
    column: total
    expect: "210"
    value: "120"
    reason: {zh: 数字颠倒, en: digits swapped}
    document: 示教函〔2026〕7号
    asked_by: 示例市教育局计划财务处
"""
SWAPPED = (*EDUCATION[:2], (*EDUCATION[2][:4], 210, 40, 80), *EDUCATION[3:], TOTAL)


@pytest.fixture
def corrected(town: Town, tmp_path: Path) -> Callable[[str], Town]:
    """The town with this text as `corrections.yml` of its budget."""

    def with_text(text: str) -> Town:
        datasets = tmp_path / "datasets"
        shutil.copytree(DATASETS, datasets)
        (datasets / BUDGET / "corrections.yml").write_text(text, encoding="utf-8")
        town.home.close()
        town.home = open_home(town.root, datasets)
        return town

    return with_text


def test_an_expected_error_is_replaced_and_said(corrected: Callable[[str], Town]) -> None:
    town = corrected(CORRECTION)
    given = town.submission(BUDGET, FILE, budget(SWAPPED))  # type: ignore[arg-type]
    assert dict(town.rows(given, "func_code, total"))["2050201"] == Decimal("120.00")
    told = town.only("COR-APPLIED")
    assert (told.row, told.value) == (8, "210")
    assert "示教函〔2026〕7号" in told.message_zh


def test_a_mended_source_holds_the_submission_until_the_correction_is_removed(corrected: Callable[[str], Town]) -> None:
    town = corrected(CORRECTION)
    slot = town.standardise(BUDGET, FILE, budget())
    assert slot is not None
    assert [reason.code for reason in slot.blockers] == ["COR-STALE"]
    assert slot.submission is not None
    assert dict(town.rows(slot.submission, "func_code, total"))["2050201"] == Decimal("120.00")


def test_another_department_s_correction_is_not_applied(corrected: Callable[[str], Town]) -> None:
    town = corrected(CORRECTION.replace('"101"', '"102"'))
    given = town.submission(BUDGET, FILE, budget(SWAPPED))  # type: ignore[arg-type]
    assert dict(town.rows(given, "func_code, total"))["2050201"] == Decimal("210.00")
    assert not {"COR-APPLIED", "COR-STALE"} & town.rules
