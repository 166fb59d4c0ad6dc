"""What stands around a table: its title, unit, year, the department that made it, and facts that a layout looks for.

Here belongs reading what is stated. What is not stated is None: nothing is assumed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from gongkai.contract import ContextPattern, Layout
from gongkai.values.amounts import unit_in
from gongkai.values.dates import parse_date, year_in
from gongkai.values.labels import CJK, fold, normalise
from pipelines.readers.tables import Table
from pipelines.readers.tables.lines import is_context, is_no_data

#: Rows of a body that are looked at for the sentence that explains why it is empty.
ALONE = 5
_ENTITY = re.compile(r"(?:(?:编制|填报|预算|报送)(?:部门|单位)(?:名称)?|^(?:部门|单位)名称)[::]\s*([^\s::]+)")
#: A blank inside a name (“示例市教 育局”), not the one before the next statement.
_WITHIN = re.compile(rf"(?<=[{CJK}]) (?=[{CJK}](?!\S*[::]))")
_STATED = re.compile(r"[::]|^制表|^附[件表]\d*$")
_DAY = re.compile(r"年\s*\d{1,2}\s*月|\d{8}|\d{4}[-./]\d{1,2}[-./]\d{1,2}")
#: The table says itself, or the department says of itself, that there is nothing to state.
_NOTHING = re.compile(
    r"(?:部门|单位|局|委|办|厅|处|院|校|中心|街道|乡|镇)(?:本?\d{4}年度?|本年度?)?(?:无|没有|未安排|未发生|不涉及)[^。；;]*"
    r"(?:预算|收入|支出|拨款|经费|数据|资金)"
)
_BARE_YEAR = re.compile(r"(?<!\d)(20\d{2}|19[89]\d)(?!\d)")


class Stated(Protocol):
    """Texts by the places that a layout names: those around a table, or those of a whole workbook."""

    def texts(self, place: str) -> tuple[str, ...]:
        """The texts of a place, normalised."""


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
            "dates": self._year_of_dates,
        }
        return tuple(text for text in map(normalise, found[place]) if text)

    @property
    def _year_of_dates(self) -> tuple[str, ...]:
        """The year of the days that a form states, where all are of one."""
        days = {day.year for address in self.table.cells if (day := parse_date(self.table.grid.text(*address)))}
        return tuple(f"{year}年" for year in days) if len(days) == 1 else ()


def recognised(layout: Layout, around: Stated) -> bool:
    """Whether the titles (the sheet's name where there is none) hold the layout's words and lack the others."""
    text = "\n".join(around.texts("title") or around.texts("sheet"))
    told = layout.recognise
    held = [all(_words(told.title_contains, text)), not any(_words(told.title_lacks, text))]
    return all(held) and (not told.title_contains_one or any(_words(told.title_contains_one, text)))


def _words(words: Iterable[str], text: str) -> Iterator[bool]:
    return (normalise(word) in text for word in words)


def fiscal_year(layout: Layout, around: Stated) -> int | None:
    """The year, from the first of the layout's places that states one."""
    texts = (text for place in layout.fiscal_year for text in around.texts(place))
    return next((year for text in texts if (year := year_in(text) or _bare_year(text))), None)


def stated_years(around: Surroundings) -> dict[str, int]:
    """The year that each place states (STR-006): title, sheet, file_name, header (the latest of several, for the year
    before stands beside it) and above. Days are no years of the table.
    """
    table = around.table
    places = {
        "title": (table.title,),
        "sheet": (around.sheet,),
        "file_name": around.files,
        "header": dict.fromkeys(step for path in table.paths for step in path.split("/")),
        "above": table.above,
    }
    found = {place: [year_of(text) for text in texts if not _DAY.search(text)] for place, texts in places.items()}
    return {place: max(filter(None, years)) for place, years in found.items() if any(years)}


def year_of(text: str) -> int | None:
    """The one year that a text states, with 年 or without."""
    return year_in(text) or _bare_year(normalise(text))


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
    found = all_units(around)
    return found[0] if len(found) == 1 else None


def all_units(around: Surroundings) -> tuple[str, ...]:
    """Every unit that the lines above the table state, else the lines under it; more than one say nothing."""
    return tuple(sorted(_units_above(around) or _units_below(around)))


def is_stated_below(around: Surroundings) -> bool:
    """Whether only a line under the table states the unit."""
    return not _units_above(around) and bool(_units_below(around))


def states_unit_alone(text: str) -> bool:
    """Whether the line states a unit and nothing else (“(单位：万元)”)."""
    return unit_in(text) is not None and len(text.split()) == 1 and is_context(text)


def explanation(around: Surroundings) -> str | None:
    """The sentence at the table, or in it, that says that there is no data to state (空表说明, STR-002)."""
    table = around.table
    alone = [texts[0] for row in table.rows[:ALONE] if len(texts := _filled(table, row)) == 1]
    told = (*(text for _, text in table.notes), around.below, *table.above, *alone)
    return next((text.strip() for says in (is_no_data, says_nothing) for text in told if says(text)), None)


def says_nothing(text: str) -> bool:
    """Whether the text says that the department has no such budget, revenue or spending (本部门没有政府性基金预算)."""
    return bool(_NOTHING.search(normalise(text)))


def _filled(table: Table, row: int) -> list[str]:
    return [text for text in table.grid.rows[row - table.grid.first_row] if text.strip()]


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
    texts = (text for place in pattern.places for text in around.texts(place))
    return next((said for text in texts if (said := pattern.read(text)) is not None), None)
