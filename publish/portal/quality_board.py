"""The data-quality dashboard (数据质量看板) in figures: every dataset with what is wrong with it, worst first, and
every department.

It is put together from the measures of the night and the summaries, never from all facts. Pages and files made of it
belong to `publish.portal.quality_pages` and `publish.portal.quality_data`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.contract import Text
from gongkai.measure import NO_DATASET, Measure, Severe, State
from publish.portal.context import Context
from publish.portal.departments import OTHER, Departments
from publish.portal.quality_rows import STANDINGS, Department, Row, added
from publish.portal.rules import FAMILIES
from publish.portal.summary import Summary
from publish.portal.topics import TOPICS

STAGE = "measure"
ATTENTION = ("broken", "overdue", "failed", "held", "late")
TITLES = {topic.name: topic.title for topic in TOPICS}


@dataclass(frozen=True)
class Board:
    """The whole dashboard; `rows` worst first, `families` those that some dataset has checks of."""

    rows: tuple[Row, ...]
    departments: tuple[Department, ...]
    families: Mapping[str, Text]
    unplaced: Severe

    @property
    def attention(self) -> tuple[Row, ...]:
        """The datasets that need somebody's attention."""
        return tuple(row for row in self.rows if row.standing in ATTENTION)

    @property
    def domains(self) -> dict[str, tuple[Row, ...]]:
        """The rows by the folder of their dataset, worst first."""
        names = sorted({row.summary.domain for row in self.rows})
        return {name: tuple(row for row in self.rows if row.summary.domain == name) for name in names}


def title_of(domain: str) -> Text:
    """The title of a theme; its name where no topic is about it."""
    return TITLES.get(domain, Text(zh=domain, en=domain))


def board(context: Context) -> Board:
    """Put the dashboard together."""
    texts = context.home.journal.work.texts(STAGE)
    measures = {each.dataset: each for each in (Measure.read(json.loads(text)) for text in texts.values())}
    rows = [_row(summary, measures.get(id_) or Measure(dataset=id_)) for id_, summary in context.summaries.items()]
    rows.sort(key=lambda row: (list(STANDINGS).index(row.standing), -row.findings.errors))
    stray = measures.get(NO_DATASET, Measure(dataset=NO_DATASET))
    known = {family for row in rows for family in row.measure.checks}
    every = [row.measure for row in rows] + [stray]
    return Board(
        rows=tuple(rows),
        departments=_departments(context.departments, every),
        families={name: title for name, title in FAMILIES.items() if name in known},
        unplaced=added(Severe, (measure.findings.get("", Severe()) for measure in every)),
    )


def _row(summary: Summary, measure: Measure) -> Row:
    return Row(summary, measure, _standing(summary, measure))


def _standing(summary: Summary, measure: Measure) -> str:
    """The worst that is to be said; what was published late counts while its period is the newest."""
    newest = max((one.period for one in measure.standings), default=0)
    findings = list(measure.findings.values())
    said = {
        "broken": bool(summary.broken),
        "overdue": any(one.timing == "overdue" for one in measure.standings),
        "failed": any(each.failed or each.broken for each in measure.checks.values())
        or any(f.errors for f in findings),
        "held": any(one.state in (State.HELD, State.KEPT) for one in measure.standings),
        "late": any(one.timing == "late" and one.period == newest for one in measure.standings),
        "warned": any(f.warnings for f in findings),
        "sound": any(one.state != State.MISSING for one in measure.standings),
    }
    return next((name for name, holds in said.items() if holds), "empty")


def _departments(departments: Departments, measures: Iterable[Measure]) -> tuple[Department, ...]:
    """Those with anything to say of, in order of code. A department without a page of its own has none here."""
    found: dict[str, Department] = {}
    for measure in measures:
        for code, severe in measure.findings.items():
            own = _own(departments, found, code)
            own.findings = added(Severe, (own.findings, severe))
        for one in measure.standings:
            _own(departments, found, one.entity).standings.setdefault(measure.dataset, []).append(one)
    found.pop(OTHER, None)
    return tuple(found[page] for page in sorted(found))


def _own(departments: Departments, found: dict[str, Department], code: str) -> Department:
    page = departments.page(code)
    if page not in found:
        found[page] = Department(page, departments.name(code))
    return found[page]
