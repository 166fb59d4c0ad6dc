"""Code lists by year (代码表): what a code is called in a year, what it was called before, and how sure that is.

Belongs here: an entry and the years it is valid in. Where the lists lie is the business of `registers`.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, Self

from gongkai.register_file import Clash, RegisterRow

FIRST, LAST = 0, 9999


class CodeEntry(RegisterRow):
    """A code and its name from `first_year` to `last_year`, both included; none: since before the list begins, or as
    far as known still in use. A code that was renamed stands in several rows.

    `aliases` are other ways to write the name and names of other years, divided by `|`; `parent` is the code it is a
    part of, `side` that of the accounts (收入, 支出), `fund` the only fund (预算类型) that has it. `status` is
    unverified (依据待核) until a primary text has confirmed the row; a list that does not say so leaves it empty.
    """

    code: str
    name: str
    aliases: str = ""
    parent: str = ""
    side: str = ""
    fund: str = ""
    first_year: int | None = None
    last_year: int | None = None
    status: Literal["verified", "unverified", ""] = ""

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year as numbers that can be compared."""
        first = FIRST if self.first_year is None else self.first_year
        return first, LAST if self.last_year is None else self.last_year

    def valid_in(self, year: int) -> bool:
        """Whether the code had this name in the year."""
        first, last = self.years
        return first <= year <= last

    @classmethod
    def clashes(cls, rows: Mapping[int, Self]) -> Iterator[Clash]:
        """A row that ends before it begins, and a code that has two rows in one year."""
        before: dict[str, list[tuple[int, int]]] = {}
        for line, row in rows.items():
            first, last = row.years
            known = before.setdefault(row.code, [])
            if first > last:
                yield Clash(line, "last_year", f"a year not before {first}", str(last))
            elif any(first <= ends and begins <= last for begins, ends in known):
                yield Clash(line, "code", "a code that no other row has in one of its years", row.code)
            known.append((first, last))
