"""Digests of what the pages are made from, so that a page is made again only when something of it has changed. Asked
every night: they come from keys, never from the contents behind them.

A result and its findings follow from the key of their work; decisions and releases are only ever added.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from sqlalchemy import func, select

from gongkai.digests import code_digest, digest_of, sha256_file
from gongkai.home import Home
from gongkai.journal.tables import decisions, findings, releases, work
from publish.portal.database_index import read_index
from publish.portal.departments import Departments

REGISTERS = ("organisations.csv", "events.csv")
CODE = ("publish.portal", "publish.chains", "gongkai.findings", "gongkai.catalogue")
#: Lists that pages name things by, beside the code lists of columns.
NAMED = {"licences", "deadlines", "rules", "link_methods"}
#: Stages whose work comes of the site or after it, so that it is made from none of theirs.
AFTER = ("site", "summary", "receipt", "expect", "expectations")
#: The stage whose findings speak to those who run the house, not to the public.
WATCHED = "expect"


class Inputs:
    """The digests of one home, each read once."""

    def __init__(self, home: Home) -> None:
        self._home = home

    @cached_property
    def settings(self) -> str:
        """Settings, declarations, registers, lists and this program."""
        home = self._home
        declared = {name: contract.digest for name, contract in home.contracts.items()}
        files = [home.root / name for name in REGISTERS] + [path for path in _lists(home) if path.is_file()]
        read = {path.name: sha256_file(path) for path in files if path.is_file()}
        return digest_of(home.city.model_dump(mode="json"), declared, read, code_digest(*CODE))

    @cached_property
    def everything(self) -> str:
        """All of the others."""
        return digest_of(self.settings, self._work, self._decided, self._released, self._databases)

    def dataset(self, dataset: str) -> str:
        """All that is said of one dataset."""
        named = [self._scopes.get((dataset, kind), []) for kind in ("work", "findings")]
        stated = (self._decided.get(dataset), self._released.get(dataset, []), self._databases.get(dataset))
        return digest_of(self.settings, named, stated)

    def datasets(self) -> str:
        """All that is said of every dataset."""
        return digest_of([self.dataset(dataset) for dataset in self._home.contracts])

    def department(self, page: str) -> str:
        """The findings of a department, by the name of its page, and what is cleared of the datasets they speak of."""
        found = self._by_department.get(page, {})
        return digest_of(self.settings, found, {dataset: self._decided.get(dataset) for dataset in found})

    @property
    def findings(self) -> str:
        """How many findings of each severity every department has."""
        return digest_of(self.settings, self.finding_counts)

    def scopes_of(self, page: str) -> list[str]:
        """The work that has findings about the departments of a page."""
        told = self._by_department.get(page, {})
        return sorted({scope for found in told.values() for scope, _ in found})

    @cached_property
    def finding_counts(self) -> dict[str, dict[str, int]]:
        """Page of a department -> severity -> how many findings the public reads."""
        departments = Departments(self._home.registers)
        columns = (findings.c.department, findings.c.severity)
        told = select(*columns, func.count()).where(findings.c.scope.not_like(f"{WATCHED}:%")).group_by(*columns)
        counts: dict[str, dict[str, int]] = {}
        with self._home.journal.engine.connect() as connection:
            for department, severity, number in connection.execute(told.order_by(*columns)):
                page = counts.setdefault(departments.page(department), {})
                page[severity] = page.get(severity, 0) + number
        return counts

    @property
    def departments(self) -> tuple[str, ...]:
        """The pages of the departments that have findings, those of no department last."""
        return tuple(sorted(self._by_department, key=lambda page: (page == "other", page)))

    def released(self, datasets: Iterable[str]) -> str:
        """What is released of these datasets, and the settings."""
        current = {dataset: self._current(dataset) for dataset in sorted(set(datasets))}
        return digest_of(self.settings, current)

    def _current(self, dataset: str) -> list[tuple[object, ...]]:
        newest = {period: (period, version, content) for period, version, content, _ in self._released.get(dataset, ())}
        return [newest[period] for period in sorted(newest)]

    @cached_property
    def _databases(self) -> dict[str, str]:
        """Dataset -> the name of its `.duckdb` file; that of the whole city stands under ''."""
        index = read_index(self._home.public)
        named = {dataset: database.name for dataset, database in index.datasets.items()} if index else {}
        return {**named, "": index.catalog.name} if index else {}

    @cached_property
    def _work(self) -> dict[str, tuple[str, str]]:
        """Scope -> stage, key."""
        columns = select(work.c.scope, work.c.stage, work.c.key).where(work.c.stage.not_in(AFTER))
        with self._home.journal.engine.connect() as connection:
            return {row.scope: (row.stage, row.key) for row in connection.execute(columns.order_by(work.c.scope))}

    @cached_property
    def _scopes(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """The work on each dataset, and that which has findings about it: (scope, key)."""
        named: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for scope, (stage, key) in self._work.items():
            worked_on = (stage if ":" in stage else scope).partition(":")[2]
            named.setdefault((worked_on, "work"), []).append((scope, key))
        for scope, dataset, _ in self._found:
            if dataset and scope in self._work:
                named.setdefault((dataset, "findings"), []).append((scope, self._work[scope][1]))
        return named

    @cached_property
    def _found(self) -> list[tuple[str, str | None, str | None]]:
        """Scope, dataset and department of the findings that the public reads."""
        columns = (findings.c.scope, findings.c.dataset, findings.c.department)
        told = select(*columns).where(findings.c.scope.not_like(f"{WATCHED}:%")).distinct().order_by(*columns)
        with self._home.journal.engine.connect() as connection:
            return [(row.scope, row.dataset, row.department) for row in connection.execute(told)]

    @cached_property
    def _by_department(self) -> Mapping[str, Mapping[str, list[tuple[str, str]]]]:
        departments = Departments(self._home.registers)
        pages: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for scope, dataset, department in self._found:
            told = pages.setdefault(departments.page(department), {}).setdefault(dataset or "", [])
            told.append((scope, self._work.get(scope, ("", ""))[1]))
        return pages

    @cached_property
    def _decided(self) -> dict[str, int]:
        """Dataset -> its last decision."""
        last = select(decisions.c.dataset, func.max(decisions.c.id)).group_by(decisions.c.dataset)
        with self._home.journal.engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(last)}

    @cached_property
    def _released(self) -> dict[str, list[tuple[int, int, str, str]]]:
        """Dataset -> period, version, content and moment of every release, oldest first."""
        of = releases.c
        columns = (of.dataset, of.period, of.version, of.content, of.released_at)
        published = select(*columns).where(of.state == "published").order_by(*columns[:3])
        found: dict[str, list[tuple[int, int, str, str]]] = {}
        with self._home.journal.engine.connect() as connection:
            for dataset, *version in connection.execute(published):
                found.setdefault(dataset, []).append(tuple(version))
        return found


def _lists(home: Home) -> list[Path]:
    fields = (field for contract in home.contracts.values() for field in contract.table.fields)
    named = {field.codelist for field in fields if field.codelist} | NAMED
    return [home.registers.code_list_path(name) for name in sorted(named)]
