"""The key `sentences` of a layout: facts in the text around the tables (说明), in the words in which they are stated.

Where the text is looked for and what becomes of it belongs to `pipelines.stages.extract`.
"""

import re
from functools import cached_property

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from gongkai.contract.base import Declaration
from gongkai.contract.patterns import compiled


class Sentence(Declaration):
    """What sentences say: a regular expression whose named groups are columns, and what it sets."""

    pattern: str
    set: dict[str, str] = Key(default={})

    @field_validator("pattern")
    @classmethod
    def sound(cls, value: str) -> str:
        """A regular expression."""
        return compiled(value).pattern

    @property
    def groups(self) -> tuple[str, ...]:
        """The columns that its groups state."""
        return tuple(re.compile(self.pattern).groupindex)


class Fact(Declaration):
    """A fact that sentences state: its name (`named`, the figure follows) or a whole `pattern`, and what it sets."""

    named: str | None = None
    pattern: str | None = None
    set: dict[str, str] = Key(default={})

    @model_validator(mode="after")
    def one_way(self) -> "Fact":
        """Either `named` or `pattern`."""
        if bool(self.named) == bool(self.pattern):
            raise ValueError("give either named (the figure follows) or a pattern")
        return self


class Sentences(Declaration):
    """Facts in the text around the tables (说明) as rows: every place where one of `find` fits gives one.

    `figure` is what follows a name, with the groups of the columns it states; `beside` is looked for between that place
    and the next fact of the same paragraph, and adds columns to its row; `text` is the column of the sentence itself;
    `words` translates what a group found.
    """

    text: str
    figure: str = ""
    find: tuple[Fact, ...] = Key(min_length=1)
    beside: tuple[Sentence, ...] = ()
    words: dict[str, dict[str, str]] = Key(default={})

    @model_validator(mode="after")
    def sound(self) -> "Sentences":
        """Names have a figure, and every pattern can be read."""
        if any(fact.named for fact in self.find) and not self.figure:
            raise ValueError("give the figure that follows a name")
        _ = self.facts  # raises for a pattern that cannot be read
        return self

    @cached_property
    def facts(self) -> tuple[Sentence, ...]:
        """The facts with their whole patterns."""
        whole = (fact.pattern or f"(?:{fact.named}){self.figure}" for fact in self.find)
        return tuple(Sentence(pattern=pattern, set=fact.set) for pattern, fact in zip(whole, self.find, strict=True))

    @property
    def provides(self) -> tuple[str, ...]:
        """The columns it states, in the order in which they are declared."""
        names = (name for one in (*self.facts, *self.beside) for name in (*one.set, *one.groups))
        return tuple(dict.fromkeys((*names, self.text)))
