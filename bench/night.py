"""(c) A night over many small deliveries of which none changed, and one of which one changed.

Before, every department delivers one small contract list, everybody signs, and all of it is published.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from bench.bulk import DATASET, Say
from bench.contracts import write_contracts
from bench.home import make_home
from bench.measure import Figure, measure
from bench.organisations import YEAR, Body, departments

ROWS = 20
START = datetime.fromisoformat(f"{YEAR}-12-20T02:00:00+08:00")
GOAL_QUIET, GOAL_ONE = 3, 6


def night(folder: Path, deliveries: int, runs: int, say: Say) -> list[Figure]:
    """Time the nights after everything is published; the best of the quiet ones, the best of those with one change."""
    root = folder / "many"
    bodies = departments(deliveries)
    say(f"writing {deliveries:,} deliveries")
    _deliver(root, bodies, folder)
    say("first night, in which all of them are new")
    first = measure("refresh", root, _moment(0))
    say("signing")
    measure("sign", root, _moment(0, hour=9))
    say("second night, in which all of them are published")
    measure("refresh", root, _moment(1))
    quiet, one = [], []
    for run in range(1, runs + 1):
        say(f"run {run} of {runs}: none changed, one changed")
        quiet.append(measure("refresh", root, _moment(2 * run)))
        _change(root, bodies[run])
        one.append(measure("refresh", root, _moment(2 * run + 1)))
    if any(each.facts["new"] != 0 for each in quiet) or any(each.facts["new"] != 1 for each in one):
        raise RuntimeError("the nights did not meet the deliveries they were to meet")
    detail = f"{deliveries:,} deliveries; the first night took {first.seconds:.0f} s"
    return [
        Figure("c: night, none changed", min(each.seconds for each in quiet), GOAL_QUIET, "s", detail),
        Figure("c: night, one changed", min(each.seconds for each in one), GOAL_ONE, "s", f"{deliveries:,} deliveries"),
    ]


def _deliver(root: Path, bodies: list[Body], folder: Path) -> None:
    """Each department's share of one generated list."""
    shutil.rmtree(root, ignore_errors=True)
    make_home(root, bodies, DATASET)
    whole = folder / "many.csv"
    write_contracts(whole, ROWS * len(bodies), bodies)
    header, *lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    for index, body in enumerate(bodies):
        share = "".join([header, *lines[index * ROWS : (index + 1) * ROWS]])
        (root / "inbox" / body.code / f"contracts_{YEAR}.csv").write_text(share, encoding="utf-8")


def _change(root: Path, body: Body) -> None:
    """The department delivers its list again, one contract short."""
    path = root / "inbox" / body.code / f"contracts_{YEAR}.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")


def _moment(day: int, hour: int = 2) -> str:
    return (START + timedelta(days=day)).replace(hour=hour).isoformat()
