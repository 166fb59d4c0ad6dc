"""Subject codes as cells print them (201-03-01, 2010301行政运行) reduced to digits, and the name that is glued to one
put where the name belongs.

Only for a column that the schema derives levels or parents from; what is no code stays as it is, for the checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.engine import literal
from gongkai.findings import Finding, finding
from gongkai.values.codes import SubjectCode, parse_subject_code
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.faults import Told
from pipelines.stages.standardise.values import Column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PLAIN = "[0-9]{3}([0-9]{2}){0,3}"
#: A column with more ways to write its codes than this is no column of codes.
MOST = 2_000


@dataclass(frozen=True)
class Written:
    """The column whose codes were written otherwise: in how many rows, and the first of them with its text."""

    column: Column
    rows: int
    row: int
    text: str


def reduce_codes(
    connection: "DuckDBPyConnection", facts: Facts, columns: list[Column]
) -> tuple[list[Column], Written | None]:
    """The columns over the view `raw`, codes reduced; and what there is to say of it."""
    coded = {f.derive.level_of or f.derive.parent_of for f in facts.contract.table.fields if f.derive}
    column = next((c for c in columns if c.field.name in coded and len(c.sources) == 1 and not c.said), None)
    found = _read(connection, column) if column else {}
    if column is None or not found:
        return columns, None
    texts = ", ".join(map(literal, found))
    query = (
        f"SELECT count(*), min(_row), arg_min({column.text_sql}, _row) FROM raw WHERE {column.text_sql} IN ({texts})"
    )
    written = Written(column, *connection.execute(query).fetchall()[0])
    codes = _looked_up({text: each.code for text, each in found.items()}, column)
    reduced = replace(column, said=f"coalesce({codes}, {column.text_sql})")
    columns = [reduced if each is column else each for each in columns]
    names = {text: each.name for text, each in found.items() if each.name}
    return (_named(facts, columns, column, names) if names else columns), written


def _read(connection: "DuckDBPyConnection", column: Column) -> dict[str, SubjectCode]:
    """Each text that is a code, but not in plain digits, with what it says."""
    text = column.text_sql
    query = (
        f"SELECT DISTINCT {text} FROM raw WHERE NOT regexp_full_match({text}, {literal(PLAIN)}) ORDER BY 1 LIMIT {MOST}"
    )
    parsed = {text: parse_subject_code(text) for (text,) in connection.execute(query).fetchall()}
    return {text: code for text, code in parsed.items() if code}


def _looked_up(found: dict[str, str], column: Column) -> str:
    pairs = ", ".join(f"{literal(text)}: {literal(said)}" for text, said in found.items())
    return f"MAP {{{pairs}}}[{column.text_sql}]"


def _named(facts: Facts, columns: list[Column], code: Column, names: dict[str, str]) -> list[Column]:
    """The name that is glued to a code stands in for a blank one."""
    glued = f"coalesce({_looked_up(names, code)}, '')"
    for place, column in enumerate(columns):
        if column.field.role == "name" and column.is_stated and not column.said:
            said = f"CASE WHEN {column.text_sql} = '' THEN {glued} ELSE {column.text_sql} END"
            return [*columns[:place], replace(column, said=said), *columns[place + 1 :]]
    field = next((field for field in facts.contract.table.stated if field.role == "name"), None)
    return [*columns, Column(field, code.sources, said=glued)] if field else columns


def tell_codes(written: Written, told: Told) -> Iterator[Finding]:
    """The note that codes were written otherwise."""
    place = told.place(written.row, written.column, written.text)
    titles = {"title": written.column.field.title, "title_en": written.column.field.title_en}
    yield finding(
        "VAL-CODE-FORM", place, count=written.rows, rows=written.rows, value=told.shown(written.text), **titles
    )
