"""Corrections (更正): an admitted error is replaced, openly, while the source still says what was expected.

Each correction that applied, and each that no longer fits, is a finding; one that no longer fits holds the
submission, so that a mended source is noticed and the correction removed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gongkai.contract.corrections import Correction
from gongkai.engine import literal, name
from gongkai.findings import Finding, Place, finding
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.values import Column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def corrections_of(facts: Facts) -> list[Correction]:
    """The corrections that concern this submission."""
    who = (facts.period, facts.organisation.code)
    return [each for each in facts.contract.corrections if (each.period, each.entity) == who]


def corrected(columns: list[Column], corrections: list[Correction]) -> str:
    """The view of texts over the view `printed`, with the expected texts replaced; what was printed in their cells says
    no more how precise they are.
    """
    replaced = []
    for column in columns:
        fits = [each for each in _possible(columns, corrections) if each.column == column.field.name]
        if fits:
            cases = " ".join(f"WHEN {_fits(each)} THEN {literal(each.value)}" for each in fits)
            replaced.append(f"CASE {cases} ELSE {column.text} END AS {column.text}")
        if fits and column.printed:
            any_fits = " OR ".join(f"({_fits(each)})" for each in fits)
            replaced.append(f"CASE WHEN NOT ({any_fits}) THEN {column.shown} END AS {column.shown}")
    return f"SELECT * REPLACE ({', '.join(replaced)}) FROM printed" if replaced else "FROM printed"


def rows_corrected(
    connection: "DuckDBPyConnection", columns: list[Column], corrections: list[Correction]
) -> dict[int, int]:
    """The place of each correction that applies to the table -> the first row it applies to."""
    possible = _possible(columns, corrections)
    found: dict[int, int] = {}
    for number, each in enumerate(corrections):
        if each in possible:
            row = connection.execute(f"SELECT min(_row) FROM printed WHERE {_fits(each)}").fetchall()[0][0]
            found |= {} if row is None else {number: int(row)}
    return found


def tell_corrections(
    facts: Facts, corrections: list[Correction], applied: Sequence[tuple[Place, Mapping[int, int]]]
) -> Iterator[Finding]:
    """COR-APPLIED or COR-STALE for each correction; `applied` is the place of each table and what was found in it."""
    for number, each in enumerate(corrections):
        fits = [(place, rows[number]) for place, rows in applied if number in rows]
        place, row = fits[0] if fits else (applied[0][0], None)
        field = facts.contract.table.by_name[each.column]
        yield finding(
            "COR-APPLIED" if fits else "COR-STALE",
            place.model_copy(update={"row": row, "column": each.column, "value": each.expect}),
            title=field.title,
            title_en=field.title_en,
            expect=each.expect,
            value=each.value,
            reason_zh=each.reason.zh,
            reason_en=each.reason.en,
            document=each.document,
            asked_by=each.asked_by,
        )


def _possible(columns: list[Column], corrections: list[Correction]) -> list[Correction]:
    """Those that name only columns of this table."""
    names = {column.field.name for column in columns}
    return [each for each in corrections if {*each.key, each.column} <= names]


def _fits(correction: Correction) -> str:
    named = {**correction.key, correction.column: correction.expect}
    return " AND ".join(f"{name('t_' + column)} = {literal(text)}" for column, text in named.items())
