"""The title of a printed table and what it states: the inverse of `context` and of parts with tables of their own.

A title that could not be read back as the values that it stands for is not printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.contract import Layout
from gongkai.contract.printing import stated_text
from gongkai.values.labels import normalise


@dataclass(frozen=True)
class Heading:
    """The title, the texts in it that tell this sheet from others of the department, and the part it names, if any."""

    title: str
    texts: tuple[str, ...]
    part: str | None


def spread_names(layout: Layout) -> tuple[str, ...]:
    """The columns whose values go to different sheets: what the layout takes from the title, and the parts that the
    title names.
    """
    prints = layout.prints
    own = {name for part in layout.parts.values() for name in part.set}
    named = (name for name in (prints.places if prints else ()) if name in own)
    return tuple(dict.fromkeys((*layout.context, *named)))


def heading_of(layout: Layout, entity: str, year: int, said: Mapping[str, str | None]) -> Heading | None:
    """The heading of the sheet for these values of the spread columns; None where no title can state them."""
    prints = layout.prints
    if prints is None:
        return None
    texts = {name: stated_text(layout, name, said[name]) for name in prints.places if name in said}
    if None in texts.values():
        return None
    title = prints.title.format_map({**texts, "year": year, "entity": entity})
    if any(_read(layout, name, title) != said[name] for name in layout.context):
        return None
    return Heading(title, tuple(filter(None, texts.values())), _part(layout, said))


def _read(layout: Layout, name: str, title: str) -> str | None:
    """What reading the printed table finds of a fact, in the order of the places where it looks."""
    pattern, prints = layout.context[name], layout.prints
    stands = {"title": title, "sheet": prints.sheet if prints else ""}
    texts = (normalise(stands[place]) for place in pattern.places if place in stands)
    return next((found for each in texts if (found := pattern.read(each)) is not None), None)


def _part(layout: Layout, said: Mapping[str, str | None]) -> str | None:
    """The part whose own table it is."""
    named = {name for name in said if name not in layout.context}
    if not named:
        return None
    fitting = (key for key, part in layout.parts.items() if all(part.set.get(name) == said[name] for name in named))
    return next(fitting, None)
