"""What stands around a table: its title, unit, year and the department that made it."""

import re
from dataclasses import dataclass

from gongkai.contract import Layout
from gongkai.values.amounts import unit_in
from gongkai.values.dates import year_in
from gongkai.values.labels import fold, normalise
from pipelines.readers import Grid
from pipelines.stages.extract.headers import Header, is_context

_ENTITY = re.compile(r"(?:编制|填报|预算)(?:部门|单位)(?:名称)?[::]\s*([^\s::]+)")


@dataclass(frozen=True)
class Context:
    """Facts stated above a table; each is None when nothing states it."""

    title: str
    unit: str | None
    entity: str | None


def read_context(grid: Grid, header: Header, rows: list[list[str]]) -> Context:
    """The context of the table under `header`."""
    printed = [fold(text) for row in grid.rows[: header.top] for text in row if text]
    titles = [next(t for t in row if t) for row in rows[: header.top] if any(row) and not is_context(row)]
    units = [unit for text in printed if (unit := unit_in(text))]
    entities = [match.group(1) for text in printed if (match := _ENTITY.search(text))]
    return Context(titles[0] if titles else "", units[0] if units else None, entities[0] if entities else None)


def fiscal_year(layout: Layout, title: str, sheet: str | None, file_name: str) -> int | None:
    """The year, from the first of the layout's places that states one."""
    texts = {"title": title, "sheet": sheet or "", "file_name": file_name}
    return next((year for place in layout.fiscal_year if (year := year_in(texts[place]) or _bare(texts[place]))), None)


def _bare(text: str) -> int | None:
    """A year without 年, as file names write it: `contracts_2026.csv`."""
    found = re.findall(r"(?<!\d)(20\d{2})(?!\d)", text)
    return int(found[0]) if len(set(found)) == 1 else None


def recognised(layout: Layout, title: str, sheet: str | None) -> bool:
    """Whether the title (the sheet's name where there is none) holds the layout's words and lacks the others."""
    text = title or normalise(sheet or "")
    words = map(normalise, layout.recognise.title_contains)
    return all(word in text for word in words) and not any(
        normalise(word) in text for word in layout.recognise.title_lacks
    )


def column_units(
    layout: Layout, paths: tuple[str, ...], places: dict[str, tuple[int, ...]], table_unit: str | None
) -> dict[str, str]:
    """The unit of every column whose unit is known: declared, else in its header, else the table's."""
    found = {}
    for column, place in places.items():
        unit = layout.columns[column].unit or unit_in(paths[place[0]]) or table_unit
        if unit:
            found[column] = unit
    return found
