"""Registers and lists that rules look things up in: organisations, code lists, deadlines, negative list, events.

Each is one CSV; a file that does not fit is refused with file, line and column.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import field_validator

from gongkai.calendar import WorkingDays
from gongkai.codelists import CodeEntry
from gongkai.register_file import Clash, RegisterRow, read_register
from gongkai.values.names import name_key

__all__ = [
    "CodeEntry",
    "Deadline",
    "Event",
    "NegativeEntry",
    "Organisation",
    "RegisterRow",
    "Registers",
    "RequiredTable",
    "WorkingDay",
    "read_register",
]


class Organisation(RegisterRow):
    """A department or unit (预算单位) of the city; `inbox` is the folder it delivers to.

    One that was dissolved or merged (撤并) has the day it ended, `valid_to`, and the code of its `successor`, which
    answers for its tables of the years before.
    """

    unique = ("code", "inbox")

    code: str
    name: str
    short_name: str = ""
    kind: str = ""
    uscc: str = ""
    parent: str = ""
    inbox: str = ""
    successor: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def valid_in(self, year: int) -> bool:
        """Whether it existed on some day of the year."""
        first = date.min if self.valid_from is None else self.valid_from
        last = date.max if self.valid_to is None else self.valid_to
        return first.year <= year <= last.year

    @classmethod
    def clashes(cls, rows: Mapping[int, Self]) -> Iterator[Clash]:
        """A value that may not repeat, and a successor that is not in the register."""
        yield from super().clashes(rows)
        codes = {row.code for row in rows.values()}
        for line, row in rows.items():
            if row.successor and (row.successor not in codes or row.successor == row.code):
                yield Clash(line, "successor", "the code of another organisation", row.successor)


class Deadline(RegisterRow):
    """A statutory time limit (公开时限). `tag` K means that no primary text has confirmed it yet (依据待核)."""

    code: str
    obligation_zh: str
    obligation_en: str
    days: int
    kind: Literal["d", "wd"]
    basis: str
    tag: str


class NegativeEntry(RegisterRow):
    """An entry of the negative list (负面清单) with its legal basis and validity."""

    id: str
    category: str
    matcher: str
    pattern: str
    action: str
    basis: str
    tag: str
    valid_from: date | None = None
    valid_to: date | None = None
    title_zh: str
    title_en: str

    def valid_on(self, day: date) -> bool:
        """Whether the entry is in force; an expired entry is not applied silently."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Event(RegisterRow):
    """An event that starts clocks and lifts embargoes: 人大批准, 财政批复. An empty entity means the whole city."""

    kind: str
    entity: str = ""
    period: int
    date: date
    doc_no: str
    title: str = ""

    @field_validator("doc_no")
    @classmethod
    def has_document(cls, doc_no: str) -> str:
        """An event without its document number is no event."""
        if not doc_no.strip():
            raise ValueError("the number of the document that states the event")
        return doc_no


class WorkingDay(RegisterRow):
    """A day on which the national calendar is corrected: it is (or is not) a working day (工作日, 调休)."""

    date: date
    working: bool


class RequiredTable(RegisterRow):
    """A table that a set of tables must have (应公开的表, 财预〔2016〕143号): the dataset that is it, and where one
    dataset holds several, the value of the column that tells them apart. One that is not `required` may be missing.
    """

    set: str
    no: int
    dataset: str
    column: str = ""
    value: str = ""
    title_zh: str
    title_en: str
    required: bool


@dataclass(frozen=True)
class Registers:
    """All registers of one home. `shared` is `datasets/_shared`, `home` the home directory."""

    shared: Path
    home: Path

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """The city's organisations."""
        return read_register(self.home / "organisations.csv", Organisation)

    @cached_property
    def by_inbox(self) -> dict[str, Organisation]:
        """Inbox folder -> organisation."""
        return {organisation.inbox: organisation for organisation in self.organisations if organisation.inbox}

    @cached_property
    def by_code(self) -> dict[str, Organisation]:
        """Organisation code -> organisation."""
        return {organisation.code: organisation for organisation in self.organisations}

    def printed(self, name: str, year: int | None) -> Organisation | None:
        """The organisation that a table of the year, if it says one, means by the name it prints."""
        named = (each for each in self.organisations if name_key(each.name) == name_key(name))
        return next((each for each in named if year is None or each.valid_in(year)), None)

    def answers_for(self, organisation: Organisation, former: Organisation) -> bool:
        """Whether the organisation is the former one, or its successor, or the successor of that, and so on."""
        seen: set[str] = set()
        while former.successor and former.code not in {organisation.code, *seen}:
            seen.add(former.code)
            former = self.by_code[former.successor]
        return former.code == organisation.code

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The home's events; none when the file is absent."""
        path = self.home / "events.csv"
        return read_register(path, Event) if path.exists() else ()

    @cached_property
    def deadlines(self) -> dict[str, Deadline]:
        """Deadline code -> deadline."""
        return {deadline.code: deadline for deadline in read_register(self.shared / "deadlines.csv", Deadline)}

    @cached_property
    def calendar(self) -> WorkingDays:
        """The working-day calendar, with the corrections of `working_days.csv`."""
        days = read_register(self.shared / "working_days.csv", WorkingDay)
        return WorkingDays({day.date: day.working for day in days})

    @cached_property
    def negative_list(self) -> tuple[NegativeEntry, ...]:
        """The base list and the city's own entries, if it has any."""
        own = self.home / "negative_list.csv"
        base = read_register(self.shared / "negative_list.csv", NegativeEntry)
        return base + (read_register(own, NegativeEntry) if own.exists() else ())

    def regions(self, year: int) -> tuple[str, ...]:
        """The region codes valid in a year (GB/T 2260), and those that the city itself lists in `regions.csv`."""
        own = self.home / "regions.csv"
        base = self.code_list("codelists/regions", year) if self.code_list_path("codelists/regions").exists() else ()
        added = read_register(own, CodeEntry) if own.exists() else ()
        return tuple(entry.code for entry in (*base, *added))

    def table_set(self, name: str) -> tuple[RequiredTable, ...]:
        """The tables of a set, in order; none where the list does not exist."""
        return tuple(table for table in self._table_sets if table.set == name)

    @cached_property
    def _table_sets(self) -> tuple[RequiredTable, ...]:
        path = self.shared / "table_sets.csv"
        return read_register(path, RequiredTable) if path.exists() else ()

    def code_list_path(self, list_name: str) -> Path:
        """The CSV of a code list."""
        return self.shared / f"{list_name}.csv"

    def code_list(self, list_name: str, year: int) -> tuple[CodeEntry, ...]:
        """The entries valid in a year, in the order of the list; without years an entry is valid in all."""
        return tuple(entry for entry in self.code_list_ever(list_name) if entry.valid_in(year))

    def code_list_ever(self, list_name: str) -> tuple[CodeEntry, ...]:
        """The entries of all years, in the order of the list."""
        if list_name not in self._lists:
            self._lists[list_name] = read_register(self.code_list_path(list_name), CodeEntry)
        return self._lists[list_name]

    @cached_property
    def _lists(self) -> dict[str, tuple[CodeEntry, ...]]:
        return {}

    def event(self, kind: str, entity: str, period: int) -> Event | None:
        """The event of an entity for a period; the city's own event stands for every entity."""
        fitting = [e for e in self.events if e.kind == kind and e.period == period and e.entity in ("", entity)]
        return max(fitting, key=lambda event: (event.entity != "", event.date), default=None)
