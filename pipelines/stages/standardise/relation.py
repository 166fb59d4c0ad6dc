"""The rows of a table as views: `raw` as extracted, a wide table made long; `printed` with a text for each column;
`texts` the same with the corrections applied.

`_id` tells rows apart and keeps their order, `_wide` says which of the wide columns a row comes from (0 in others).
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.contract import Field, Layout
from gongkai.engine import literal
from gongkai.masking import name_masked_in_sql
from pipelines.readers.bulk import bulk_relation
from pipelines.stages.extract import FoundTable
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.values import BLANKS, Column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ALWAYS = "_id, _wide, _row, _fault, _surplus"


def make_raw(connection: "DuckDBPyConnection", table: FoundTable, data: Path) -> set[int]:
    """Make the view `raw`. Returns which source columns (0-based) have printed texts."""
    connection.execute(f"CREATE VIEW body AS {bulk_relation(data)}")
    names = {row[0] for row in connection.execute("DESCRIBE body").fetchall()}
    printed = {index for index in range(len(table.columns)) if f"p{index}" in names}
    connection.execute(f"CREATE VIEW raw AS {_long(table, printed) if table.wide else _plain(table)}")
    return printed


def _plain(table: FoundTable) -> str:
    # One cell may state several sentences, so that a row of the sheet is no number of its own.
    number = "(row_number() OVER ())::INTEGER" if table.one_cell else "_row"
    return f"SELECT {number} AS _id, 0 AS _wide, * FROM body"


def _long(table: FoundTable, printed: set[int]) -> str:
    """A row for each wide column whose cell is not blank; one for a row in which all are, so that it is not lost."""
    places = [one.column for one in table.wide]
    texts = ", ".join(f"c{place}" for place in places)
    shown = ", ".join(f"p{place}" if place in printed else "NULL" for place in places)
    blank = " AND ".join(f"trim(c{place}, {literal(BLANKS)}) = ''" for place in places)
    return (
        f"SELECT (_row::BIGINT * {len(places)} + _wide)::INTEGER AS _id, * FROM ("
        f"SELECT *, unnest(range({len(places)})) AS _wide, unnest([{texts}]) AS _amount, "
        f"unnest([{shown}]::VARCHAR[]) AS _printed, _fault IS NOT NULL OR ({blank}) AS _whole FROM body) "
        f"WHERE CASE WHEN _whole THEN _wide = 0 ELSE trim(_amount, {literal(BLANKS)}) <> '' END"
    )


def columns_of(facts: Facts, layout: Layout, table: FoundTable, printed: set[int]) -> list[Column]:
    """The columns that the table states or that are set for it; an optional column that it lacks is left out."""
    found = (_column(field, layout, table, printed) for field in facts.contract.table.fields)
    return [_masked(column, layout) if column.field.mask else column for column in found if column]


def _masked(column: Column, layout: Layout) -> Column:
    """The column with the names of persons hidden, before anything else looks at its texts; the label of a total row is
    nobody's name.
    """
    totals = ", ".join(map(literal, layout.total_rows)) or "NULL"
    text = f"({column.text_sql})"
    shown = f"CASE WHEN translate({text}, ' \u3000', '') IN ({totals}) THEN {text}"
    return replace(column, said=f"{shown} ELSE {name_masked_in_sql(text)} END")


def _column(field: Field, layout: Layout, table: FoundTable, printed: set[int]) -> Column | None:
    called, unit = field.name, table.units.get(field.name, "元")
    if table.wide and layout.wide and called == layout.wide.column:
        places = tuple(one.column for one in table.wide)
        text = f"trim(_amount, {literal(BLANKS)})"
        return Column(field, places, unit, said=text, printed="_printed" if printed & {*places} else "")
    if any(called in one.set for one in table.wide):
        cases = " ".join(f"WHEN {i} THEN {literal(one.set.get(called, ''))}" for i, one in enumerate(table.wide))
        return Column(field, (), unit, said=f"CASE _wide {cases} END")
    if any(called in one.beside for one in table.wide):
        return _beside(field, table)
    if called in table.mapping:
        places = table.mapping[called]
        shown = f"p{places[0]}" if field.role in ("amount", "price") and places[0] in printed else ""
        serials = field.type == "date" and table.sheet is not None
        takes = layout.columns[called].takes if called in layout.columns else None
        if takes:
            return Column(field, places, unit, said=_taken(places[0], takes), serials=serials)
        return Column(field, places, unit, printed=shown, serials=serials)
    if called in table.fixed:
        return Column(field, (), unit, said=literal(table.fixed[called]), fixed=True)
    return None


def _taken(place: int, pattern: str) -> str:
    """What the pattern's group finds in the text of the cell; '' where it finds nothing."""
    return f"trim(regexp_extract(c{place}, {literal(pattern)}, 1), {literal(BLANKS)})"


def _beside(field: Field, table: FoundTable) -> Column:
    """A column that belongs to some of the wide columns alone; blank in the rows of the others."""
    places = {i: one.beside[field.name] for i, one in enumerate(table.wide) if field.name in one.beside}
    cases = " ".join(f"WHEN {i} THEN trim(c{place}, {literal(BLANKS)})" for i, place in places.items())
    return Column(field, tuple(dict.fromkeys(places.values())), said=f"CASE _wide {cases} ELSE '' END")


def before_first(table: FoundTable, columns: list[Column]) -> list[str]:
    """The texts left of the first column that is used: rows are numbered there (序号), and a total has its label. None
    where names are masked, for nothing that is not read may be kept of such a table.
    """
    if any(column.field.mask for column in columns):
        return []
    used = [*(place for places in table.mapping.values() for place in places), *(one.column for one in table.wide)]
    return [f"trim(c{place}, {literal(BLANKS)})" for place in range(min(used, default=0))]


def printed_view(columns: list[Column], table: FoundTable, labels: str = "") -> str:
    """The view `printed`: a column t_<column> for each, p_<column> with printed texts, s_ with the source's text; and
    `_before` where columns stand before the first that is used.
    """
    before, wide = before_first(table, columns), bool(table.wide)
    shown = [f"concat({', '.join(before)}) AS _before"] if before else []
    shown += [f"{column.text_sql} AS {column.text}" for column in columns]
    shown += [f"{column.printed} AS {column.shown}" for column in columns if column.printed]
    for column in columns:
        if column.is_money:
            cell = "_amount" if wide and column.said else f"c{column.sources[0]}" if column.sources else column.said
            text = f"coalesce({column.printed}, {cell})" if column.printed else cell
            shown.append(f"{text} AS {column.source}")
    shown += ["labels.label AS _label", "labels.joined AS _joined"] if labels else []
    return f"SELECT {ALWAYS}, {', '.join(shown)} FROM raw{labels}"
