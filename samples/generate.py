"""Write the departmental exports of one night: `python -m samples.generate --night 1 --out DIR`.

Here belongs which department delivers which file. The city's settings are plain files in `shilishi/`; making a home of
them and running the nights is not done here.
"""

import argparse
from datetime import date
from functools import cache
from pathlib import Path

from samples.budget import DEPARTMENTS
from samples.city import YEAR, departments
from samples.contracts import export
from samples.final_files import final_files
from samples.government import government_files
from samples.other_files import other_files
from samples.project_books import project_files
from samples.project_files import xls, xlsx
from samples.purchase_files import feeds, unchanging_files
from samples.strays import strays
from samples.units import UNITS
from samples.workbook import workbook

# The day on which the departments export; the nightly job runs in the small hours that follow.
NIGHTS = {1: date(2026, 3, 12), 2: date(2026, 3, 13)}
# Who also delivers budgets of earlier years, (department, year).
EARLIER = (("102", YEAR - 1), ("103", YEAR - 1), ("104", YEAR - 1), ("102", YEAR - 2))
CONTRACTS = "inbox/112/政府采购合同公告_2026.csv"
PROJECTS = "inbox/103/重大建设项目库2026.xlsx"
HOUSING_PROJECTS = "inbox/104/重大建设项目库2026.xls"


def budget_path(department: str, year: int = YEAR) -> str:
    """Where a department or unit puts its budget workbook of a year."""
    return f"inbox/{department}/{departments()[department].name}{year}年部门预算.xlsx"


def exports(night: int) -> dict[str, bytes]:
    """Path below the home -> bytes: all that lies in the inboxes on a night. Raises KeyError for an unknown night."""
    if night not in NIGHTS:
        raise KeyError(night)
    budgets = {budget_path(code): workbook(code, night) for code in DEPARTMENTS}
    registers = {PROJECTS: xlsx("103"), HOUSING_PROJECTS: xls("104")}
    return budgets | unchanging() | registers | {CONTRACTS: export(night)} | feeds(night) | strays()


@cache
def unchanging() -> dict[str, bytes]:
    """What is the same on both nights: budgets of units and of earlier years, final accounts, the government's,
    projects, the stages of purchases.
    """
    units = {budget_path(code): workbook(code, 1) for code in UNITS}
    before = {budget_path(code, year): workbook(code, 1, year) for code, year in EARLIER}
    return units | before | final_files() | government_files() | other_files() | project_files() | unchanging_files()


def write(night: int, out: Path) -> list[Path]:
    """Write a night's exports below `out`, return the files written; one that has these bytes already is left alone."""
    written = []
    for name, content in exports(night).items():
        path = out / name
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written


def main() -> None:
    """Read the arguments, write the files, say how many."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--night", type=int, choices=sorted(NIGHTS), required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    written = write(arguments.night, arguments.out)
    print(f"{len(written)} files written below {arguments.out}")


if __name__ == "__main__":
    main()
