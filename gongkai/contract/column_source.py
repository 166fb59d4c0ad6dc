"""Where a column of a layout stands: under which headers of the table, beside which label of the form.

What a layout says beyond its columns belongs to `sources`.
"""

import re
from typing import Literal

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from gongkai.contract.base import Declaration
from gongkai.contract.patterns import compiled

_SPAN = re.compile(r"\d{4}|\d{4}-\d{4}|-\d{4}|\d{4}-")
#: What the engine's regular expressions lack: to look ahead or behind.
_LOOKS = re.compile(r"\(\?(?:[=!]|<[=!])")


class ColumnSource(Declaration):
    """Where a column stands: under one of several headers, or split over several columns whose texts are joined.

    A header is a path from the top header row down, `项目/功能分类科目编码/类`, or any run of its steps, `类`.
    `by_year` adds the names of some years (`2019`, `2019-2022`, `-2018`, `2023-`); they go before the others. `merged`
    says what a vertically merged cell means: its text for each row it spans, or once, for the first row. `takes` is a
    regular expression whose one group is what the column takes of a cell that states several things (supplier and maker
    in “甲公司（生产企业：乙厂）”); it is blank where nothing is found.
    """

    headers: tuple[str, ...] = ()
    by_year: dict[str, tuple[str, ...]] = Key(default={})
    parts: tuple[tuple[str, ...], ...] = ()
    unit: Literal["元", "千元", "万元", "百万元", "亿元"] | None = None
    optional: bool = False
    merged: Literal["each", "once"] | None = None
    takes: str | None = None

    @model_validator(mode="after")
    def one_way(self) -> "ColumnSource":
        """Either `headers` or `parts`; of a split code nothing is taken."""
        if bool(self.headers or self.by_year) == bool(self.parts):
            raise ValueError("give either headers (one column) or parts (a code split over columns)")
        if self.takes and self.parts:
            raise ValueError("takes is for a column that stands in one cell, not for parts")
        return self

    @field_validator("takes")
    @classmethod
    def with_a_group(cls, value: str | None) -> str | None:
        """A regular expression with one group, which does not look ahead or behind."""
        if value and (compiled(value).groups != 1 or _LOOKS.search(value)):
            raise ValueError("a pattern with one group, and without (?= (?! (?<= (?<!")
        return value

    @field_validator("by_year")
    @classmethod
    def years(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Spans of years that can be read."""
        for span in value:
            if not _SPAN.fullmatch(span):
                raise ValueError(f"years are written 2019, 2019-2022, -2018 or 2023-, not {span}")
        return value

    def named(self, year: int | None) -> tuple[str, ...]:
        """The headers to look for in a table of that year; those of every span where the year is not known."""
        spans = [names for span, names in self.by_year.items() if year is None or _covers(span, year)]
        return (*(name for names in spans for name in names), *self.headers)


def _covers(span: str, year: int) -> bool:
    first, dash, last = span.partition("-")
    if not dash:
        return year == int(first)
    return (not first or int(first) <= year) and (not last or year <= int(last))
