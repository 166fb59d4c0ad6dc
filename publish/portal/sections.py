"""The parts the site is built from: a section is rebuilt when what it is made from has changed, and only then."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A file of the site. One with the `key` of the last build is not made again; an empty key says nothing."""

    path: str
    make: Callable[[], str | bytes]
    key: str = ""


@dataclass(frozen=True)
class Section:
    """Pages that are made from the same things; `key` is the digest of all of these. `pages` is asked only when the key
    is another than at the last build, or a file is gone.
    """

    name: str
    key: str
    pages: Callable[[], Iterable[Page]]
