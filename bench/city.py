"""(d) All budget rules of a city of 100 departments, nine tables each, over three years; then one department changed.

One department of the sample city is read for real; the others are its tables with every figure multiplied, written
where standardising would have put them. What is measured begins there.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb

from bench.bulk import Say
from bench.measure import Figure, measure
from bench.organisations import Body, departments, write_register
from gongkai.contract import Contract, load_contracts
from gongkai.home import DATASETS, Home, open_home
from gongkai.journal.work import Entry
from gongkai.progress import Silent
from gongkai.submission import ControlTotal, Slot, Submission
from pipelines.stages.extract import extract
from pipelines.stages.land import land
from pipelines.stages.standardise import STAGE, slots, standardise
from samples.city import SETTINGS
from samples.workbook import workbook

YEARS = (2024, 2025, 2026)
BODIES, READ = 100, 2026
GOAL_ALL, GOAL_ONE = 10, 1
DAY = datetime.fromisoformat("2026-03-12T02:00:00+08:00")


def city(folder: Path, runs: int, say: Say) -> list[Figure]:
    """Judge everything, then what one changed department makes necessary."""
    root = folder / "city"
    bodies = departments(BODIES)
    say(f"writing the tables of {BODIES} departments, {len(YEARS)} years")
    home = _home(root, bodies)
    tables = _multiplied(home, bodies)
    every, one = [], []
    for run in range(1, runs + 1):
        say(f"run {run} of {runs}: every rule on everything, then on one department")
        home.journal.work.forget([scope for c in home.contracts for scope in home.journal.work.stage(f"validate:{c}")])
        every.append(measure("validate_all", root))
        _change(home, bodies[run].code, run)
        one.append(measure("validate_all", root))
    home.close()
    judged = every[0].facts
    if judged["judged"] != tables or not 0 < one[0].facts["judged"] < tables:
        raise RuntimeError(f"{judged} of {tables} tables were judged, then {one[0].facts}")
    detail = f"{tables:,} tables, {judged['checks']:,} outcomes of checks"
    again = f"{one[0].facts['judged']} tables judged again"
    return [
        Figure("d: every budget rule of a city", min(each.seconds for each in every), GOAL_ALL, "s", detail),
        Figure("d: one department changed", min(each.seconds for each in one), GOAL_ONE, "s", again),
    ]


def _home(root: Path, bodies: list[Body]) -> Home:
    """The sample city's settings with the tables of one department, standardised."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(SETTINGS, root)
    write_register(root / "organisations.csv", [Body("102", "示例市财政局", "11999900MB99A10292"), *bodies])
    names = [name for name in load_contracts(DATASETS) if name.startswith("budget/department_")]
    settings = (root / "city.yml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in settings if not (line.startswith("  - ") and "/" in line)]
    at = kept.index("datasets:") + 1
    kept[at:at] = [f"  - {name}" for name in names if "_final" not in name]
    (root / "city.yml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    (root / "inbox" / "102").mkdir(parents=True)
    (root / "inbox" / "102" / f"示例市财政局{READ}年部门预算.xlsx").write_bytes(workbook("102", 1))
    home = open_home(root)
    land(home, DAY)
    extract(home, Silent())
    for contract in home.contracts.values():
        standardise(home, contract, Silent())
    return home


def _multiplied(home: Home, bodies: list[Body]) -> int:
    """The same tables for every department and year; returns how many tables there are."""
    tables = 0
    for contract in home.contracts.values():
        found = slots(home, contract, [READ])
        if not found or found[0].submission is None:
            continue
        source = found[0].submission
        home.journal.work.forget([f"{STAGE}:{found[0].name}"])
        whom = [(body.code, times) for times, body in enumerate(bodies, start=2)]
        made = [_copy(home, contract, source, code, year, times) for year in YEARS for code, times in whom]
        home.journal.work.keep(_entry(contract, submission) for submission in made)
        tables += len(made)
    return tables


def _change(home: Home, entity: str, run: int) -> None:
    """Every table of one department in one year has other figures."""
    for contract in home.contracts.values():
        mine = [slot.submission for slot in slots(home, contract, [READ]) if slot.entity == entity]
        changed = [_copy(home, contract, each, entity, READ, run + 1) for each in mine if each]
        home.journal.work.keep(_entry(contract, submission) for submission in changed)


def _entry(contract: Contract, submission: Submission) -> Entry:
    where = {"dataset": contract.id, "period": submission.period, "entity": submission.entity}
    slot = Slot.model_validate({**where, "submission": submission})
    return Entry(f"{STAGE}:{slot.name}", f"{STAGE}:{contract.id}", submission.key, slot.model_dump(mode="json"))


def _copy(home: Home, contract: Contract, source: Submission, entity: str, year: int, times: int) -> Submission:
    """The rows of a submission as another department's, every amount so many times as large."""
    key = f"{contract.dataset.slug}-{entity}-{year}-{times}-{source.key[:8]}"
    slug = contract.dataset.slug
    rows, target = (home.lake.standardised(slug, *of) for of in ((source.period, source.key), (year, key)))
    target.parent.mkdir(parents=True, exist_ok=True)
    new = {"entity_code": f"'{entity}'", "fiscal_year": str(year)}
    new |= {f.name: f"({f.name} * {times})::{f.sql_type}" for f in contract.table.with_role("amount")}
    replaced = ", ".join(f"{value} AS {name}" for name, value in new.items() if name in contract.table.by_name)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * REPLACE ({replaced}) FROM '{rows}') TO '{target}' (FORMAT parquet)")
    totals = tuple(_times(total, times) for total in source.totals)
    about = {"entity": entity, "department": entity, "period": year, "key": key, "content": key, "totals": totals}
    return source.model_copy(update=about)


def _times(total: ControlTotal, times: int) -> ControlTotal:
    amounts: Iterator[tuple[str, Decimal | None]] = (
        (name, None if amount is None else amount * times) for name, amount in total.amounts.items()
    )
    return total.model_copy(update={"amounts": dict(amounts)})
