"""(a) From inbox to published: one large procurement export through a whole home, against DuckDB alone on that file.

The whole way is two nights, since nothing is published before people have signed: in the first the file lands and ends
waiting, then every role signs, in the second it is published. Both nights count, the signing does not.
"""

import csv
import os
import random
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from bench.contracts import write_contracts
from bench.home import make_home
from bench.measure import Figure, Measured, measure
from bench.organisations import YEAR, departments
from gongkai.home import Home, open_home
from pipelines.explain import explain
from pipelines.stages.standardise import slots
from samples.contracts import HEADERS

DATASET, BUYERS, CELLS = "procurement/contracts", 800, 20
NIGHTS = (f"{YEAR}-12-30T02:00:00+08:00", f"{YEAR}-12-31T02:00:00+08:00")
SIGNED = f"{YEAR}-12-30T09:00:00+08:00"
GOAL_RATIO, GOAL_PEAK = 2.5, 2048
COLUMNS = ("contract_no", "contract_name", "supplier_name", "supplier_uscc", "category_code", "amount", "signed_on")

Say = Callable[[str], None]


def source_file(folder: Path, rows: int, say: Say) -> Path:
    """The generated export, made once."""
    source = folder / "contracts.csv"
    if not source.exists():
        say(f"generating {rows:,} contracts")
        write_contracts(source, rows, departments(BUYERS))
    return source


def bulk(folder: Path, rows: int, runs: int, say: Say) -> list[Figure]:
    """Alternate the yardstick and the whole way, take the best of each, then prove that the result is right."""
    source = source_file(folder, rows, say)
    alone: list[Measured] = []
    nights: list[tuple[Measured, Measured]] = []
    for run in range(1, runs + 1):
        say(f"run {run} of {runs}: DuckDB alone")
        alone.append(measure("duckdb_alone", source, folder))
        say(f"run {run} of {runs}: inbox to published")
        nights.append(_whole_way(folder / "home", source))
    say(f"explaining {CELLS} cells")
    home = open_home(folder / "home")
    counted, explained = _accounted(home, rows), _explained(home, source)
    best = min(nights, key=lambda night: night[0].seconds + night[1].seconds)
    took, yard = sum(night.seconds for night in best), min(alone, key=lambda one: one.seconds)
    cpu = sum(night.cpu for night in best) / yard.cpu
    size = source.stat().st_size / 1e6
    detail = f"{size:.0f} MB; {took:.1f} s = {best[0].seconds:.1f} + {best[1].seconds:.1f}, DuckDB {yard.seconds:.1f} s"
    return [
        Figure(
            "a: inbox to published, times DuckDB", took / yard.seconds, GOAL_RATIO, "×", f"{detail}; CPU {cpu:.1f} ×"
        ),
        Figure("a: peak memory", max(n.peak for both in nights for n in both), GOAL_PEAK, "MB", "larger of the nights"),
        Figure(
            "a: rows in = published + set aside", counted[0] + counted[1], rows, "rows", "{:,} + {:,}".format(*counted)
        ),
        Figure("a: cells explained", explained, CELLS, "cells", "text, line and value agree", at_least=True),
    ]


def _whole_way(root: Path, source: Path) -> tuple[Measured, Measured]:
    shutil.rmtree(root, ignore_errors=True)
    bodies = departments(BUYERS)
    make_home(root, bodies, DATASET)
    os.link(source, root / "inbox" / bodies[0].code / f"contracts_{YEAR}.csv")
    first = measure("refresh", root, NIGHTS[0])
    measure("sign", root, SIGNED)
    second = measure("refresh", root, NIGHTS[1])
    if "released" not in second.facts["states"]:
        raise RuntimeError(f"nothing was published: {second.facts}")
    return first, second


def _accounted(home: Home, rows: int) -> tuple[int, int]:
    """Rows published and rows set aside. Raises RuntimeError unless they are the rows of the file."""
    contract = home.contract(DATASET)
    (submission,) = (slot.submission for slot in slots(home, contract, [YEAR]) if slot.submission)
    published = f"'{home.public}/d/*/{YEAR}/v1/*.parquet'"
    aside = f"'{home.lake.set_aside(contract.dataset.slug, YEAR, submission.key)}'"
    found = [int(_query(f"SELECT count(*) FROM {files}")[0][0]) for files in (published, aside)]
    if sum(found) != rows:
        raise RuntimeError(f"{found[0]} rows published and {found[1]} set aside are not {rows}")
    return found[0], found[1]


def _explained(home: Home, source: Path) -> int:
    """How many of the random cells lead back to the line of the file and the very text that stands there."""
    rng = random.Random("cells")
    draw = f"(SELECT * FROM '{home.public}/d/*/{YEAR}/v1/*.parquet' ORDER BY md5(contract_no) LIMIT {CELLS})"
    right = 0
    for (number,) in _query(f"SELECT contract_no FROM {draw}"):
        column = rng.choice(COLUMNS)
        way = explain(home, DATASET, {"contract_no": number}, column)
        line = int(way.cells[0].address.split(":")[0])
        texts = dict(zip(_english(), _line(source, line), strict=True))
        right += (
            texts["contract_no"] == number and way.cells[0].text == texts[column] and _same(way.value, texts[column])
        )
    return right


def _query(sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


def _english() -> tuple[str, ...]:
    return (
        *("contract_no", "contract_name", "project_no", "project_name", "buyer_name", "buyer_uscc", "supplier_name"),
        *("supplier_uscc", "category_code", "subject", "method", "amount", "amount_in_words", "signed_on"),
        *("published_on", "performance_period"),
    )


def _line(source: Path, line: int) -> list[str]:
    with source.open(encoding="utf-8", newline="") as file:
        found = next(islice(file, line - 1, None))
    fields = next(csv.reader([found]))
    return fields if len(fields) == len(HEADERS) else []


def _same(value: str | None, text: str) -> bool:
    """The published value says what the text says, thousands marks and the form of dates apart."""
    if value == text:
        return True
    try:
        return date.fromisoformat(str(value)) == date.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return Decimal(str(value).replace(",", "")) == Decimal(text.replace(",", ""))
