"""The SQL page (查询): every table with its columns, saved examples, a box for queries.

What runs a query is `static/sql_engine.js`; the files it reads are made by `publish.portal.databases`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gongkai.contract import Contract, Dataset, Field, Text
from gongkai.digests import digest_of
from publish.portal.context import Context
from publish.portal.database_index import Database, Index, read_index
from publish.portal.sections import Page, Section

HERE = Path(__file__).parent
ENGINE = HERE / "static" / "vendor" / "duckdb-eh.wasm.gz"
EXAMPLES = HERE / "examples"
#: With more columns than these the page names the tables only; the columns stand in the dictionaries.
MOST_COLUMNS = 5_000
#: The names of tables have a domain before the first `_`; parts of a query are named without any.
NAMED = re.compile(r"\b(?:FROM|JOIN)\s+([a-z0-9]+_[a-z0-9_]+)")
ABOUT = ("catalog_datasets", "catalog_releases", "catalog_columns")


@dataclass(frozen=True)
class Example:
    """A saved query with what it asks, in words."""

    title: Text
    query: str

    @property
    def needs(self) -> frozenset[str]:
        """The tables it reads."""
        return frozenset(NAMED.findall(self.query))


@dataclass(frozen=True)
class Table:
    """A table of the database, and the file that has nothing else."""

    name: str
    dataset: Dataset
    fields: tuple[Field, ...]
    database: Database


def sections(context: Context) -> Iterator[Section]:
    """The SQL page."""
    index = read_index(context.home.public)
    key = digest_of(context.inputs.settings, index.model_dump(mode="json") if index else None)
    yield Section("sql", key, partial(_pages, context, index))


def _pages(context: Context, index: Index | None) -> Iterator[Page]:
    found = tables(context.home.contracts, index)
    known = {table.name for table in found} | {*ABOUT}
    shown = [example for example in examples(EXAMPLES) if example.needs <= known]
    yield from context.renderer.pages(
        "sql/index.html",
        "sql.html",
        index=index,
        tables=found,
        detailed=sum(len(table.fields) for table in found) <= MOST_COLUMNS,
        examples=shown,
        first=first_query(shown),
        engine=ENGINE.stat().st_size,
    )


def examples(folder: Path) -> list[Example]:
    """The saved queries in the order of their files, each with its title in the first two lines."""
    return [_example(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.sql"))]


def _example(text: str) -> Example:
    zh, en, query = text.split("\n", 2)
    return Example(Text(zh=zh.removeprefix("-- zh: "), en=en.removeprefix("-- en: ")), query.strip())


def tables(contracts: Mapping[str, Contract], index: Index | None) -> list[Table]:
    """The tables of the datasets that are published, in the city's order."""
    named = index.datasets if index else {}
    return [
        Table(named[id_].tables[0], contract.dataset, contract.table.fields, named[id_])
        for id_, contract in contracts.items()
        if id_ in named
    ]


def first_query(shown: list[Example]) -> str:
    """What stands in the box to begin with."""
    return shown[0].query if shown else "SELECT * FROM catalog_datasets;"
