"""The published figures of four department documents, as typed in: nine tables each, and what the text says of them.

Here belongs reading the CSV files and what is said of their source. How a workbook shows them belongs to `writing`.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent
BUDGETS = ("street_2023", "street_2024", "finance_2025")
FINALS = ("finance_2024_final",)
NAMES = (*BUDGETS, *FINALS)

Row = dict[str, str]


@dataclass(frozen=True)
class Document:
    """One published document: its year, the department of 示例市 that lends its name, tables 1-9 and the text's figures."""

    name: str
    year: int
    department: str
    units: dict[int, str]
    tables: dict[int, tuple[Row, ...]]
    texts: tuple[Row, ...]

    def rows(self, table: int) -> tuple[Row, ...]:
        """The rows that are no 合计 row."""
        return tuple(row for row in self.tables[table] if row.get("code", "-"))

    def total(self, table: int) -> Row:
        """The 合计 row; raises ValueError where there is none or more than one."""
        (row,) = (row for row in self.tables[table] if row["code"] == "")
        return row

    def labelled(self, table: int, side: str, label: str) -> Row:
        """The first row of a side whose label ends so; raises StopIteration."""
        return next(row for row in self.tables[table] if row["side"] == side and row["label"].endswith(label))


@cache
def document(name: str) -> Document:
    """The document kept in the folder of that name."""
    folder = FOLDER / name
    source = YAML(typ="safe").load((folder / "source.yml").read_text("utf-8"))
    files = sorted(folder.glob("[1-9]_*.csv"))
    tables = {int(path.name[0]): read(path) for path in files}
    units = {number: source["units"].get(number, source["unit"]) for number in tables}
    return Document(name, source["year"], source["lent_to"], units, tables, read(folder / "text.csv"))


def read(path: Path) -> tuple[Row, ...]:
    """The rows of a CSV file; every cell is text as printed, without thousands marks."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def amount(text: str) -> Decimal:
    """A printed amount; a blank cell counts as nothing."""
    return Decimal(text or 0)
