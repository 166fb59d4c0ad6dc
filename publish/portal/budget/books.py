"""Reads the released tables of the budget, each row with the place it came from. What is made of them does not belong
here.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from publish.portal.context import Context
from publish.portal.released import Reader, Row, current_files

EXPENDITURE = "budget/government_expenditure"
FINAL_EXPENDITURE = "budget/government_final_expenditure"
REVENUE = "budget/government_revenue"
FINAL_REVENUE = "budget/government_final_revenue"
DEBT = "budget/government_debt"
FINAL_DEBT = "budget/government_final_debt"
BONDS = "budget/government_bonds"
REPAYMENT = "budget/government_debt_repayment"
THREE_PUBLIC = "budget/government_three_public"
DEPARTMENT_THREE_PUBLIC = "budget/department_three_public"
DEPARTMENT_FINAL_THREE_PUBLIC = "budget/department_final_three_public"
DEPARTMENT = "budget/department_expenditure"
DEPARTMENT_FINAL = "budget/department_final_expenditure"
DEPARTMENT_FUND = "budget/department_fund_expenditure"
DEPARTMENT_FINAL_GENERAL = "budget/department_final_general_expenditure"
SUMMARY = "budget/department_summary"
#: Every dataset that the pages read.
DATASETS = (
    *(EXPENDITURE, FINAL_EXPENDITURE, REVENUE, FINAL_REVENUE, DEBT, FINAL_DEBT, BONDS, REPAYMENT, THREE_PUBLIC),
    *(DEPARTMENT_THREE_PUBLIC, DEPARTMENT_FINAL_THREE_PUBLIC, DEPARTMENT, DEPARTMENT_FINAL, DEPARTMENT_FUND),
    *(DEPARTMENT_FINAL_GENERAL, SUMMARY),
)
PROVENANCE = ("source_file", "source_sheet", "source_row", "source_cell")


class Place(NamedTuple):
    """Where a row stands in what was delivered; `cell` is empty where a table keeps the number of the row only."""

    dataset: str
    period: int
    file: str
    sheet: str
    row: int | None
    cell: str


class Books:
    """The current releases of the budget datasets."""

    def __init__(self, context: Context, reader: Reader) -> None:
        self._context = context
        self._reader = reader
        self._names: dict[Path, Mapping[str, str]] = {}
        self._read: dict[tuple[str, int, tuple[str, ...]], list[Row]] = {}

    @cached_property
    def files(self) -> Mapping[str, Mapping[int, Path]]:
        """Dataset -> year -> Parquet file; none for what the city does not have or has not released."""
        return {dataset: current_files(self._context, dataset) for dataset in DATASETS}

    def has(self, dataset: str, year: int) -> bool:
        """Whether a dataset is released for a year."""
        return year in self.files[dataset]

    def rows(self, dataset: str, year: int, columns: Sequence[str]) -> list[Row]:
        """The rows of a year as they stand in the file, each with its `place`; none where nothing is released."""
        key = (dataset, year, tuple(columns))
        if key not in self._read:
            file = self.files[dataset].get(year)
            self._read[key] = self._placed(dataset, year, file, columns) if file else []
        return self._read[key]

    def _placed(self, dataset: str, year: int, file: Path, columns: Sequence[str]) -> list[Row]:
        names = self._sources(file)
        rows = self._reader.rows(file, [*columns, *PROVENANCE])
        return [{**row, "place": _place(dataset, year, row, names)} for row in rows]

    def _sources(self, file: Path) -> Mapping[str, str]:
        """Source id -> the name of the file that was delivered."""
        if file not in self._names:
            told = json.loads((file.parent / "sources.json").read_text(encoding="utf-8"))["sources"]
            self._names[file] = {source: str(each["tables"][0]["file"]) for source, each in told.items()}
        return self._names[file]


def _place(dataset: str, year: int, row: Row, names: Mapping[str, str]) -> Place:
    source = str(row["source_file"] or "")
    return Place(
        dataset=dataset,
        period=year,
        file=names.get(source, source),
        sheet=str(row["source_sheet"] or ""),
        row=row["source_row"],
        cell=str(row["source_cell"] or ""),
    )
