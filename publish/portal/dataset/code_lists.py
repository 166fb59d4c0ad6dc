"""The code lists of a city's datasets (代码表) as rows of a page and as CSV, each put together once for a build."""

import csv
from collections.abc import Callable
from io import StringIO

from markupsafe import Markup

from gongkai.registers import CodeEntry, Registers
from publish.formats.csv import BOM

#: A longer list is not printed; it is there as CSV.
PRINTED = 1000
ROW = Markup("<tr><td><code>{}</code></td><td>{}</td></tr>")
COLUMNS = ("code", "name", "parent", "aliases", "first_year", "last_year", "status")


class CodeLists:
    """The lists by name and year."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers
        self._made: dict[tuple[str, str, int], str] = {}

    def entries(self, name: str, year: int) -> tuple[CodeEntry, ...]:
        """The entries valid in a year."""
        return self._registers.code_list(name, year)

    def rows(self, name: str, year: int) -> Markup:
        """The entries as rows of a table; names are as the list has them, in every language."""
        return Markup(self._once("rows", name, year, _rows))

    def csv(self, name: str, year: int) -> str:
        """The entries as CSV."""
        return self._once("csv", name, year, _csv)

    def _once(self, kind: str, name: str, year: int, make: Callable[[tuple[CodeEntry, ...]], str]) -> str:
        if (kind, name, year) not in self._made:
            self._made[kind, name, year] = make(self.entries(name, year))
        return self._made[kind, name, year]


def _rows(entries: tuple[CodeEntry, ...]) -> str:
    return "\n".join(ROW.format(entry.code, entry.name) for entry in entries)


def _csv(entries: tuple[CodeEntry, ...]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(entry, column) for column in COLUMNS] for entry in entries)
    return BOM + text.getvalue()
