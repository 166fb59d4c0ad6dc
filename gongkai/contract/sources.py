"""`sources.yml`: the layouts in which departments export the table, in words a clerk can read."""

import re
from typing import Any, Literal

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from gongkai.contract.base import Declaration, Text
from gongkai.contract.column_source import ColumnSource
from gongkai.contract.patterns import compiled
from gongkai.contract.prints import Prints
from gongkai.contract.sentences import Sentences
from gongkai.values.labels import normalise

FileKind = Literal["xlsx", "xlsb", "xls", "ods", "html", "xml", "csv", "json"]
Place = Literal["title", "sheet", "file_name", "above", "table"]
YearPlace = Literal["title", "sheet", "file_name", "above", "dates"]
EVERY_KIND: tuple[FileKind, ...] = ("xlsx", "xlsb", "xls", "ods", "html", "xml", "csv", "json")


class Recognise(Declaration):
    """How a table is told from its neighbours with the same header: words its title must hold (all of one list, one of
    the other) and must not hold.
    """

    title_contains: tuple[str, ...] = ()
    title_contains_one: tuple[str, ...] = ()
    title_lacks: tuple[str, ...] = ()


class Part(Declaration):
    """One part of a table that stands beside or under another (收入 | 支出): the label over it, and what it sets."""

    labels: tuple[str, ...] = Key(min_length=1)
    set: dict[str, str] = Key(default={})


class WideColumn(Declaration):
    """One of several columns that state the same amount (预算数, 决算数; 2015年, 2016年): its header, and what it sets.

    `pattern` is a regular expression over one step of the header; its named groups set the columns of these names.
    `beside` gives columns that belong to this amount alone (决算数为预算数的%) and their headers; any may be absent.
    """

    headers: tuple[str, ...] = ()
    pattern: str | None = None
    set: dict[str, str] = Key(default={})
    beside: dict[str, tuple[str, ...]] = Key(default={})

    @model_validator(mode="after")
    def one_way(self) -> "WideColumn":
        """Either `headers` or `pattern`."""
        if bool(self.headers) == bool(self.pattern):
            raise ValueError("give either headers or a pattern")
        if self.pattern:
            compiled(self.pattern)
        return self

    @property
    def sets(self) -> tuple[str, ...]:
        """The columns it sets, beside those it is read with."""
        groups = tuple(re.compile(self.pattern).groupindex) if self.pattern else ()
        return (*self.set, *groups)


class Wide(Declaration):
    """A wide table made long: every column of `columns` found gives one row for each row of the table.

    `column` is the dataset's amount; a row whose cell is blank in such a column gives none for it.
    """

    column: str
    columns: tuple[WideColumn, ...] = Key(min_length=1)

    @property
    def states(self) -> frozenset[str]:
        """Every column of the dataset that it states."""
        return frozenset({self.column, *(name for one in self.columns for name in (*one.sets, *one.beside))})


class ContextPattern(Declaration):
    """A fact stated around the table: the first of `places` where the pattern is found sets the column.

    The pattern's group (the whole match if it has none) is the text; `values` translates it, and then nothing else is
    accepted. Without `optional`, a table that does not state it cannot be used.
    """

    places: tuple[Place, ...] = Key(default=("title",), min_length=1)
    pattern: str
    values: dict[str, str] = Key(default={})
    optional: bool = False

    @field_validator("pattern")
    @classmethod
    def sound(cls, value: str) -> str:
        """A regular expression with at most one group."""
        if compiled(value).groups > 1:
            raise ValueError("the pattern has more than one group")
        return value

    def read(self, text: str) -> str | None:
        """What a normalised text states of it; None where it states nothing, or nothing that `values` translate."""
        sought = re.compile(self.pattern)
        match = sought.search(text)
        if match is None:
            return None
        said = match.group(sought.groups).strip()
        known = {normalise(printed): value for printed, value in self.values.items()}
        return known.get(said) if known else said

    def printed(self, value: str) -> str | None:
        """The text that states a value: the first that `values` translate into it; None where none does."""
        if not self.values:
            return value
        return next((text for text, meant in self.values.items() if meant == value), None)


class Layout(Declaration):
    """One layout of the table, or of the `sentences` that stand for one.

    `parts` are blocks side by side, stacked, or in tables of their own that together make one statement; `set` gives
    columns the same text in every row; `several` lets tables of this layout on several sheets be one statement.
    `prints` makes it the layout in which a release is printed. A `form` has labels with one value beside each, and is
    one row: the headers of its columns are those labels. With `without_amounts` a row that states no amount is a row as
    well, a notice that names none; else it is a heading.
    """

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text
    files: tuple[FileKind, ...] = Key(default=EVERY_KIND, min_length=1)
    recognise: Recognise = Recognise()
    form: bool = False
    fiscal_year: tuple[YearPlace, ...] = Key(min_length=1)
    unit: Literal["stated", "none", "元", "千元", "万元", "百万元", "亿元"]
    columns: dict[str, ColumnSource] = Key(default={})
    sentences: Sentences | None = None
    wide: Wide | None = None
    parts: dict[str, Part] = Key(default={})
    set: dict[str, str] = Key(default={})
    context: dict[str, ContextPattern] = Key(default={})
    several: bool = False
    without_amounts: bool = False
    total_rows: tuple[str, ...] = ()
    prints: Prints | None = None

    @model_validator(mode="after")
    def one_form(self) -> "Layout":
        """Either a table, whose one printed row may stand in wide columns alone, or sentences, which have no columns,
        parts or facts around them.
        """
        if bool(self.columns or self.wide) == bool(self.sentences):
            raise ValueError("give either columns or wide (of a table) or sentences (of the text around tables)")
        if self.sentences and (self.wide or self.parts or self.set or self.context or self.total_rows):
            raise ValueError("a layout of sentences has no wide, parts, set, context or total_rows")
        return self

    @model_validator(mode="after")
    def one_row(self) -> "Layout":
        """A form is one row, which is no total and no part of others; only its values are days that tell its year."""
        if self.form and not (self.columns and not (self.wide or self.parts or self.total_rows or self.prints)):
            raise ValueError("a form has columns, and no wide, parts, total_rows or prints")
        if "dates" in self.fiscal_year and not self.form:
            raise ValueError("the year is read from dates in a form only")
        if self.sentences and "above" in self.fiscal_year:
            raise ValueError("sentences stand under no lines: the year stands in title, sheet or file_name")
        return self

    @property
    def provides(self) -> frozenset[str]:
        """The columns of the dataset that the layout states, in one way or another."""
        wide = self.wide.states if self.wide else ()
        parts = {name for part in self.parts.values() for name in part.set}
        sentences = self.sentences.provides if self.sentences else ()
        return frozenset({*self.columns, *sentences, *wide, *parts, *self.set, *self.context})


class Sources(Declaration):
    """All layouts, tried in order; none of a dataset that no file states."""

    layouts: tuple[Layout, ...]

    @model_validator(mode="before")
    @classmethod
    def some(cls, content: Any) -> Any:
        """A file declares at least one."""
        if isinstance(content, dict) and content.get("layouts") == []:
            raise ValueError("at least one layout")
        return content

    @property
    def printing(self) -> Layout | None:
        """The layout in which releases are printed."""
        return next((layout for layout in self.layouts if layout.prints), None)
