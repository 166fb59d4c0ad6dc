"""Progress of long work, as a stage reports it; how it is shown is the caller's business."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Tick = Callable[[int], None]


class Progress(Protocol):
    """Goes over items, counts inside one long piece of work, and lets someone watch."""

    def over(self, items: Sequence[Item], what: str) -> Iterator[Item]:
        """Yield the items one by one."""
        ...

    def count(self, what: str) -> AbstractContextManager[Tick]:
        """While it is open, how much more was done (rows of a file) is told to what it gives."""
        ...


class Silent:
    """Nobody watches."""

    def over(self, items: Sequence[Item], what: str) -> Iterator[Item]:  # noqa: ARG002 - the protocol has it
        """Yield the items one by one."""
        yield from items

    def count(self, what: str) -> AbstractContextManager[Tick]:  # noqa: ARG002 - the protocol has it
        """Nothing is counted."""
        return nullcontext(_nothing)


def _nothing(done: int) -> None:
    """Told to nobody."""
