"""The steps that are measured, each called as `python -m bench.step NAME ARGUMENT…`; the result is one line of JSON.

Each step prepares and returns the work that is timed. Imports and the reading of declarations come before the clock:
they are start-up, the same for an empty home.
"""

import gzip
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
from isal import igzip_threaded

from bench.history import changed, moment
from bench.home import sign_waiting
from gongkai.home import open_home
from gongkai.progress import Silent
from pipelines.flow import refresh as whole_night
from pipelines.readers import read_workbook, sniff
from pipelines.readers.xlsx import read_xlsx
from pipelines.stages.extract import extract
from pipelines.stages.land import land
from pipelines.stages.standardise import slots, standardise
from pipelines.stages.validate import judge_submission, validate, verdicts
from publish.portal import build_site, quality_pages
from publish.portal.context import Context

WARMED = (pyarrow.parquet, igzip_threaded, read_xlsx)
Facts = dict[str, Any]
Work = Callable[[], Facts]


def duckdb_alone(source: str, folder: str) -> Work:
    """`read_csv` with its own guesses, copied to Parquet, then read again and copied to CSV; nothing else."""

    def work() -> Facts:
        with duckdb.connect() as connection:
            rows = f"FROM read_csv('{source}')"
            connection.execute(f"COPY ({rows}) TO '{folder}/alone.parquet' (FORMAT parquet)")
            connection.execute(f"COPY ({rows}) TO '{folder}/alone.csv' (FORMAT csv, HEADER)")
        return {}

    return work


def text_read(source: str) -> Work:
    """Every field of the packed file read as text, and nothing kept."""
    return lambda: _query(f"SELECT count(*), bit_xor(hash(COLUMNS(*))) FROM read_csv('{source}', all_varchar = true)")


def text_to_parquet(source: str, folder: str) -> Work:
    """Every field of the packed file read as text and copied to Parquet."""
    rows = f"SELECT * FROM read_csv('{source}', all_varchar = true)"
    return lambda: _query(f"COPY ({rows}) TO '{folder}/alone.parquet' (FORMAT parquet)")


def _query(sql: str) -> Facts:
    with duckdb.connect() as connection:
        row = connection.execute(sql).fetchone()
    return {"rows": row[0] if row else 0}


def standardised(root: str, datasets: str, dataset: str, as_of: str) -> Work:
    """The first three stages: what lies in the inbox lands, is read, and becomes a submission."""
    home = open_home(Path(root), Path(datasets))
    contract = home.contract(dataset)

    def work() -> Facts:
        taken = {}
        for stage, call in (
            ("land", lambda: land(home, datetime.fromisoformat(as_of))),
            ("extract", lambda: extract(home, Silent())),
            ("standardise", lambda: standardise(home, contract, Silent())),
        ):
            start = time.perf_counter()
            call()
            taken[stage] = time.perf_counter() - start
        submissions = [slot.submission for slot in slots(home, contract, contract.dataset.periods) if slot.submission]
        rows, aside = (
            sum(counts) for counts in zip(*((each.rows, each.set_aside) for each in submissions), strict=True)
        )
        return {"rows": rows, "aside": aside, "stages": taken}

    return work


def refresh(root: str, as_of: str) -> Work:
    """One night."""
    home = open_home(Path(root))

    def work() -> Facts:
        night = whole_night(home, datetime.fromisoformat(as_of))
        if night.failed:
            raise RuntimeError(str(night.failed))
        return {"states": [one.state for one in night.published], "new": night.landing.new}

    return work


def sign(root: str, at: str) -> Work:
    """Every role signs whatever waits."""
    home = open_home(Path(root))
    return lambda: {"sign_offs": sign_waiting(home, datetime.fromisoformat(at))}


def checks(root: str, dataset: str) -> Work:
    """Every check of the dataset on its first submission, as the nightly run judges it."""
    home = open_home(Path(root))
    contract = home.contract(dataset)
    submission = next(slot.submission for slot in slots(home, contract, contract.dataset.periods) if slot.submission)

    def work() -> Facts:
        verdict, _ = judge_submission(home, contract, submission)
        return {"rows": submission.rows, "checks": len(verdict.outcomes)}

    return work


def validate_all(root: str) -> Work:
    """Every check of every dataset on whatever changed, as the nightly run judges it."""
    home = open_home(Path(root))
    contracts = list(home.contracts.values())

    def work() -> Facts:
        judged = sum(validate(home, contract, contract.dataset.periods, Silent()) for contract in contracts)
        outcomes = sum(len(one.outcomes) for contract in contracts for one in verdicts(home, contract).values())
        return {"judged": judged, "checks": outcomes}

    return work


def site(root: str, datasets: str) -> Work:
    """The public site, brought up to date."""
    home = open_home(Path(root), Path(datasets))
    return lambda: asdict(build_site(home))


def record_night(root: str, datasets: str, night: str) -> Work:
    """The lines of one night in the book of nights."""
    home = open_home(Path(root), Path(datasets))
    told = changed(home, int(night))
    return lambda: {"lines": home.journal.nights.record(moment(int(night)), told)}


def dashboard(root: str, datasets: str) -> Work:
    """Every file of the dashboard; the summaries of the datasets belong to the site."""
    context = Context(open_home(Path(root), Path(datasets)))
    known = len(context.summaries)

    def work() -> Facts:
        pages = [page for section in quality_pages.sections(context) for page in section.pages()]
        made = {page.path: page.make() for page in pages}
        sizes = {path: _packed(text) for path, text in made.items() if path.endswith(".html")}
        largest = max(sizes, key=lambda path: sizes[path])
        return {"datasets": known, "files": len(made), "largest": sizes[largest], "page": largest}

    return work


def _packed(text: str | bytes) -> int:
    return len(gzip.compress(text if isinstance(text, bytes) else text.encode()))


def frictionless(descriptor: str) -> Work:
    """`frictionless validate` on one resource."""
    from frictionless import Resource

    return lambda: {"rows": Resource.from_descriptor(descriptor).validate().tasks[0].stats["rows"]}


def grids_read(*paths: str) -> Work:
    """Workbooks as grids, with all that is known of their cells."""

    def work() -> Facts:
        facts = {"cells": 0, "printed": 0, "errors": 0}
        for path in map(Path, paths):
            for grid in read_workbook(path, sniff(path).kind):
                facts["cells"] += sum(map(len, grid.rows))
                facts["printed"] += sum(map(len, grid.printed))
                facts["errors"] += len(grid.errors)
        return facts

    return work


def openpyxl_read(*paths: str) -> Work:
    """Workbooks as data frames."""
    import openpyxl  # noqa: F401 - loaded before the clock, as ours is
    import pandas

    def work() -> Facts:
        return {"sheets": sum(len(pandas.read_excel(path, engine="openpyxl", sheet_name=None)) for path in paths)}

    return work


STEPS: dict[str, Callable[..., Work]] = {
    step.__name__: step
    for step in (
        *(duckdb_alone, text_read, text_to_parquet, standardised, refresh, sign, checks, validate_all, frictionless),
        *(grids_read, openpyxl_read, site, record_night, dashboard),
    )
}


def main() -> None:
    """Run the named step and print what it took."""
    work = STEPS[sys.argv[1]](*sys.argv[2:])
    start, cpu = time.perf_counter(), time.process_time()
    facts = work()
    taken = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    print(json.dumps({**taken, "peak": _peak(), "facts": facts}))


def _peak() -> float:
    """The most memory this process ever held, in MB; the parent's does not count, as it would in `getrusage`."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
