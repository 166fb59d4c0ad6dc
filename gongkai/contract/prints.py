"""`prints` of a layout: how a release is printed as the official form (官方版式).

Here belongs what the key may say. Whether the layout can be printed at all is asked in `printing`.
"""

from string import Formatter
from typing import Literal

from pydantic import Field as Key
from pydantic import field_validator

from gongkai.contract.base import Declaration


class Prints(Declaration):
    """The title of the form, the name of its sheet, the unit of amounts, and headings where the first name is not it.

    The title may hold `{year}`, `{entity}` (the department's name) and columns that the layout takes from the title or
    from its parts, `{fund}`: there is a sheet for each value of them. `texts` says how the title states a value where
    it is not as the layout declares it. `headings` are those of columns (of each piece of a split code), `figures`
    those of the columns of a wide table in their order, for each part if the layout has parts.
    """

    title: str
    sheet: str = Key(pattern=r"^[^\[\]:*?/\\']{1,31}$")
    unit: Literal["元", "千元", "万元", "百万元", "亿元"] = "元"
    texts: dict[str, dict[str, str]] = Key(default={})
    headings: dict[str, tuple[str, ...]] = Key(default={})
    figures: tuple[str, ...] | dict[str, tuple[str, ...]] = ()

    @field_validator("title")
    @classmethod
    def plain_places(cls, value: str) -> str:
        """A text with names in braces and nothing else in them."""
        if any(name is not None and (not name.isidentifier() or form or way) for name, form, way in _places(value)):
            raise ValueError("only plain names stand in braces, as in {year}年{entity}支出预算总表")
        return value

    @property
    def places(self) -> tuple[str, ...]:
        """The names in the braces of the title."""
        return tuple(name for name, _, _ in _places(self.title) if name is not None)

    def figures_of(self, part: str | None) -> tuple[str, ...]:
        """The headings of figures in a part; () where the layout's own names are meant."""
        return self.figures.get(part or "", ()) if isinstance(self.figures, dict) else self.figures


def _places(title: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(name, form, way) for _, name, form, way in Formatter().parse(title)]
