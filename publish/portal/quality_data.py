"""The figures of the dashboard as files: `quality/quality.json`, and tables with a data package in `quality/data/`.

Only counts, codes, names of datasets and departments, and dates: nothing that a submission says.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from gongkai.contract import Text
from gongkai.measure import State
from publish.manifest import as_json
from publish.portal.context import Context
from publish.portal.quality_board import Board
from publish.portal.quality_rows import Department, Row
from publish.portal.quality_tables import (
    DATASETS,
    DEPARTMENTS,
    FAMILIES,
    FILL,
    HISTORY,
    SUBMISSIONS,
    TIMINGS,
    table_of,
)
from publish.portal.sections import Page
from publish.standards.licences import Licence, licence
from publish.standards.table_package import Table, as_csv, resource, table_package

FOLDER = "quality/data"
TITLE = Text(zh="公开数据质量", en="quality of the open data")
#: In the place of a dataset: files that belong to none.
NONE = "-"


@dataclass(frozen=True)
class Files:
    """The files of the dashboard that are made anew with it; the history is read when its year has changed."""

    context: Context
    board: Board
    trend: Sequence[tuple[str, Mapping[str, int]]]

    def pages(self) -> Iterator[Page]:
        """Every file, by path below the public tree."""
        texts = {table: as_csv(table, rows) for table, rows in _tables(self.board)}
        for table, text in texts.items():
            yield Page(f"{FOLDER}/{table.name}.csv", partial(str, text))
        years = self._years()
        for table, (year, key) in years.items():
            yield Page(f"{FOLDER}/{table.name}.csv", partial(self._history, table, year), f"{key}")
        described = [resource(table, text) for table, text in texts.items()] + [resource(each, None) for each in years]
        yield Page(f"{FOLDER}/datapackage.json", partial(self._package, described))
        yield Page("quality/quality.json", self._json)

    def _years(self) -> dict[Table, tuple[int, str]]:
        """The table of each year, with the year and what it is made from: its newest line."""
        history = self.context.home.journal.history
        span = history.span()
        years = range(int(span[0][:4]), int(span[1][:4]) + 1) if span else ()
        settings = self.context.inputs.settings
        title = {year: (f"历史 {year}", f"History {year}") for year in years}
        return {
            table_of(f"history-{year}", title[year], HISTORY, 2): (year, f"{settings}/{history.last_id(year)}")
            for year in years
        }

    def _history(self, table: Table, year: int) -> str:
        lines = self.context.home.journal.history.months(year)
        return as_csv(table, ((month, dataset or NONE, *told) for month, dataset, *told in lines))

    def _package(self, resources: Iterable[Mapping[str, Any]]) -> str:
        home = self.context.home
        span = home.journal.history.span()
        created = span[1] if span else None
        return as_json(table_package("quality", TITLE, home.city, self._licence(), created, resources))

    def _licence(self) -> Licence | None:
        """The licence that most of the city's datasets are under."""
        granted = Counter(contract.dataset.licence for contract in self.context.home.contracts.values())
        most = granted.most_common(1)
        return licence(self.context.home.registers, most[0][0]) if most else None

    def _json(self) -> str:
        """The whole dashboard, one dataset, department or step of the trend a line."""
        parts = {
            "datasets": [_dataset(row) for row in self.board.rows],
            "departments": [_department(each) for each in self.board.departments],
            "trend": [{"until": when, **counts} for when, counts in self.trend],
        }
        listed = [f'"{name}": [\n{_lines(entries)}\n]' for name, entries in parts.items()]
        span = self.context.home.journal.history.span()
        return ",\n".join([f'{{"as_of": {json.dumps(span[1] if span else None)}', *listed]) + "}\n"


def _lines(entries: Iterable[Mapping[str, Any]]) -> str:
    return ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)


def _tables(board: Board) -> Iterator[tuple[Table, Iterable[Sequence[object]]]]:
    rows = sorted(board.rows, key=lambda row: row.summary.id)
    yield DATASETS, (tuple(_dataset_cells(row).values()) for row in rows)
    yield (
        FAMILIES,
        (
            (row.summary.id, family, *asdict(counts).values())
            for row in rows
            for family, counts in row.measure.checks.items()
        ),
    )
    yield DEPARTMENTS, (tuple(_department(each).values()) for each in board.departments)
    yield SUBMISSIONS, _submissions(rows)
    yield (
        FILL,
        (
            (row.summary.id, period, column, told.rows, number)
            for row in rows
            for period, told in row.measure.filled.items()
            for column, number in told.columns.items()
        ),
    )


def _dataset_cells(row: Row) -> dict[str, Any]:
    summary = row.summary
    head = (summary.id, summary.slug, summary.domain, summary.title.zh, summary.title.en, row.standing)
    counted = {
        **asdict(row.findings),
        **asdict(row.checks),
        **{timing: row.timings[timing] for timing in TIMINGS},
        "rows": row.rows,
        "set_aside": row.set_aside,
        "delivered": row.delivered,
        "held": row.held,
        "versions": row.measure.versions,
    }
    names = ("dataset", "slug", "domain", "title", "title_en", "standing")
    last = {"released_at": row.measure.released_at}
    return {**dict(zip(names, head, strict=True)), **last, **counted, "cells": row.cells, "filled": row.filled}


def _dataset(row: Row) -> dict[str, Any]:
    checks = {family: asdict(counts) for family, counts in row.measure.checks.items()}
    return {**_dataset_cells(row), "checks": checks}


def _department(department: Department) -> dict[str, Any]:
    return {
        "department": department.page,
        "name": department.name,
        **asdict(department.findings),
        "datasets": len(department.standings),
        **{state.value: department.states[state] for state in State},
        **{timing: department.timings[timing] for timing in TIMINGS},
        "rows": department.rows,
        "set_aside": sum(one.set_aside for one in department.every),
    }


def _submissions(rows: Iterable[Row]) -> Iterator[Sequence[object]]:
    for row in rows:
        for one in row.measure.standings:
            told = (row.summary.id, one.period, one.entity, one.state, one.rows, one.set_aside, one.released)
            yield (*told, one.timing, one.due, one.published, one.on_time_rows, one.late_rows)
