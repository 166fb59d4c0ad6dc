"""Writing to the terminal: results on stdout, progress and errors on stderr. What is said belongs to the commands."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from gongkai.progress import Tick

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import TaskID
    from rich.table import Table

Item = TypeVar("Item")
UNSEEN_WIDTH = 160


@cache
def out() -> "Console":
    """The console of results. Where nobody looks (a pipe, a file) lines are wide, so that tables keep whole words."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else UNSEEN_WIDTH)


def say(text: str = "") -> None:
    """Print a line as it is: not wrapped, and brackets in file names are no markup."""
    print(text)


def show_json(content: object) -> None:
    """Print JSON: UTF-8, keys in their documented order."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def complain(zh: str, en: str, next_zh: str = "", next_en: str = "") -> None:
    """One block on stderr: what is wrong and what to do, in both languages."""
    lines = [f"错误：{zh}", f"error: {en}"]
    lines += [f"下一步：{next_zh}"] if next_zh else []
    lines += [f"next: {next_en}"] if next_en else []
    print("\n".join(lines), file=sys.stderr)


def table(*columns: str) -> "Table":
    """An empty table; a column whose title begins with > is aligned right."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        right = column.startswith(">")
        made.add_column(column.removeprefix(">"), justify="right" if right else "left", overflow="fold")
    return made


class Bars:
    """Progress bars on stderr, gone when the work is done."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.fields[done]}"))
        self._shown = Progress(*columns, console=Console(stderr=True), transient=True)
        self._open = 0

    def over(self, items: Sequence[Item], what: str) -> Iterator[Item]:
        """Yield the items one by one under a bar; none for an empty list."""
        if not items:
            return
        with self._bar(what, len(items)) as bar:
            for number, item in enumerate(items, start=1):
                yield item
                self._shown.update(bar, completed=number, done=f"{number}/{len(items)}")

    @contextmanager
    def count(self, what: str) -> Iterator[Tick]:
        """A bar without an end, with the rows read so far; it appears with the first of them."""
        with ExitStack() as shown:
            bars: list[TaskID] = []
            done = 0

            def tick(more: int) -> None:
                nonlocal done
                done += more
                if not bars:
                    bars.append(shown.enter_context(self._bar(what, None)))
                self._shown.update(bars[0], done=f"{done:,} 行 rows")

            yield tick

    @contextmanager
    def _bar(self, what: str, total: int | None) -> Iterator["TaskID"]:
        """One bar; the display stands as long as any bar is open."""
        if not self._open:
            self._shown.start()
        self._open += 1
        bar = self._shown.add_task(what, total=total, done="")
        try:
            yield bar
        finally:
            self._shown.remove_task(bar)
            self._open -= 1
            if not self._open:
                self._shown.stop()


def is_watched(as_json: bool) -> bool:
    """Whether a person looks at stderr."""
    return sys.stderr.isatty() and not as_json
