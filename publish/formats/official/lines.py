"""Rows of the dataset put into a form: the sheets of one department, and on each of them the lines of each block.

How a line looks belongs to `labels` and `figures`; a row that the form has no place for is counted, never bent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.contract import Contract
from publish.formats.official.form import Form
from publish.formats.official.titles import Heading, heading_of, spread_names

Row = Mapping[str, Any]


@dataclass
class Line:
    """One printed line: the first of its rows, and the figures of the others by number of the wide column."""

    row: Row
    figures: dict[int | None, Row]


@dataclass
class Sheet:
    """One printed table: its heading, its form, and the lines of each block in the order of the rows."""

    heading: Heading
    form: Form
    blocks: tuple[list[Line], ...]
    seen: dict[tuple[Any, ...], Line] = field(default_factory=dict)


@dataclass(frozen=True)
class Department:
    """The sheets of one department in the order of its rows, and how many rows no sheet has a place for."""

    entity: str
    name: str
    sheets: tuple[Sheet, ...]
    left_out: int


def department(contract: Contract, form: Form, entity: tuple[str, str], year: int, rows: Iterable[Row]) -> Department:
    """The rows of one department (its code and name) on their sheets."""
    spread = spread_names(form.layout)
    same = _same_line(contract, form)
    sheets: dict[tuple[str | None, ...], Sheet | None] = {}
    left_out = 0
    for row in rows:
        said = tuple(text(row[name]) for name in spread)
        if said not in sheets:
            sheets[said] = _sheet(form, entity[1], year, dict(zip(spread, said, strict=True)))
        sheet = sheets[said]
        left_out += sheet is None or not _put(sheet, row, same)
    return Department(*entity, tuple(sheet for sheet in sheets.values() if sheet), left_out)


def text(value: Any) -> str | None:
    """A value as a declaration writes it; None for a blank."""
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def _same_line(contract: Contract, form: Form) -> tuple[str, ...]:
    """The columns by which rows of a wide table are told to be one line of the form."""
    layout = form.layout
    beside = {name for one in layout.wide.columns for name in one.beside} if layout.wide else set()
    keys = [name for name in contract.table.primary_key if not contract.table.by_name[name].is_provenance]
    return tuple(name for name in dict.fromkeys((*layout.columns, *keys)) if name not in {*form.names, *beside})


def _sheet(form: Form, name: str, year: int, said: Mapping[str, str | None]) -> Sheet | None:
    heading = heading_of(form.layout, name, year, said)
    if heading is None:
        return None
    part = heading.part
    form = form.only(part) if part else form
    return Sheet(heading, form, tuple([] for _ in form.blocks))


def _put(sheet: Sheet, row: Row, same: tuple[str, ...]) -> bool:
    """Put a row where it belongs; whether the form has a place for it."""
    place = sheet.form.places.get(tuple(text(row[name]) for name in sheet.form.names))
    if place is None:
        return False
    block, wide = place
    key = (block, *(row[name] for name in same))
    line = sheet.seen.get(key)
    if line is None or wide is None or wide in line.figures:
        line = Line(row, {})
        sheet.seen[key] = line
        sheet.blocks[block].append(line)
    line.figures[wide] = row
    return True
