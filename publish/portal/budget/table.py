"""A table of figures as a page shows it: columns, rows with share, change and per resident, and where each came from.

Everything exact; a figure that is not published is absent, never zero. Templates only put it into HTML.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from publish.portal.budget.books import Place
from publish.portal.budget.lines import Line

TENTH = Decimal("0.1")
CENT = Decimal("0.01")


class Words(NamedTuple):
    """A text in both languages; without English the Chinese stands, as for names out of the data."""

    zh: str
    en: str = ""


class Column(NamedTuple):
    """A column of amounts."""

    key: str
    title: Words


class Row(NamedTuple):
    """A row. `page` is the address of its own page, relative to the root of the language, or empty; `kind` is line,
    total, rest (未细列) or sum (totals and transfers); `share` and `percent` have one decimal, `each` is 元 a head.
    """

    code: str
    name: Words
    page: str
    depth: int
    kind: str
    amounts: Mapping[str, Decimal]
    share: Decimal | None
    change: Decimal | None
    percent: Decimal | None
    each: Decimal | None
    places: Mapping[str, Place]


class Cells(NamedTuple):
    """A row's figures in a sheet: heading of the column, and where it stands."""

    name: Words
    places: tuple[tuple[Words, Place], ...]


class Origin(NamedTuple):
    """A sheet that figures of a table come from."""

    dataset: str
    period: int
    file: str
    sheet: str
    rows: tuple[Cells, ...]


class Table(NamedTuple):
    """A table; `main` is the column that share, change and order follow, `last` the one that it is compared with;
    `coded` where the rows are lines of the classification, whose codes are shown.
    """

    id: str
    caption: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    main: str
    last: str
    coded: bool = False

    @property
    def top(self) -> tuple[Row, ...]:
        """The rows that are parts and have the main amount, in their order."""
        return tuple(row for row in self.rows if row.kind == "line" and self.main in row.amounts)

    @property
    def shares(self) -> bool:
        """Whether any row has a share."""
        return any(row.share is not None for row in self.rows)

    @property
    def changes(self) -> bool:
        """Whether any row is compared with last year."""
        return any(row.change is not None for row in self.rows)

    @property
    def heads(self) -> bool:
        """Whether any row has an amount a head."""
        return any(row.each is not None for row in self.rows)

    @property
    def rests(self) -> bool:
        """Whether parts do not add up to their whole."""
        return any(row.kind == "rest" for row in self.rows)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where the figures come from, by sheet in the order of the table."""
        found: dict[tuple[str, int, str, str], list[Cells]] = {}
        for row in self.rows:
            sheets: dict[tuple[str, int, str, str], list[tuple[Words, Place]]] = {}
            for column in self.columns:
                place = row.places.get(column.key)
                if place:
                    sheets.setdefault(place[:4], []).append((column.title, place))
            for sheet, places in sheets.items():
                found.setdefault(sheet, []).append(Cells(row.name, tuple(places)))
        return tuple(Origin(*sheet, tuple(rows)) for sheet, rows in found.items())


class Measure(NamedTuple):
    """How rows are measured: their main column, the one before, the whole that shares are of, the people."""

    main: str
    last: str = "last"
    whole: Decimal | None = None
    people: int | None = None

    def row(self, line: Line, page: str = "", depth: int = 0, kind: str = "line", name: Words | None = None) -> Row:
        """A line as a row."""
        amount, last = line.amounts.get(self.main), line.amounts.get(self.last)
        change = amount - last if amount is not None and last is not None else None
        shared = kind in ("line", "part", "rest") and amount is not None
        return Row(
            code=line.code,
            name=name or Words(line.name),
            page=page,
            depth=depth,
            kind=kind,
            amounts=line.amounts,
            share=percent(amount, self.whole) if shared else None,
            change=change,
            percent=percent(change, last),
            each=_rounded(amount / self.people, CENT) if self.people and amount is not None else None,
            places=line.places,
        )


def percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """A part in percent of a whole, one decimal, half rounds up; None where there is nothing to compare with."""
    return None if part is None or not whole else _rounded(part * 100 / whole, TENTH)


def _rounded(value: Decimal, to: Decimal) -> Decimal:
    return value.quantize(to, ROUND_HALF_UP)


def ranked(lines: Iterable[Line], column: str) -> list[Line]:
    """The largest first; those without an amount last."""
    return sorted(lines, key=lambda line: (-line.amounts.get(column, Decimal("-Infinity")), line.code))


def columns_of(titles: Mapping[str, Words], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns that any of the rows has, in the order of the titles."""
    return tuple(Column(key, title) for key, title in titles.items() if any(key in row.amounts for row in rows))
