"""The pages of the dashboard: what is late, what failed, what changed (`quality/`), every theme, every department.

What they say belongs to the modules beside this one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from gongkai.contract import Text
from gongkai.digests import digest_of
from gongkai.measure import Standing
from gongkai.registers import Deadline
from publish.portal.context import Context
from publish.portal.quality_board import STAGE, Board, board, title_of
from publish.portal.quality_changes import news
from publish.portal.quality_data import Files
from publish.portal.quality_rows import STANDINGS, STATES, Department, Row
from publish.portal.quality_tables import TABLES, TIMINGS
from publish.portal.quality_trend import Spark, spark, step_of
from publish.portal.sections import Page, Section
from publish.portal.summary import HeldBack, Summary

#: So many datasets stand in full on the first page, on one page of a theme; so many lines in its other tables.
MATRIX, PER_PAGE, LINES = 100, 400, 60
#: The counts whose trend is drawn.
DRAWN = {
    "errors": Text(zh="错误", en="errors"),
    "warnings": Text(zh="提示", en="warnings"),
    "held": Text(zh="暂缓公开的报送", en="submissions held back"),
    "overdue": Text(zh="逾期未公开", en="overdue"),
    "set_aside": Text(zh="搁置的行", en="rows set aside"),
    "rows": Text(zh="公开的行", en="released rows"),
}


@dataclass(frozen=True)
class Trends:
    """The drawn counts of the city at the end of each step, and what is drawn of it and of each department's findings
    (errors and warnings together).
    """

    steps: Sequence[tuple[str, Mapping[str, int]]]
    city: dict[str, Spark]
    departments: dict[str, Spark]


@dataclass(frozen=True)
class Empty:
    """A column of the newest release with empty cells."""

    row: Row
    period: int
    column: str
    filled: int
    cells: int

    @property
    def share(self) -> int:
        """Filled cells, in percent, rounded down: all is all."""
        return self.filled * 100 // self.cells


def sections(context: Context) -> Iterator[Section]:
    """Everything that the dashboard shows, in one section; a page that stays the same is not made again."""
    journal = context.home.journal
    key = digest_of(context.inputs.datasets(), journal.work.keys(STAGE), journal.history.last_id())
    yield Section("quality", key, partial(_pages, context))


def _pages(context: Context) -> Iterator[Page]:
    found, trends = board(context), _trends(context)
    yield from _first(context, found, trends)
    for domain, rows in found.domains.items():
        yield from _theme(context, found, domain, rows)
    yield from _departments(context, found, trends)
    yield from Files(context, found, trends.steps).pages()


def _first(context: Context, found: Board, trends: Trends) -> Iterator[Page]:
    standings = [(row, one) for row in found.rows for one in row.measure.standings]
    late = [each for each in standings if each[1].timing in ("overdue", "late")]
    aside = [each for each in standings if each[1].set_aside]
    empty = sorted(_empty(found), key=lambda each: (each.share, -each.cells))
    yield from context.renderer.pages(
        "quality/index.html",
        "quality.html",
        board=found,
        trends=trends,
        news=news(context.home.journal.history),
        span=context.home.journal.history.span(),
        counted=Counter(row.standing for row in found.rows),
        shown=found.rows[:MATRIX],
        limits=_limits(context, found),
        late=sorted(late, key=_lateness),
        aside=sorted(aside, key=lambda each: -each[1].set_aside),
        empty=empty,
        worst=sorted(found.departments, key=_trouble)[:LINES],
        lines=LINES,
        tables=TABLES,
        drawn=DRAWN,
        **_words(context),
    )


def _theme(context: Context, found: Board, domain: str, rows: Sequence[Row]) -> Iterator[Page]:
    """A theme's datasets, worst first, so many to a page."""
    parts = [rows[start : start + PER_PAGE] for start in range(0, len(rows), PER_PAGE)]
    for number, part in enumerate(parts, start=1):
        path = f"quality/{domain}/index.html" if number == 1 else f"quality/{domain}/{number}/index.html"
        shown = [context.inputs.dataset(row.summary.id) for row in part]
        key = digest_of(context.inputs.settings, number, len(parts), list(found.families), shown)
        values: dict[str, Any] = {"board": found, "domain": domain, "rows": part, "number": number, "parts": len(parts)}
        yield from context.renderer.pages(path, "quality_theme.html", key, **values, **_words(context))


def _departments(context: Context, found: Board, trends: Trends) -> Iterator[Page]:
    listed: dict[str, Any] = {"with_findings": set(context.inputs.departments), **_words(context)}
    yield from context.renderer.pages(
        "departments/index.html", "departments.html", board=found, trends=trends, **listed
    )
    held = _held(context)
    for each in found.departments:
        told = {dataset: [vars(one) for one in some] for dataset, some in each.standings.items()}
        drawn = trends.departments.get(each.page)
        back = held.get(each.page, [])
        why = [(summary.id, one.model_dump(mode="json")) for summary, one in back]
        key = digest_of(context.inputs.settings, told, vars(each.findings), drawn.points if drawn else "", why)
        values: dict[str, Any] = {"department": each, "spark": drawn, "held": back, **listed}
        yield from context.renderer.pages(f"departments/{each.page}/index.html", "department.html", key, **values)


def _held(context: Context) -> dict[str, list[tuple[Summary, HeldBack]]]:
    """What is held back, by the page of its department."""
    found: dict[str, list[tuple[Summary, HeldBack]]] = {}
    for summary in context.summaries.values():
        for one in summary.held:
            found.setdefault(context.departments.page(one.entity), []).append((summary, one))
    return found


def _words(context: Context) -> dict[str, Any]:
    return {"departments": context.departments, "standings": STANDINGS, "states": STATES, "title_of": title_of}


def _trends(context: Context) -> Trends:
    history, step = context.home.journal.history, step_of(context.home)
    steps = history.trend(tuple(DRAWN), step)
    if not steps:
        return Trends((), {}, {})
    first, last = steps[0][0], steps[-1][0]
    city = {name: spark([(when, counts[name]) for when, counts in steps], first, last) for name in DRAWN}
    told = history.department_trends(step)
    own = {
        context.departments.page(code): spark(
            [(when, errors + warnings) for when, errors, warnings in series], first, last
        )
        for code, series in told.items()
        if code
    }
    return Trends(steps, _drawn(city), _drawn(own))


def _drawn(sparks: dict[str, Spark | None]) -> dict[str, Spark]:
    return {name: each for name, each in sparks.items() if each}


def _limits(context: Context, found: Board) -> list[tuple[Deadline, Counter[str]]]:
    """The city's standings against each time limit, in order of its code."""
    counted: dict[str, Counter[str]] = {}
    for row in found.rows:
        timings = (one.timing for one in row.measure.standings if one.timing)
        counted.setdefault(row.summary.deadline, Counter()).update(timings)
    deadlines = context.home.registers.deadlines
    return [(deadlines[code], counts) for code, counts in sorted(counted.items()) if counts]


def _trouble(department: Department) -> tuple[int, ...]:
    """What is overdue first, then errors, what is held back, warnings."""
    told = (department.timings["overdue"], department.findings.errors, department.held, department.findings.warnings)
    return tuple(-number for number in told)


def _lateness(told: tuple[Row, Standing]) -> tuple[object, ...]:
    """What is overdue first, the newest years first."""
    row, one = told
    return (TIMINGS.index(str(one.timing)) != TIMINGS.index("overdue"), -one.period, row.summary.id, one.entity)


def _empty(found: Board) -> Iterator[Empty]:
    """The columns of newest releases that are not filled throughout."""
    for row in found.rows:
        if row.measure.filled:
            period, told = max(row.measure.filled.items())
            for column, number in told.columns.items():
                if number < told.rows:
                    yield Empty(row, period, column, number, told.rows)
