"""Thirty faults in golden workbooks: what `faults.yml` says is done, done to one workbook and to nothing else in it.

Here belongs how a fault is planted. Which faults there are, and what must be found, is written in `faults.yml`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from ruamel.yaml import YAML

from samples.page import Cell
from tests.golden.departments.budgets import SHEETS
from tests.golden.departments.facts import BUDGETS, FOLDER, Document, Row, document
from tests.golden.departments.finals import TITLES
from tests.golden.departments.sentences import CELL, EXPLAINED, explanation
from tests.golden.departments.writing import written

#: What the difference between a total and its parts may come from, in the order in which they are tried.
KINDS = (
    *("rounding", "sign_lost", "of_which_counted", "row_missing", "row_twice", "unit", "transposed"),
    *("decimal_shifted", "blank_part", "subset", "other_year", "unexplained"),
)
TEXT = 0


@dataclass(frozen=True)
class Reading:
    """What a difference truly comes from: the kind and the cell or cells of the fault; none where nothing stands."""

    kind: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """One planted fault.

    `table` counts from 1, `TEXT` is the sheet of explanations. `puts` prints other cells, `drops` and `repeats` name
    codes, `omits` leaves the table out, `says` exchanges words of the text, `year` hands the accounts in for another
    year; `beside` names documents that stand in the same home. `rules` must all fire; one of `explained` carries the
    reading.
    """

    id: str
    workbook: str
    table: int
    cell: str
    zh: str
    en: str
    rules: tuple[str, ...]
    explained: tuple[str, ...] = ()
    reading: Reading | None = None
    puts: dict[str, Cell] = field(default_factory=dict)
    drops: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    omits: bool = False
    says: tuple[str, str] | None = None
    year: int | None = None
    beside: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        """The name of the sheet on which the fault is."""
        budget = self.workbook in BUDGETS
        if self.table == TEXT:
            return EXPLAINED["budget" if budget else "final"]
        return (SHEETS if budget else TITLES)[self.table]


@cache
def faults() -> tuple[Fault, ...]:
    """All faults in the order of the file."""
    listed = YAML(typ="safe").load((FOLDER / "faults.yml").read_text("utf-8"))["faults"]
    return tuple(_fault(entry) for entry in listed)


def _fault(entry: dict[str, object]) -> Fault:
    lists = ("rules", "explained", "drops", "repeats", "beside", "says")
    given = {name: tuple(value) if name in lists else value for name, value in entry.items()}  # type: ignore[arg-type]
    if isinstance(found := given.get("reading"), dict):
        given["reading"] = Reading(found["kind"], tuple(found.get("cells", ())))
    return Fault(**given)  # type: ignore[arg-type]


def planted(fault: Fault) -> bytes:
    """The workbook with exactly that fault."""
    found = changed(fault)
    book = written(found, (fault.table,) if fault.omits else ())
    for address, value in fault.puts.items():
        style = book.decimal if isinstance(value, float) else book.body
        book.written(fault.sheet).put(address, value, style)
    if fault.says:
        book.written(fault.sheet).put(CELL, _said(explanation(found), *fault.says), book.text)
    return book.content()


def changed(fault: Fault) -> Document:
    """The document with its rows and its year as the fault has them; cells are printed anew by `planted`."""
    found = document(fault.workbook)
    if fault.drops or fault.repeats:
        rows = tuple(_rows(fault, found.tables[fault.table]))
        found = replace(found, tables=found.tables | {fault.table: rows})
    return replace(found, year=fault.year or found.year)


def _rows(fault: Fault, rows: tuple[Row, ...]) -> Iterator[Row]:
    for row in rows:
        if row["code"] not in fault.drops:
            yield row
        if row["code"] in fault.repeats:
            yield row


def _said(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in the text")
    return text.replace(old, new)
