"""`links.yml`: what the rows of a dataset go back to in another one, and how that is found: a contract to its award, an
award to its tender, a tender to its intention.

Finding it belongs to `quality/linking`; the links of what is released are a dataset of their own.
"""

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from gongkai.contract.base import Declaration, Text

Taking = Literal["sum", "least", "most", "each"]


class Way(Declaration):
    """One way to find it: each column here equals a column there. Identifiers are compared without blanks and widths
    of signs, organisations and texts without what notices add to a name; a row that has a blank in one is not sought.

    `where` says for which rows here the way is, by the texts a column has one of; `method` stands in
    `_shared/link_methods.csv`; `confidence` is in percent. With `only_one` several different finds prove nothing, and
    none counts.
    """

    method: str = Key(pattern=r"^[a-z][a-z_]*$")
    confidence: int = Key(ge=1, le=100)
    where: dict[str, tuple[str, ...]] = Key(default={})
    match: dict[str, str] = Key(min_length=1)
    only_one: bool = False


class Taken(Declaration):
    """A column there that checks may look at as `<link>.<name>`: of several rows the `sum`, the `least` or the `most`
    of it, or `each` text.
    """

    column: str
    take: Taking
    title: Text


class Link(Declaration):
    """The ways are tried in order; a row that one has found is not sought in the next. `where` says which rows here,
    `there` which rows there are meant, by the texts a column has one of. The rows there may be of any department, of
    the same year or `years_back` years before.
    """

    name: str = Key(pattern=r"^[a-z][a-z_]*$")
    to: str
    title: Text
    where: dict[str, tuple[str, ...]] = Key(default={})
    there: dict[str, tuple[str, ...]] = Key(default={})
    years_back: int = Key(default=0, ge=0, le=9)
    by: tuple[Way, ...] = Key(min_length=1)
    columns: dict[str, Taken] = Key(default={})


class Links(Declaration):
    """All of them, each under a name of its own."""

    links: tuple[Link, ...] = Key(min_length=1)

    @model_validator(mode="after")
    def named_once(self) -> "Links":
        """Two under one name could not be told apart in checks."""
        if len({link.name for link in self.links}) < len(self.links):
            raise ValueError("every link under a name of its own")
        return self
