"""The lines of a statement (科目) as a tree: what a class (类) consists of, and whether its parts add up to it.

All exact, in 元. Reading belongs to `books`, words to the pages.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from publish.portal.budget.books import Place

#: The shortest code, that of a class; every further level has two digits more.
CLASS = 3


class Line(NamedTuple):
    """A line; `amounts` by column (年初预算 budget, 调整预算 adjusted, 决算 final, …), `level` None for totals and
    transfers, whose codes begin with an underscore; `of_which` (其中项) is part of another line of its own level.
    """

    code: str
    name: str
    level: int | None
    of_which: bool
    amounts: Mapping[str, Decimal]
    places: Mapping[str, Place]

    @property
    def is_sum(self) -> bool:
        """Whether the line is a total or a transfer, none of the classification."""
        return self.code.startswith("_")


class Tree:
    """The lines of one statement, in the order in which they are printed."""

    def __init__(self, lines: Iterable[Line], total: str) -> None:
        self.lines = {line.code: line for line in lines}
        self._total = total

    @cached_property
    def _below(self) -> Mapping[str, list[Line]]:
        found: dict[str, list[Line]] = {}
        for line in self.lines.values():
            if not line.is_sum and not line.of_which:
                found.setdefault(self._parent(line.code), []).append(line)
        return found

    def _parent(self, code: str) -> str:
        """The nearest line above that is there, '' for a line at the top."""
        above = (code[:length] for length in range(len(code) - 2, CLASS - 1, -2))
        return next((each for each in above if each in self.lines and not self.lines[each].of_which), "")

    def children(self, code: str) -> list[Line]:
        """The lines that make up a line; those at the top for ''."""
        return self._below.get(code, [])

    def path(self, code: str) -> list[Line]:
        """The lines above a line, from the top, and the line itself."""
        above = self._parent(code)
        return [*(self.path(above) if above else []), self.lines[code]]

    @property
    def total(self) -> Line:
        """The total of the year (本年合计) as printed; added up where no total is printed."""
        if self._total in self.lines:
            return self.lines[self._total]
        return Line(self._total, "", None, False, added(self.children("")), {})

    @property
    def sums(self) -> list[Line]:
        """Totals and transfers, without the total of the year."""
        return [line for line in self.lines.values() if line.is_sum and line.code != self._total]

    def rest(self, code: str) -> dict[str, Decimal]:
        """What a line has beyond the sum of its parts (未细列), by column; none where they add up, or nothing is known
        of the parts."""
        whole = self.lines[code] if code else self.total
        parts = added(self.children(code))
        return {
            name: whole.amounts[name] - parts[name]
            for name in whole.amounts
            if name in parts and whole.amounts[name] != parts[name]
        }

    def flat(self, code: str = "", depth: int = 0) -> Iterator[tuple[int, Line]]:
        """Every line after the line it is part of, with its depth from 0; of-which lines, and what is not itemised (a
        line without code), stand after the parts."""
        for line in sorted(self.children(code), key=lambda line: line.code):
            yield depth, line
            yield from self.flat(line.code, depth + 1)
        for line in self.lines.values():
            if line.of_which and self._parent(line.code) == code:
                yield depth, line
        rest = self.rest(code)
        if rest:
            yield depth, Line("", "", None, False, rest, {})

    @property
    def columns(self) -> set[str]:
        """The columns that any line has."""
        return {name for line in self.lines.values() for name in line.amounts}


def added(lines: Iterable[Line]) -> dict[str, Decimal]:
    """The sum of lines by column; a column that none of them has is absent."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        for name, amount in line.amounts.items():
            sums[name] = sums.get(name, Decimal(0)) + amount
    return sums
