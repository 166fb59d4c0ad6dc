"""The rows of the clean base and of a fault: `base/*.csv` and what `faults.yml` changes in them.

Here belongs what stands in which row. How rows become files belongs to `writing`.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).parent
BASE = FOLDER / "base"
PROCUREMENT = (
    *("intentions", "tenders", "corrections", "awards", "award_items", "contracts", "acceptances", "other_results"),
    *("engineering_tenders", "engineering_candidates", "platform_notices"),
)
PROJECTS = (
    *("major_projects", "funding", "approvals", "milestones", "design_changes", "construction", "quality_safety"),
    *("land", "completion", "services"),
)
FILES = (*PROCUREMENT, *PROJECTS)
Row = dict[str, str]
#: File -> row -> column -> cell.
Rows = dict[str, dict[str, Row]]


@dataclass(frozen=True)
class Added:
    """Rows like another of the file, so many times, with some columns different; `{k}` counts them."""

    like: str
    times: int = 1
    set: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """One planted fault. `at`, file -> rows, is where it may be told; one of `rules`, or of the platform's `own` codes,
    must be told there. One that is `alone` is not sent with the others.

    One that is not `found` has its `reason`.
    """

    id: str
    zh: str
    en: str
    expects: str
    rules: tuple[str, ...]
    sets: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    drops: Mapping[str, Sequence[str]] = field(default_factory=dict)
    adds: Mapping[str, Added] = field(default_factory=dict)
    at: Mapping[str, Sequence[str]] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    alone: bool = False
    found: bool = True
    reason: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of which one must be told."""
        return (*self.rules, *self.own)

    @property
    def places(self) -> Mapping[str, Sequence[str]]:
        """Where a reader is to be told: `at`, or else the rows that were changed."""
        return self.at or {file: list(rows) for file, rows in self.sets.items()}


@cache
def faults() -> tuple[Fault, ...]:
    """All faults in the order of the file."""
    listed = YAML(typ="safe").load((FOLDER / "faults.yml").read_text("utf-8"))["faults"]
    return tuple(_fault(entry) for entry in listed)


def _fault(entry: dict[str, object]) -> Fault:
    given = {name: tuple(value) if name in ("rules", "own") else value for name, value in entry.items()}  # type: ignore[arg-type]
    given["adds"] = {file: Added(**each) for file, each in given.get("adds", {}).items()}  # type: ignore[attr-defined]
    return Fault(**given)  # type: ignore[arg-type]


@cache
def base() -> Rows:
    """The clean rows, their placeholders unfilled."""
    return {file: {row.pop("row"): row for row in _read(file)} for file in FILES}


def _read(file: str) -> list[Row]:
    with (BASE / f"{file}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def planted(fault: Fault | None) -> Rows:
    """The rows with exactly that fault; without one, the clean rows."""
    rows = {file: {name: dict(row) for name, row in each.items()} for file, each in base().items()}
    if fault is None:
        return rows
    for file, added in fault.adds.items():
        rows[file] |= {f"{added.like}+{k}": _added(added, k, rows[file]) for k in range(1, added.times + 1)}
    for file, changes in fault.sets.items():
        rows[file] |= {name: _changed(rows[file][name], cells) for name, cells in changes.items()}
    for file, names in fault.drops.items():
        for name in names:
            del rows[file][name]
    return rows


def _added(added: Added, k: int, rows: Mapping[str, Row]) -> Row:
    return _changed(rows[added.like], {column: cell.replace("{k}", str(k)) for column, cell in added.set.items()})


def _changed(row: Row, cells: Mapping[str, str]) -> Row:
    if unknown := cells.keys() - row.keys():
        raise ValueError(f"no such columns: {sorted(unknown)}")
    if cells and not cells.items() - row.items():
        raise ValueError(f"changes nothing: {cells}")
    return {**row, **cells}
