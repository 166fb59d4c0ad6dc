"""What one dataset says of another is refused where that other, or its column, is not declared."""

import shutil
from pathlib import Path

import pytest

from gongkai.contract import DeclarationError, load_contracts
from gongkai.home import DATASETS

FINAL, SUMMED = "budget/department_final_expenditure", "budget/budget_versus_final"


@pytest.fixture
def datasets(tmp_path: Path) -> Path:
    """A copy of all declarations."""
    shutil.copytree(DATASETS, tmp_path / "datasets", ignore=shutil.ignore_patterns("sample"))
    return tmp_path / "datasets"


@pytest.mark.parametrize(
    ("place", "text", "instead", "found"),
    [
        (f"{SUMMED}/derived.yml", f"dataset: {FINAL}, amount: total", "dataset: budget/none, amount: total", "budget/none"),
        (f"{SUMMED}/derived.yml", f"dataset: {FINAL}, amount: total", f"dataset: {FINAL}, amount: sum", "sum"),
        (f"{SUMMED}/derived.yml", "carry: [func_name,", "carry: [colour,", "colour"),
        (f"{SUMMED}/derived.yml", "    columns:\n      final:", "    columns:\n      colour:", "colour"),
        ("budget/government_three_public/checks.yml", "department_three_public, amount: amount", "none, amount: amount", "budget/none"),
        ("budget/government_three_public/checks.yml", "department_three_public, amount: amount", "department_three_public, amount: sum", "sum"),
    ],
)  # fmt: skip
def test_a_dataset_or_column_that_is_not_there_is_refused_with_file_and_line(
    datasets: Path, place: str, text: str, instead: str, found: str
) -> None:
    path = datasets / place
    assert text in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(text, instead, 1), encoding="utf-8")
    with pytest.raises(DeclarationError) as refused:
        load_contracts(datasets)
    assert found in {fault.found for fault in refused.value.faults}
    assert {(fault.file, bool(fault.line)) for fault in refused.value.faults} == {(path, True)}
