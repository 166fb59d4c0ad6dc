"""Trends as small drawings (迷你图): a figure over time as a line of steps, drawn by the server.

Here belong time steps and geometry. The figures come from `gongkai.journal.history`, the table beside a drawing says
what it shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.home import Home
from gongkai.journal.history import DAY, MONTH

#: A history that is longer than so many days is told month by month.
DAYS = 92
WIDTH, HEIGHT, MARGIN = 120, 28, 3
DAYS_OF_MONTH = 31

#: (day or month, figure) in order; a figure holds until the next.
Series = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Spark:
    """A drawing of `WIDTH` by `HEIGHT`: `points` of its line, the first and the last figure, the highest one."""

    points: str
    first: int
    last: int
    highest: int
    since: str


def step_of(home: Home) -> int:
    """Whether trends are told by day or by month."""
    span = home.journal.history.span()
    if span is None:
        return DAY
    first, last = (date.fromisoformat(moment[:DAY]) for moment in span)
    return DAY if (last - first).days <= DAYS else MONTH


def spark(series: Series, first: str, last: str) -> Spark | None:
    """The line of a series over the time from `first` to `last`, days or months; None without figures. Before its first
    figure it stands at nought.
    """
    if not series:
        return None
    known = series if series[0][0] == first else [(first, 0), *series]
    start, end = _place(first), _place(last)
    highest = max(value for _, value in known)
    points = []
    before = None
    for when, value in known:
        x = _scaled(_place(when) - start, end - start, WIDTH)
        y = HEIGHT - MARGIN - _scaled(value, highest, HEIGHT - 2 * MARGIN)
        points += [(x, y)] if before is None else [(x, before), (x, y)]
        before = y
    points.append((WIDTH, points[-1][1]))
    drawn = " ".join(f"{x},{y}" for x, y in points)
    return Spark(drawn, known[0][1], known[-1][1], highest, first)


def _place(step: str) -> int:
    """Where a day or a month lies in time; only differences count."""
    if len(step) == DAY:
        return date.fromisoformat(step).toordinal()
    year, month = map(int, step.split("-"))
    return (year * 12 + month) * DAYS_OF_MONTH


def _scaled(part: int, whole: int, length: int) -> int:
    return round(part * length / whole) if whole else 0
