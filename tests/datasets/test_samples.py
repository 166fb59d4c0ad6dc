"""Every dataset folder brings a sample: small exports, `<department>-<name>`, and the rows they become. What is derived
has no exports; `tests/unit/pipelines/stages/test_derive.py` derives it.
"""

import csv
from pathlib import Path

import pytest

from gongkai.contract import load_contract
from gongkai.home import DATASETS
from pipelines.stages.standardise import slots
from tests.support.town import Town, declared

FOLDERS = sorted(path.parent for path in DATASETS.glob("[a-z]*/*/sources.yml"))
NAMES = [folder.relative_to(DATASETS).as_posix() for folder in FOLDERS]


def exports(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "sample").iterdir() if path.name != "expected.csv")


def standardised(town: Town, dataset: str, folder: Path) -> list[list[str]]:
    """Header and rows of the value columns, as text, in the order of departments and source rows."""
    names = town.contract(dataset).table.value_names
    rows: list[list[str]] = []
    for path in exports(folder):
        department, _, name = path.name.partition("-")
        town.standardise(dataset, f"{department}/{name}", path.read_bytes())
    for slot in slots(town.home, town.contract(dataset), town.contract(dataset).dataset.periods):
        assert slot.submission is not None, slot.blockers
        found = town.rows(slot.submission, ", ".join(f'"{name}"::VARCHAR' for name in names))
        rows += [["" if cell is None else cell for cell in row] for row in found]
    return [list(names), *rows]


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_a_sample_becomes_its_expected_rows(folder: Path, tmp_path: Path) -> None:
    town = Town(tmp_path / "home")
    vars(town.home)["contracts"] = declared()
    with (folder / "sample/expected.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    assert len(expected) > 2
    assert standardised(town, load_contract(folder).id, folder) == expected
    town.home.close()


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_a_sample_shows_every_column_a_source_states(folder: Path) -> None:
    with (folder / "sample/expected.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    stated = {field.name for field in load_contract(folder).table.stated}
    assert {name for name in stated if not any(row[name] for row in rows)} == set()
