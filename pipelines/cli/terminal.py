"""Writing to the terminal: results on stdout, progress and errors on stderr. What is said belongs to the commands."""

import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console
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

    def over(self, items: Sequence[Item], what: str) -> Iterator[Item]:
        """Yield the items one by one under a bar; none for an empty list."""
        from rich.console import Console
        from rich.progress import track

        if items:
            yield from track(items, what, console=Console(stderr=True), transient=True)


def is_watched(as_json: bool) -> bool:
    """Whether a person looks at stderr."""
    return sys.stderr.isatty() and not as_json
