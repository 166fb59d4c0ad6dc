"""`python -m bench`: measures what is asked for and shows it. What is measured how belongs to the other modules."""

import argparse
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.bulk import Say, bulk
from bench.checks import checks
from bench.city import city
from bench.gzipped import gzipped
from bench.history import history
from bench.measure import Figure
from bench.night import night
from bench.purchases import purchases
from bench.reading import reading
from bench.search import searching
from bench.site import site

FOLDER = Path("var/bench")
ONLY = (
    "a: inbox to published, b: checks, c: quiet nights, d: rules of a city, e: purchases, f: search, g: packed CSV, "
    "p: site, q: dashboard, r: workbooks"
)
EVERY = "abcdefrpqg"


def main() -> None:
    """Parse, measure, show; nothing is asserted about time."""
    asked = _arguments()
    console = Console(stderr=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    folder = FOLDER.resolve()
    figures: list[Figure] = []
    with console.status("…") as status:

        def say(what: str) -> None:
            console.log(what)
            status.update(what)

        for letter in asked.only or EVERY:
            figures += _measure(letter, folder, asked, say)
    shutil.rmtree(FOLDER)
    Console(width=None if sys.stdout.isatty() else 160).print(_table(figures))
    if asked.json:
        shown = [{**asdict(figure), "verdict": figure.verdict} for figure in figures]
        asked.json.write_text(json.dumps(shown, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _measure(letter: str, folder: Path, asked: argparse.Namespace, say: Say) -> list[Figure]:
    if letter == "b" and asked.only:
        bulk(folder, asked.rows, 1, say)  # for the published rows
    work: dict[str, Callable[[], list[Figure]]] = {
        "a": lambda: bulk(folder, asked.rows, asked.runs, say),
        "b": lambda: checks(folder, asked.runs, say),
        "c": lambda: night(folder, asked.deliveries, asked.runs, say),
        "d": lambda: city(folder, asked.runs, say),
        "e": lambda: purchases(folder, asked.rows, asked.runs, say),
        "f": lambda: searching(asked.runs, say),
        "p": lambda: site(folder, asked.runs, say),
        "q": lambda: history(folder, asked.runs, say),
        "r": lambda: reading(folder, asked.runs, say),
        "g": lambda: gzipped(folder, asked.runs, say),
    }
    return work[letter]()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=tuple(EVERY), help=ONLY)
    parser.add_argument("--rows", type=int, default=2_000_000, help="rows of the large export")
    parser.add_argument("--deliveries", type=int, default=2_000, help="deliveries of the quiet nights")
    parser.add_argument("--runs", type=int, default=2, help="how often each is measured; the best counts")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    return parser.parse_args()


def _table(figures: list[Figure]) -> Table:
    table = Table(title=f"{os.cpu_count()} cores, Python {platform.python_version()}")
    for column in ("what", "measured", "goal", "verdict", "how"):
        table.add_column(column, overflow="fold")
    for figure in figures:
        sign = "≥" if figure.at_least else "≤"
        values = (f"{figure.value:,.1f} {figure.unit}", f"{sign} {figure.goal:,.1f} {figure.unit}")
        table.add_row(figure.name, *values, figure.verdict, figure.detail)
    return table


if __name__ == "__main__":
    main()
