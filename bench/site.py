"""(p) The public site of a city with very many datasets: built for the first time, then after one dataset changed.

Every dataset is a copy of one small declaration with one department's rows, released as the night releases them. What
is measured begins there: the pages, their feeds, the lists, the search, the `.duckdb` files.
"""

import shutil
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb

from bench.bulk import Say
from bench.measure import Figure, measure
from gongkai.contract import Contract
from gongkai.decision import Evidence, Outcome, ReleaseDecision
from gongkai.digests import digest_of
from gongkai.engine import name
from gongkai.home import DATASETS, Home, open_home
from gongkai.journal.work import Entry
from gongkai.submission import Slot, SourceTable, Submission
from publish.release import release
from samples.city import SETTINGS

COUNT, ROWS, YEAR, BODY = 2_000, 20, 2026, "101"
PATTERN = "budget/hotline_statistics"
GOAL_ALL, GOAL_ONE = 30, 2
NIGHT = datetime.fromisoformat("2026-03-12T02:00:00+08:00")
#: What a column of each type holds in row `i`.
VALUES = {
    "string": "'甲' || i",
    "integer": "i",
    "number": "i * 1.25",
    "date": "DATE '2026-01-01' + i::INT",
    "boolean": "i % 2 = 0",
}


def site(folder: Path, runs: int, say: Say) -> list[Figure]:
    """Build the site of many datasets, then again after one of them has a new version."""
    root = folder / "site"
    say(f"releasing {COUNT:,} datasets")
    home = many_datasets(root)
    rows = _rows(folder, next(iter(home.contracts.values())))
    for contract in home.contracts.values():
        _publish(home, contract, rows, NIGHT)
    say("the whole site")
    whole = measure("site", root / "home", root / "datasets")
    one = []
    for run in range(1, runs + 1):
        say(f"run {run} of {runs}: one dataset changed")
        changed = list(home.contracts.values())[run]
        _publish(home, changed, rows, NIGHT + timedelta(days=run), run)
        one.append(measure("site", root / "home", root / "datasets"))
    home.close()
    if any(not 0 < each.facts["written"] < whole.facts["pages"] for each in one):
        raise RuntimeError(f"{[each.facts for each in one]} pages were written after one change")
    last = min(one, key=lambda each: each.seconds)
    files = f"{whole.facts['pages']:,} files, {whole.peak:.0f} MB of memory"
    return [
        Figure(f"p: site of {COUNT:,} datasets", whole.seconds, GOAL_ALL, "s", files),
        Figure("p: site, one dataset changed", last.seconds, GOAL_ONE, "s", f"{last.facts['written']} files written"),
    ]


def many_datasets(root: Path) -> Home:
    """A home with so many datasets switched on, each a copy of one small declaration."""
    shutil.rmtree(root, ignore_errors=True)
    datasets = root / "datasets"
    shutil.copytree(DATASETS / "_shared", datasets / "_shared")
    names = [f"disclosure/n{number:04}" for number in range(COUNT)]
    for each in names:
        target = datasets / each
        shutil.copytree(DATASETS / PATTERN, target, ignore=shutil.ignore_patterns("sample"))
        declared = (target / "dataset.yml").read_text(encoding="utf-8")
        (target / "dataset.yml").write_text(declared.replace(PATTERN, each), encoding="utf-8")
    shutil.copytree(SETTINGS, root / "home")
    settings = (root / "home/city.yml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in settings if not (line.startswith("  - ") and "/" in line)]
    at = kept.index("datasets:") + 1
    kept[at:at] = [f"  - {each}" for each in names]
    (root / "home/city.yml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return open_home(root / "home", datasets)


def _rows(folder: Path, contract: Contract) -> Path:
    target = folder / "site-rows.parquet"
    columns = ", ".join(
        f"({f'{YEAR}' if field.name == 'fiscal_year' else VALUES[field.type]})::{field.sql_type} AS {name(field.name)}"
        for field in contract.table.fields
    )
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {columns} FROM range({ROWS}) r(i)) TO '{target}' (FORMAT parquet)")
    return target


def _publish(home: Home, contract: Contract, rows: Path, at: datetime, run: int = 0) -> None:
    """Enter one department's table in the journal, cleared, and release it."""
    key = digest_of(contract.id, run)
    target = home.lake.standardised(contract.dataset.slug, YEAR, key)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(rows, target)
    delivery = home.journal.deliveries.received(BODY, f"{BODY}/{contract.dataset.slug}.csv", key, 1, at.isoformat())
    submission = _submission(contract, key, delivery.id)
    where = {"dataset": contract.id, "period": YEAR, "entity": BODY}
    slot = Slot.model_validate({**where, "submission": submission})
    scope, stage = f"standardise:{slot.name}", f"standardise:{contract.id}"
    home.journal.work.keep([Entry(scope, stage, key, slot.model_dump(mode="json"))])
    evidence = Evidence(contract="c", columns="c", policy="p", content=key)
    decision = ReleaseDecision.model_validate({**where, "outcome": Outcome.CLEARED, "evidence": evidence})
    home.journal.reviews.decided([decision], at.isoformat())
    release(home, contract, YEAR, [(submission, decision)], at)


def _submission(contract: Contract, key: str, delivery: int) -> Submission:
    table = SourceTable(
        delivery=delivery,
        file=f"{BODY}/{contract.dataset.slug}.csv",
        sha256=key,
        sheet=None,
        layout="plain",
        unit="none",
        columns={},
        first_column=0,
        width=1,
        first_row=2,
        last_row=ROWS + 1,
        rows=ROWS,
        extracted="x",
    )
    about = {"dataset": contract.id, "period": YEAR, "entity": BODY, "department": BODY, "key": key, "content": key}
    made = {"tables": (table,), "rows": ROWS, "set_aside": 0, "precision": Decimal("0.01"), "amounts": {}, "totals": ()}
    return Submission.model_validate({**about, **made})
