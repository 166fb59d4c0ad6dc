"""The place of a label in an outline: its numbering, its indentation, “其中”, and the levels of a whole column.

Belongs here: what the printed labels of one column tell about their order. Does not belong here: codes of a yearly list
(`codes`), amounts, and whether a row is a total that a rule checks.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from gongkai.values.labels import CJK, is_total, normalise
from gongkai.values.numerals import parse_numeral

Basis = Literal["code", "total", "numbering", "indent", "none"]

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_HAN = "[一二三四五六七八九十廿卅百]{1,5}"
_DOT = "[.、]"
#: The kinds of numbering and their levels, as official documents nest them (GB/T 9704: 一、（一）1.（1）).
_KINDS = tuple(
    (re.compile(form), level)
    for form, level in (
        (rf"(?P<number>[{_ROMAN}])\s*{_DOT}", 1),
        (rf"(?P<number>{_HAN})\s*[.、,]", 1),
        (rf"\(\s*(?P<number>{_HAN})\s*\){_DOT}?", 2),
        (r"(?P<number>[0-9]{1,3})\s*(?:、|\.(?![0-9])|\.(?=(?:19|20)[0-9]{2}\s*年))", 3),
        (rf"(?P<number>[0-9lIO]{{2,3}})\s*\.(?=\s*[{CJK}])", 3),
        (r"\(?\s*(?P<number>[0-9]{1,2})\s*\)(?=\D)", 4),
        (rf"(?P<number>[{_CIRCLED}])\s*{_DOT}?", 5),
        (rf"(?P<number>[A-Z])\s*{_DOT}(?=\s*[{CJK}])", 6),
    )
)
#: How wide “其中：” is, and how much further in its next line may begin.
_WORD = 8
_MISREAD = str.maketrans("lIO", "110")
_OF_WHICH = re.compile(r"其\s*中\s*[:∶,、]?|#(?=\s*\S)")
_CLASS = re.compile(rf"\s*({_HAN}|[0-9]{{1,3}})\s*(?:[、.]\s*(?:{_HAN}|[0-9]{{1,3}})\s*)?[级类期号年月等线次层栋岁]")


@dataclass(frozen=True)
class Outline:
    """What one label says about its place."""

    mark: str  #: the numbering as printed, folded: “一、”, “(1)”; '' when there is none
    number: int | None  #: its value
    level: int | None  #: a hint from the kind of numbering: 一、1, （一）2, 1. 3, （1）4, ① 5, A. 6; None without one
    indent: int  #: blanks before it: a half width one counts 1, a full width one 2, a step of cell indentation 2
    name: str  #: the label without blanks around it, numbering and “其中”, normalised
    of_which: bool  #: “其中：…”, or “#…” of a statistical yearbook: a part of the row above


def outline(text: str, indent: int = 0) -> Outline:
    """The numbering, indentation and name of a label; `indent` is the cell's own indentation (its style) in steps.

    A misread “lO.” is 10. Numbers that belong to a name stay: “23价肺炎疫苗”, “1号楼”, “三公经费”, “一、二级公路”.
    """
    bare = text.lstrip()
    blanks = text[: len(text) - len(bare)].rpartition("\n")[2]
    width = sum(2 if unicodedata.east_asian_width(sign) in "FW" else 1 for sign in blanks)
    before, bare = _of_which("".join(map(_half_width, bare)))
    mark, number, level, bare = _numbering(bare)
    within, bare = _of_which(bare)
    return Outline(mark, number, level, width + 2 * indent, normalise(bare), before or within)


def _half_width(sign: str) -> str:
    return sign if sign in _CIRCLED or sign in _ROMAN else unicodedata.normalize("NFKC", sign)


def _of_which(text: str) -> tuple[bool, str]:
    found = _OF_WHICH.match(text)
    return bool(found), text[found.end() :].lstrip() if found else text


def _numbering(text: str) -> tuple[str, int | None, int | None, str]:
    for kind, level in _KINDS:
        found = kind.match(text)
        if found and (number := _value(found["number"])) and not _counts_on(number, text[found.end() :]):
            return found[0].strip(), number, level, text[found.end() :].lstrip()
    return "", None, None, text


def _value(number: str) -> int | None:
    for series in (_CIRCLED, _ROMAN, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        if number in series:
            return series.index(number) + 1
    number = number.translate(_MISREAD)
    value = int(number) if number.isdigit() else parse_numeral(number)
    return value if isinstance(value, int) else None


def _counts_on(number: int, rest: str) -> bool:
    """Whether the number is the first of several that belong to the name: “一、二级公路”, “2、3号楼”."""
    found = _CLASS.match(rest)
    return bool(found and _value(found[1]) == number + 1)


@dataclass(frozen=True)
class Level:
    """The level of one row of a column, 1 the outermost, and what it was taken from."""

    level: int
    basis: Basis
    sure: bool  #: False where a number is missing, or nothing but the order of the rows speaks


def levels(texts: Sequence[str], indents: Sequence[int] = (), codes: Sequence[str] = ()) -> list[Level]:
    """The levels of a column of labels: from the code if the row has one, else its numbering, else its indentation.

    `indents` (steps of cell indentation) and `codes` run beside `texts` or are empty; a longer code lies deeper. A row
    without a number among numbered ones lies under the last of them, or beside them where just its number is missing
    (1., …, 3.) or the indentation says so; neither is sure. A heading before a numbering that begins anew is above it.
    """
    rows = [outline(text, indents[place] if indents else 0) for place, text in enumerate(texts)]
    column = _Column(rows, codes)
    return [column.place(place) for place in range(len(rows))]


@dataclass(frozen=True)
class _Open:
    """A row under which the next may lie."""

    indent: int
    within: int  # a plain row must begin beyond this to lie under it: after “其中：” the names of its list do not
    level: int
    marked: bool


@dataclass
class _Column:
    rows: Sequence[Outline]
    codes: Sequence[str]
    above: list[_Open] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lengths = sorted({len(code) for code in self.codes if code})
        self.kinds = sorted({row.level for row in self.rows if row.level})
        self.indented = len({row.indent for row in self.rows if row.name and not is_total(row.name)}) > 1
        self.headings = self._headings()

    def _headings(self) -> set[int]:
        found = {
            place
            for place, (row, below) in enumerate(pairwise(self.rows))
            if row.level is None and not row.of_which and below.number == 1 and below.level == self.kinds[0]
        }
        return found if len(found) > 1 else set()

    def place(self, place: int) -> Level:
        row, code = self.rows[place], self.codes[place] if self.codes else ""
        if code:
            return self._open(row, Level(self.lengths.index(len(code)) + 1, "code", True))
        if place in self.headings:
            return self._open(row, Level(1, "numbering", False))
        if row.level:
            return self._open(row, Level(self.kinds.index(row.level) + 1 + bool(self.headings), "numbering", True))
        if is_total(row.name):
            return self._open(row, Level(1, "total", True), marked=False)
        if self._number_is_missing(place):
            return self._open(row, Level(self.above[-1].level, "numbering", False))
        return self._unmarked(row)

    def _open(self, row: Outline, level: Level, marked: bool = True) -> Level:
        while self.above and self.above[-1].level >= level.level:
            self.above.pop()
        self.above.append(_Open(row.indent, row.indent, level.level, marked))
        return level

    def _number_is_missing(self, place: int) -> bool:
        if not 0 < place < len(self.rows) - 1 or self.rows[place].of_which:
            return False
        before, after = self.rows[place - 1], self.rows[place + 1]
        if before.number is None or after.number is None or before.level != after.level:
            return False
        return after.number - before.number == 2

    def _unmarked(self, row: Outline) -> Level:
        indent = row.indent + row.of_which  # “其中” lies under its whole also where it is not indented
        doubtful = not self.indented
        while self.above and not self._is_under(indent, row.of_which, self.above[-1]):
            doubtful |= self.above.pop().marked
        level = self.above[-1].level + 1 if self.above else 1
        doubtful |= bool(self.above) and self.above[-1].indent == indent
        self.above.append(_Open(indent, indent + _WORD * row.of_which, level, False))
        return Level(level, "none" if doubtful and not self.indented else "indent", not doubtful)

    def _is_under(self, indent: int, of_which: bool, above: _Open) -> bool:
        if indent == above.indent:
            return above.marked and not self.indented
        return indent > (above.indent if of_which else above.within)
