"""`sources.yml`: the layouts in which departments export the table, in words a clerk can read."""

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from gongkai.contract.base import Declaration, Text

FileKind = Literal["xlsx", "xls", "ods", "csv"]


class ColumnSource(Declaration):
    """Where a column stands: under one of several headers, or split over several columns whose texts are joined.

    A header is a path from the top header row down, `项目/功能分类科目编码/类`, or any end of it, `类`.
    """

    headers: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    unit: Literal["元", "千元", "万元", "亿元"] | None = None
    optional: bool = False

    @model_validator(mode="after")
    def one_way(self) -> "ColumnSource":
        """Either `headers` or `parts`."""
        if bool(self.headers) == bool(self.parts):
            raise ValueError("give either headers (one column) or parts (a code split over columns)")
        return self


class Recognise(Declaration):
    """How a table is told from its neighbours with the same header: words its title must and must not hold."""

    title_contains: tuple[str, ...] = ()
    title_lacks: tuple[str, ...] = ()


class Layout(Declaration):
    """One layout of the table."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text
    files: tuple[FileKind, ...] = Key(min_length=1)
    recognise: Recognise = Recognise()
    fiscal_year: tuple[Literal["title", "sheet", "file_name"], ...] = Key(min_length=1)
    unit: Literal["stated", "none", "元", "千元", "万元", "亿元"]
    columns: dict[str, ColumnSource] = Key(min_length=1)
    total_rows: tuple[str, ...] = ()


class Sources(Declaration):
    """All layouts, tried in order."""

    layouts: tuple[Layout, ...] = Key(min_length=1)
