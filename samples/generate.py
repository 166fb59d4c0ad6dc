"""Write the departmental exports of one night: `python -m samples.generate --night 1 --out DIR`.

Here belongs which department delivers which file. The city's settings are plain files in `shilishi/`; making a home of
them and running the nights is not done here.
"""

import argparse
from datetime import date
from pathlib import Path

from samples.budget import DEPARTMENTS
from samples.city import departments
from samples.contracts import export
from samples.project_files import xls, xlsx
from samples.strays import strays
from samples.workbook import workbook

# The day on which the departments export; the nightly job runs in the small hours that follow.
NIGHTS = {1: date(2026, 3, 12), 2: date(2026, 3, 13)}
CONTRACTS = "inbox/112/政府采购合同公告_2026.csv"
PROJECTS = "inbox/103/重大建设项目库2026.xlsx"
HOUSING_PROJECTS = "inbox/104/重大建设项目库2026.xls"


def budget_path(department: str) -> str:
    """Where a department puts its budget workbook."""
    return f"inbox/{department}/{departments()[department].name}2026年部门预算.xlsx"


def exports(night: int) -> dict[str, bytes]:
    """Path below the home -> bytes: all that lies in the inboxes on a night. Raises KeyError for an unknown night."""
    if night not in NIGHTS:
        raise KeyError(night)
    budgets = {budget_path(code): workbook(code, night) for code in DEPARTMENTS}
    registers = {PROJECTS: xlsx("103"), HOUSING_PROJECTS: xls("104")}
    return budgets | registers | {CONTRACTS: export(night)} | strays()


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
