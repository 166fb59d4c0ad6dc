"""The header of a form: headings of several steps as rows of merged cells, blocks side by side under their labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publish.formats.official.form import Form

Steps = tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """A header cell with the rows and columns that it spans, from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


def header(form: Form) -> list[Box]:
    """The cells of the header from the top left on."""
    headings = [_labelled(block.label, column.heading) for block in form.blocks for column in block.columns]
    depth = max(map(len, headings), default=0)
    return [box for level in range(depth) for box in _row(headings, level, depth)]


def _labelled(label: str, heading: Steps) -> Steps:
    return heading if not label or heading[0] == label else (label, *heading)


def _row(headings: Sequence[Steps], level: int, depth: int) -> Iterator[Box]:
    """The cells that begin in a row: groups over their columns, the last step of a heading down to the bottom."""
    left = 0
    while left < len(headings):
        steps = headings[left]
        right = left
        if len(steps) > level + 1:
            while right + 1 < len(headings) and _grouped(headings[right + 1], steps, level):
                right += 1
            yield Box(level, left, level, right, steps[level])
        elif len(steps) == level + 1:
            yield Box(level, left, depth - 1, left, steps[level])
        left = right + 1


def _grouped(steps: Steps, first: Steps, level: int) -> bool:
    """Whether a heading stands under the same group as the first of it."""
    return len(steps) > level + 1 and steps[: level + 1] == first[: level + 1]
