"""The text around the tables of a workbook (说明): the cells of no table as running text, with the way back to each.

What the text says belongs to `sentences`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pipelines.readers import Grid
from pipelines.readers.tables import Table, leftovers
from pipelines.stages.extract.tidy import plain as tidied

ENDS = "。；;！!？?"
#: A line of fewer characters is a heading or an item; one of more that ends in no sign goes on in the next.
WRAPPED = 25
#: What is longer is no title.
SHORT = 60
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,3}(?:[)）、]|[.．](?!\d))|第[一二三四五六七八九十]+")
_WIDTHS = str.maketrans("０１２３４５６７８９．％（）：", "0123456789.%():")
_GROUPED = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_REFERENCE = re.compile(r"《[^《》\n]*》")


@dataclass(frozen=True)
class Page:
    """The texts of one column of a sheet that stand in no table: `cells` are their rows and texts."""

    sheet: str
    column: int
    cells: tuple[tuple[int, str], ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """The short texts at its head: one is its title, if it has one."""
        return tuple(text for _, text in self.cells[:2] if len(text) <= SHORT and "\n" not in text)

    @cached_property
    def printed(self) -> str:
        """The cells from the top down, one line or more for each."""
        return "\n".join(text for _, text in self.cells)

    @cached_property
    def plain(self) -> str:
        """The text as patterns see it: without blanks and without the breaks of lines that go on, digits and brackets
        of one width; what stands inside 《》 is no statement and blotted out.
        """
        text = "".join(self.printed[place] for place in self._kept).translate(_WIDTHS)
        text = _GROUPED.sub(",", text)
        return _REFERENCE.sub(lambda found: "《" + "■" * (len(found[0]) - 2) + "》", text)

    def row(self, place: int) -> int:
        """The row of the sheet in which a place of the plain text stands."""
        starts, start = [], 0
        for _, text in self.cells:
            starts.append(start)
            start += len(text) + 1
        return self.cells[bisect_right(starts, self._kept[place]) - 1][0]

    def text(self, first: int, end: int) -> str:
        """What is printed between two places of the plain text, on one line."""
        printed = self.printed[self._kept[first] : self._kept[end - 1] + 1] if end > first else ""
        return re.sub(r"\s*\n\s*", "", printed).strip()

    def sentence(self, first: int, end: int) -> str:
        """The sentence, or the sentences, around two places of the plain text."""
        before = max(self.plain.rfind(sign, 0, first) for sign in f"{ENDS}\n")
        after = [place for sign in ENDS if (place := self.plain.find(sign, end - 1)) >= 0]
        broken = self.plain.find("\n", end - 1)
        until = min([place + 1 for place in after] + [broken if broken >= 0 else len(self.plain)])
        return self.text(before + 1, until)

    def paragraph(self, place: int) -> int:
        """Where the paragraph that goes on at a place of the plain text ends."""
        end = self.plain.find("\n", place)
        return end if end >= 0 else len(self.plain)

    @cached_property
    def _kept(self) -> tuple[int, ...]:
        """The places of the printed text that the plain text keeps."""
        lines = self.printed.split("\n")
        return tuple(self._places(lines))

    def _places(self, lines: list[str]) -> Iterator[int]:
        start = 0
        for number, line in enumerate(lines):
            yield from (start + place for place, sign in enumerate(line) if not sign.isspace())
            start += len(line)
            if number + 1 < len(lines) and not _goes_on(line.strip(), lines[number + 1].strip()):
                yield start
            start += 1


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence breaks here only because the line is full."""
    return len(line) >= WRAPPED and line[-1] not in f"{ENDS}：:" and not _NUMBERED.match(following)


def pages_of(grid: Grid, tables: Iterable[Table]) -> list[Page]:
    """The texts of a sheet that stand in no table, column by column."""
    columns: dict[int, list[tuple[int, str]]] = {}
    for row, column in leftovers(grid, tables):
        columns.setdefault(column, []).append((row, tidied(grid.text(row, column))))
    return [Page(grid.sheet, column, tuple(cells)) for column, cells in sorted(columns.items())]
