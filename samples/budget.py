"""The budgets of the fictional departments as figures: lines of the lowest level (项) and their sums.

Here belongs arithmetic. How a budget looks in a workbook belongs to `workbook`. Amounts are whole 元.
"""

import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from samples.city import YEAR, Department, departments, function_names

FUNDS = ("general", "gov_fund", "state_capital")
DEPARTMENTS = ("101", "102", "103", "104", "105", "106", "107", "108", "109", "110", "111")
LINES = Path(__file__).parent / "budget_lines.csv"

# The unknown code (planted fault unknown-function-code) needs a name of its own; no list knows it.
UNKNOWN_CODE = {"2120177": "智慧市容管理"}

# Contributions that follow from pay (code, per mille of the running costs).
_FOLLOWING = (
    ("2080501", 31),
    ("2080505", 84),
    ("2080506", 42),
    ("2101101", 55),
    ("2210201", 76),
    ("2210203", 48),
)


@dataclass(frozen=True)
class Line:
    """A line of the lowest level: 功能分类 项 code, where the money comes from, 基本支出 and 项目支出 in 元."""

    code: str
    fund: str
    basic: int
    project: int

    @property
    def total(self) -> int:
        """合计 = 基本支出 + 项目支出."""
        return self.basic + self.project


@dataclass(frozen=True)
class Row:
    """A printed row of a function table: a code of any level with its sums in 元."""

    code: str
    name: str
    basic: int
    project: int

    @property
    def total(self) -> int:
        """合计 = 基本支出 + 项目支出."""
        return self.basic + self.project


@dataclass(frozen=True)
class Budget:
    """A department's budget for one year."""

    department: Department
    lines: tuple[Line, ...]
    year: int = YEAR

    def of(self, *funds: str) -> tuple[Line, ...]:
        """The lines paid from the given funds (`FUNDS` and `business`, own income); all when none is given."""
        return tuple(line for line in self.lines if not funds or line.fund in funds)

    def total(self, *funds: str) -> int:
        """The total of the given funds in 元; of all when none is given."""
        return sum(line.total for line in self.of(*funds))


def budget(code: str, night: int, year: int = YEAR) -> Budget:
    """The budget of a department as it stands on a night. On night 2 department 101 has raised one project.

    The budget of an earlier year has the same lines with figures of its own, three percent lower a year.
    """
    rng = random.Random(f"budget {code}" if year == YEAR else f"budget {code} {year}")
    lines = _planned(code, rng, 100 - 3 * (YEAR - year))
    lines += _following(sum(line.basic for line in lines if line.fund == "general"), rng)
    if night == 2 and (code, year) == ("101", YEAR):
        lines = [replace(line, project=line.project + 500_000) if _raised(line) else line for line in lines]
    return Budget(departments()[code], tuple(sorted(lines, key=lambda line: (line.code, line.fund))), year)


def _planned(code: str, rng: random.Random, level: int) -> list[Line]:
    with LINES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["entity"] == code]
    parts = [(row, _about(row["basic"], rng, level), _about(row["project"], rng, level)) for row in rows]
    return [Line(row["code"], row["fund"], basic, project) for row, basic, project in parts]


def _about(planned: str, rng: random.Random, level: int) -> int:
    """万元 as 元, at `level` percent, give or take three percent."""
    if planned == "0":
        return 0
    return int(planned) * rng.randint(9_700, 10_300) * level // 100 + rng.randint(0, 99)


def _following(running: int, rng: random.Random) -> list[Line]:
    return [Line(code, "general", running * share // 1_000 + rng.randint(0, 99), 0) for code, share in _FOLLOWING]


def _raised(line: Line) -> bool:
    return line.code == "2050204" and line.fund == "general"


def rows(lines: Iterable[Line], year: int = YEAR) -> list[Row]:
    """The printed rows in order of code: every 项 with its 款 and 类 above it, each the sum of what stands below."""
    sums: dict[str, tuple[int, int]] = {}
    for line in lines:
        for code in (line.code[:3], line.code[:5], line.code):
            basic, project = sums.get(code, (0, 0))
            sums[code] = basic + line.basic, project + line.project
    names = function_names(year) | UNKNOWN_CODE
    return [Row(code, names[code], *sums[code]) for code in sorted(sums)]
