"""A layout turned round: the texts and headings by which a printed form states what reading takes from a table.

Whether that can be done for a layout is asked in `printable`; drawing belongs to `publish.formats.official`.
"""

import re
from collections.abc import Iterable, Iterator

from gongkai.contract.sources import Layout, WideColumn
from gongkai.values.labels import normalise


def stated_text(layout: Layout, name: str, value: str | None) -> str | None:
    """The text by which the title states the value of a column: as `texts` say, else the inverse of `values`, or the
    label of the part that sets it; None where there is none, '' for a blank that may be left unsaid.
    """
    said = layout.prints.texts.get(name, {}) if layout.prints else {}
    if value in said:
        return said[value]
    if name in layout.context:
        pattern = layout.context[name]
        return pattern.printed(value) if value is not None else "" if pattern.optional else None
    return next((part.labels[0] for part in layout.parts.values() if part.set.get(name) == value), None)


def headings(layout: Layout, name: str, year: int | None) -> tuple[str, ...]:
    """The headings of a column, one for each piece of a split code."""
    source = layout.columns[name]
    own = layout.prints.headings.get(name) if layout.prints else None
    return own or tuple(names[0] for names in source.parts) or source.named(year)[:1]


def figure_headings(layout: Layout, part: str | None) -> tuple[tuple[str, int | None], ...]:
    """The headings of the figures of a wide table in one part, each with the number of its wide column (None where it
    is no heading of any); of several columns that set the same, the first.
    """
    columns = layout.wide.columns if layout.wide else ()
    named = layout.prints.figures_of(part) if layout.prints else ()
    pairs = [(heading, _column(columns, heading)) for heading in named]
    if not named:
        pairs = [(one.headers[0], at) for at, one in enumerate(columns) if one.headers]
    return tuple(_once(columns, pairs))


def is_read_as(names: Iterable[str], heading: str) -> bool:
    """Whether reading finds one of a layout's names at the end of a heading."""
    path = normalise(heading)
    return any(path == name or path.endswith(f"/{name}") for name in map(normalise, names))


def _column(columns: tuple[WideColumn, ...], heading: str) -> int | None:
    exact = (at for at, one in enumerate(columns) if heading in one.headers)
    return next(exact, next((at for at, one in enumerate(columns) if _fits(one, heading)), None))


def _fits(one: WideColumn, heading: str) -> bool:
    if one.headers:
        return is_read_as(one.headers, heading)
    return any(re.fullmatch(str(one.pattern), step) for step in normalise(heading).split("/"))


def _once(columns: tuple[WideColumn, ...], pairs: list[tuple[str, int | None]]) -> Iterator[tuple[str, int | None]]:
    seen: list[dict[str, str]] = []
    for heading, at in pairs:
        if at is None:
            yield heading, at
        elif columns[at].set not in seen:
            seen.append(columns[at].set)
            yield heading, at
