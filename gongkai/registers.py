"""Registers and lists that rules look things up in: organisations, code lists, deadlines, negative list, events.

Each is one CSV; a file that does not fit is refused with file, line and column.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from gongkai.calendar import WorkingDays
from gongkai.contract.errors import DeclarationError, DeclarationFault

Row = TypeVar("Row", bound="RegisterRow")


class RegisterRow(BaseModel):
    """A row of a register; an empty cell is an absent value. `unique` names the columns in which no value repeats."""

    unique: ClassVar[tuple[str, ...]] = ()

    model_config = ConfigDict(frozen=True, extra="ignore")


class Organisation(RegisterRow):
    """A department or unit (预算单位) of the city; `inbox` is the folder it delivers to."""

    unique = ("code", "inbox")

    code: str
    name: str
    short_name: str = ""
    kind: str = ""
    uscc: str = ""
    parent: str = ""
    inbox: str = ""


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


class CodeEntry(RegisterRow):
    """A code, its name, the names it had before or has elsewhere, the code it is a part of, and the side of the
    accounts (收入, 支出) it stands on.
    """

    code: str
    name: str
    aliases: str = ""
    parent: str = ""
    side: str = ""
    year: int | None = None
    tag: str = ""


def read_register(path: Path, model: type[Row]) -> tuple[Row, ...]:
    """The rows of a register CSV. Raises DeclarationError."""
    if not path.is_file():
        raise DeclarationError([DeclarationFault(path, 1, path.name, "this file must exist", "no file")])
    rows: dict[int, Row] = {}
    faults: list[DeclarationFault] = []
    for line, cells in _cells(path):
        try:
            rows[line] = model.model_validate(cells)
        except ValidationError as error:
            faults += [
                DeclarationFault(path, line, str(item["loc"][0]), item["msg"], repr(item.get("input"))[:60])
                for item in error.errors()
            ]
    faults += _repeated(path, model, rows)
    if faults:
        raise DeclarationError(faults)
    return tuple(rows.values())


def _repeated(path: Path, model: type[Row], rows: dict[int, Row]) -> Iterator[DeclarationFault]:
    for key in model.unique:
        seen: set[str] = set()
        for line, row in rows.items():
            value = getattr(row, key)
            if value and value in seen:
                yield DeclarationFault(path, line, key, "a value that no other row has", value)
            seen.add(value)


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    except UnicodeDecodeError as fault:
        raise DeclarationError([DeclarationFault(path, 1, path.name, "UTF-8 text", f"byte {fault.start}")]) from None
    for row in reader:
        yield reader.line_num, {key: value.strip() for key, value in row.items() if key and value and value.strip()}


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

    def code_list_path(self, list_name: str) -> Path:
        """The CSV of a code list."""
        return self.shared / f"{list_name}.csv"

    def code_list(self, list_name: str, year: int) -> tuple[CodeEntry, ...]:
        """The entries valid in a year: those of that year, or all where the list knows no years."""
        if list_name not in self._lists:
            self._lists[list_name] = read_register(self.code_list_path(list_name), CodeEntry)
        return tuple(entry for entry in self._lists[list_name] if entry.year in (None, year))

    @cached_property
    def _lists(self) -> dict[str, tuple[CodeEntry, ...]]:
        return {}

    def event(self, kind: str, entity: str, period: int) -> Event | None:
        """The event of an entity for a period; the city's own event stands for every entity."""
        fitting = [e for e in self.events if e.kind == kind and e.period == period and e.entity in ("", entity)]
        return max(fitting, key=lambda event: (event.entity != "", event.date), default=None)
