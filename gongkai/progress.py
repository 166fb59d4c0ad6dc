"""Progress of long work, as a stage reports it; how it is shown is the caller's business."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Goes over items and lets someone watch."""

    def over(self, items: Sequence[Item], what: str) -> Iterator[Item]:
        """Yield the items one by one."""
        ...


class Silent:
    """Nobody watches."""

    def over(self, items: Sequence[Item], what: str) -> Iterator[Item]:  # noqa: ARG002 - the protocol has it
        """Yield the items one by one."""
        yield from items
