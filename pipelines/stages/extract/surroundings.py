"""What stands around a table: its title, unit, year, the department that made it, and facts that a layout looks for.

Here belongs reading what is stated. What is not stated is None: nothing is assumed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongkai.contract import ContextPattern, Layout
from gongkai.values.amounts import unit_in
from gongkai.values.dates import year_in
from gongkai.values.labels import CJK, fold, normalise
from pipelines.readers.tables import Table
from pipelines.readers.tables.lines import is_context

_ENTITY = re.compile(r"(?:(?:编制|填报|预算|报送)(?:部门|单位)(?:名称)?|^(?:部门|单位)名称)[::]\s*([^\s::]+)")
#: A blank inside a name (“示例市教 育局”), not the one before the next statement.
_WITHIN = re.compile(rf"(?<=[{CJK}]) (?=[{CJK}](?!\S*[::]))")
_STATED = re.compile(r"[::]|^制表|^附[件表]\d*$")
_BARE_YEAR = re.compile(r"(?<!\d)(20\d{2}|19[89]\d)(?!\d)")


@dataclass(frozen=True)
class Surroundings:
    """The texts around a table. `files` are the names of the file, from the inside of an archive outwards; `below` is
    the first line under the table that belongs to no other.
    """

    table: Table
    files: tuple[str, ...]
    below: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """The title and the other lines above that are no statements of unit, department or date."""
        others = (text for text in self.table.above if not _STATED.search(fold(text)) and not unit_in(text))
        return tuple(text for text in (self.table.title, *others) if text)

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return self.table.grid.sheet

    def texts(self, place: str) -> tuple[str, ...]:
        """The texts of one of a layout's places, normalised."""
        table = self.table
        steps = (step for path in table.paths for step in path.split("/"))
        found: Mapping[str, Iterable[str]] = {
            "title": self.titles,
            "sheet": (self.sheet,),
            "file_name": self.files,
            "above": table.above,
            "table": dict.fromkeys((table.label, *steps, *(text for _, text in table.notes))),
        }
        return tuple(text for text in map(normalise, found[place]) if text)


def recognised(layout: Layout, around: Surroundings) -> bool:
    """Whether the titles (the sheet's name where there is none) hold the layout's words and lack the others."""
    text = "\n".join(around.texts("title") or around.texts("sheet"))
    told = layout.recognise
    held = [all(_words(told.title_contains, text)), not any(_words(told.title_lacks, text))]
    return all(held) and (not told.title_contains_one or any(_words(told.title_contains_one, text)))


def _words(words: Iterable[str], text: str) -> Iterator[bool]:
    return (normalise(word) in text for word in words)


def fiscal_year(layout: Layout, around: Surroundings) -> int | None:
    """The year, from the first of the layout's places that states one."""
    texts = (text for place in layout.fiscal_year for text in around.texts(place))
    return next((year for text in texts if (year := year_in(text) or _bare_year(text))), None)


def _bare_year(text: str) -> int | None:
    """A year without 年, as file names write it: `contracts_2026.csv`."""
    found = set(_BARE_YEAR.findall(text))
    return int(found.pop()) if len(found) == 1 else None


def table_unit(layout: Layout, around: Surroundings) -> str | None:
    """The unit of the table: the layout's, or the one stated above, else under it; None where two are stated."""
    if layout.unit != "stated":
        return None if layout.unit == "none" else layout.unit
    return stated_unit(around)


def stated_unit(around: Surroundings) -> str | None:
    """The one unit that the lines above the table state, else the lines under it."""
    found = _units_above(around) or _units_below(around)
    return found.pop() if len(found) == 1 else None


def is_stated_below(around: Surroundings) -> bool:
    """Whether only a line under the table states the unit."""
    return not _units_above(around) and bool(_units_below(around))


def states_unit_alone(text: str) -> bool:
    """Whether the line states a unit and nothing else (“(单位：万元)”)."""
    return unit_in(text) is not None and len(text.split()) == 1 and is_context(text)


def _units_above(around: Surroundings) -> set[str]:
    table = around.table
    return {unit for text in (*table.above, table.label, table.title) if (unit := unit_in(text))}


def _units_below(around: Surroundings) -> set[str]:
    return {unit for text in (*(text for _, text in around.table.notes), around.below) if (unit := unit_in(text))}


def entity(around: Surroundings) -> str | None:
    """The department that the lines above the table name (编制部门, 填报单位)."""
    for text in (*around.table.above, around.table.title):
        if match := _ENTITY.search(_WITHIN.sub("", fold(text))):
            return match.group(1)
    return None


def fact(pattern: ContextPattern, around: Surroundings) -> str | None:
    """What a layout's pattern finds, translated; None where it finds nothing, or nothing that it can translate."""
    values = {normalise(printed): value for printed, value in pattern.values.items()}
    sought = re.compile(pattern.pattern)
    for text in (text for place in pattern.places for text in around.texts(place)):
        if match := sought.search(text):
            said = match.group(sought.groups).strip()
            if not values:
                return said
            if said in values:
                return values[said]
    return None
