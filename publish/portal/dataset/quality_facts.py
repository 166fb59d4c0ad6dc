"""What the quality page of a dataset says beside its checks: fill rates by period, rows set aside, how the counts stood
night after night.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.contract import Field
from gongkai.home import Home
from gongkai.journal.nights import Night
from gongkai.measure import Measure
from publish.portal.dataset.column_figures import percent
from publish.portal.departments import Departments
from publish.portal.facts import DatasetFacts

#: So many changes of the counts are told.
NIGHTS = 30


@dataclass(frozen=True)
class Fill:
    """One column; the share of its cells that are filled by period, as text, '' where it is not known."""

    field: Field
    shares: Mapping[int, str]


@dataclass(frozen=True)
class Aside:
    """One department's rows that could not be interpreted."""

    period: int
    entity: str
    name: str
    rows: int
    delivered: int


@dataclass(frozen=True)
class QualityFacts:
    """`periods` are those with fill rates, newest first."""

    periods: tuple[int, ...]
    fills: tuple[Fill, ...]
    aside: tuple[Aside, ...]
    nights: tuple[Night, ...]


def quality_facts(home: Home, departments: Departments, facts: DatasetFacts) -> QualityFacts:
    """Put them together; without a measure there are no fill rates."""
    contract = facts.contract
    entry = home.journal.work.entry(f"measure:{contract.id}")
    filled = Measure.read(entry.result).filled if entry else {}
    periods = tuple(sorted(filled, reverse=True))
    fills = [
        Fill(
            field,
            {
                period: percent(filled[period].columns[field.name], filled[period].rows)
                for period in periods
                if field.name in filled[period].columns
            },
        )
        for field in contract.table.fields
        if any(field.name in filled[period].columns for period in periods)
    ]
    return QualityFacts(
        periods=periods,
        fills=tuple(fills),
        aside=tuple(_aside(departments, facts)),
        nights=tuple(home.journal.history.of(contract.id, NIGHTS)),
    )


def _aside(departments: Departments, facts: DatasetFacts) -> Sequence[Aside]:
    return [
        Aside(slot.period, slot.entity, departments.name(slot.entity), slot.set_aside, slot.rows + slot.set_aside)
        for slot in facts.slots
        if slot.set_aside
    ]
