"""(g) A large packed CSV from the inbox to a standardised submission, against DuckDB alone reading it as text.

Two yardsticks in the same run: DuckDB reading every field of the .csv.gz as text and keeping nothing, and DuckDB
copying these texts to Parquet. The second is the fair one, since a submission is Parquet too; the goal is against it.
The file is a real one of ../shared, so the measurement is skipped where that folder is absent.
"""

import os
import shutil
from pathlib import Path

from bench.bulk import Say
from bench.home import make_home
from bench.measure import Figure, Measured, measure
from bench.organisations import departments
from bench.payments import DATASET, YEAR, write_datasets

SOURCE = Path("../shared/data/world/uk-northtyneside-spending/northtyneside_payments.csv.gz")
NIGHT = f"{YEAR}-12-30T02:00:00+08:00"
ROWS, GOAL_RATIO, GOAL_PEAK = 730_906, 2, 2048


def gzipped(folder: Path, runs: int, say: Say) -> list[Figure]:
    """Alternate the yardsticks and our three stages, take the best of each."""
    source = SOURCE.resolve()
    if not source.is_file():
        say("skipped: needs the real files of ../shared, which is absent here")
        return []
    read, copied, ours = [], [], []
    for run in range(1, runs + 1):
        say(f"run {run} of {runs}: DuckDB alone")
        read.append(measure("text_read", source))
        copied.append(measure("text_to_parquet", source, folder))
        say(f"run {run} of {runs}: inbox to standardised")
        ours.append(_three_stages(folder, source))
    return _figures(*(min(each, key=lambda one: one.seconds) for each in (read, copied, ours)))


def _three_stages(folder: Path, source: Path) -> Measured:
    root = folder / "packed"
    shutil.rmtree(root, ignore_errors=True)
    datasets = write_datasets(folder / "datasets")
    bodies = departments(1)
    make_home(root, bodies, DATASET)
    settings = root / "city.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("datasets:\n", f"datasets:\n  - {DATASET}\n"), encoding="utf-8")
    _deliver(source, root / "inbox" / bodies[0].code / f"payments_{YEAR}.csv.gz")
    return measure("standardised", root, datasets, DATASET, NIGHT)


def _deliver(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _figures(read: Measured, copied: Measured, ours: Measured) -> list[Figure]:
    stages = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in ours.facts["stages"].items())
    alone = f"DuckDB {copied.seconds:.2f} s with Parquet, {read.seconds:.2f} s reading only"
    detail = f"{stages}; {alone}; CPU {ours.cpu / copied.cpu:.1f} ×"
    rows = ours.facts["rows"], ours.facts["aside"]
    return [
        Figure("g: .csv.gz to standardised, times DuckDB", ours.seconds / copied.seconds, GOAL_RATIO, "×", detail),
        Figure("g: peak memory", ours.peak, GOAL_PEAK, "MB", "inbox to standardised"),
        Figure("g: rows in = rows + set aside", sum(rows), ROWS, "rows", "{:,} + {:,}".format(*rows), at_least=True),
    ]
