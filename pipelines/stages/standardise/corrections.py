"""Corrections (更正): an admitted error is replaced, openly, while the source still says what was expected.

Each correction that applied, and each that no longer fits, is a finding; one that no longer fits holds the
submission, so that a mended source is noticed and the correction removed.
"""

from collections.abc import Iterator
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
    """The view of texts over the view `printed`, with the expected texts replaced."""
    shown = [f"{_replaced(column, corrections)} AS {column.text}" for column in columns]
    return f"SELECT _row, _fault, _surplus, {', '.join(shown)} FROM printed"


def tell_corrections(
    connection: "DuckDBPyConnection", facts: Facts, place: Place, corrections: list[Correction]
) -> Iterator[Finding]:
    """COR-APPLIED or COR-STALE for each correction."""
    for each in corrections:
        row = connection.execute(f"SELECT min(_row) FROM printed WHERE {_fits(each)}").fetchall()[0][0]
        field = facts.contract.table.by_name[each.column]
        yield finding(
            "COR-STALE" if row is None else "COR-APPLIED",
            place.model_copy(update={"row": row, "column": each.column, "value": each.expect}),
            title=field.title,
            title_en=field.title_en,
            expect=each.expect,
            value=each.value,
            reason_zh=each.reason.zh,
            reason_en=each.reason.en,
            document=each.document,
        )


def _replaced(column: Column, corrections: list[Correction]) -> str:
    cases = [
        f"WHEN {_fits(each)} THEN {literal(each.value)}" for each in corrections if each.column == column.field.name
    ]
    return f"CASE {' '.join(cases)} ELSE {column.text} END" if cases else column.text


def _fits(correction: Correction) -> str:
    named = {**correction.key, correction.column: correction.expect}
    return " AND ".join(f"{name('t_' + column)} = {literal(text)}" for column, text in named.items())
