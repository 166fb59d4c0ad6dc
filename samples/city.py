"""The fictional city as its own generator knows it: its departments and the names of codes.

Here belongs reading `shilishi/` and the shared lists. Figures are made up elsewhere.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.codelists import CodeEntry
from gongkai.register_file import read_register

SETTINGS = Path(__file__).parent / "shilishi"
SHARED = Path(__file__).parents[1] / "datasets" / "_shared"
YEAR = 2026


@dataclass(frozen=True)
class Department:
    """A department (部门) or unit of the city."""

    code: str
    name: str
    uscc: str


@cache
def departments() -> dict[str, Department]:
    """Code -> department, as `organisations.csv` lists them."""
    rows = _rows(SETTINGS / "organisations.csv")
    return {row["code"]: Department(row["code"], row["name"], row["uscc"]) for row in rows}


@cache
def function_names(year: int = YEAR) -> dict[str, str]:
    """Code -> name of the expenditure classification (支出功能分类) of a year."""
    listed = read_register(SHARED / "codelists" / "functions.csv", CodeEntry)
    return {entry.code: entry.name for entry in listed if entry.valid_in(year)}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
