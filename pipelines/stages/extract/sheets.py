"""A sheet to tables: the claimed ones with their bodies as Parquet, the unclaimed ones with their headers, and all that
there is to say of both.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.findings import Finding, Place, finding
from gongkai.masking import hide_words, mask
from pipelines.readers import Grid
from pipelines.readers.tables import Table, find_forms, find_tables, without
from pipelines.stages.extract.aside import Taken, hidden_parts, leftover, residue
from pipelines.stages.extract.body import body_of, kept_once, write_body
from pipelines.stages.extract.cells import broken_records, odd_cells, short_header
from pipelines.stages.extract.claims import Claim, claims
from pipelines.stages.extract.columns import doubtful_columns, missing_columns, people_aside, unnamed_columns
from pipelines.stages.extract.found import Result, claimed, unclaimed, unused
from pipelines.stages.extract.model import FoundTable
from pipelines.stages.extract.row_units import PERCENT, by_unit
from pipelines.stages.extract.source import Source
from pipelines.stages.extract.surroundings import Surroundings, is_stated_below, states_unit_alone
from pipelines.stages.extract.tidy import tidy


@dataclass(frozen=True)
class Sheet:
    """A visible sheet and the tables found in it."""

    grid: Grid
    tables: list[Table]


def sheet_of(grid: Grid, source: Source) -> Sheet:
    """The sheet looked through: forms that a dataset claims, and the tables of the other rows."""
    grid = tidy(grid)
    forms = [form for form in find_forms(grid, source.labels) if _is_claimed(form, source)]
    tables = [_visible(replace(table, grid=grid)) for table in find_tables(without(grid, forms), source.words)]
    return Sheet(grid, sorted([*forms, *tables], key=lambda table: table.header_top) if forms else tables)


def _is_claimed(form: Table, source: Source) -> bool:
    return bool(claims(Surroundings(form, source.names), source.kind, source.contracts))


def tables_of(sheet: Sheet, source: Source, first: int) -> Result:
    """The tables of one visible sheet and what there is to say of them. `first` numbers the Parquet files."""
    grid, tables = sheet.grid, sheet.tables
    where = source.place.model_copy(update={"sheet": grid.sheet or None})
    found: list[FoundTable] = []
    taken: list[Taken] = []
    findings: list[Finding] = list(hidden_parts(grid, where))
    pieces = [piece for table in tables for piece in by_unit(table)]
    inside, tops = _inside(tables), sorted(table.top for table in tables)
    findings += [_in_percent(table, where) for table, unit in pieces if unit == PERCENT]
    for table in (table for table, unit in pieces if unit != PERCENT):
        around = Surroundings(table, source.names, _below(table, inside))
        takers = claims(around, source.kind, source.contracts)
        if len(takers) == 1:
            number = first + sum(each.data is not None for each in found)
            one, said = _claimed(takers[0], source, where, number, _until(table, tops))
        else:
            one, said = unclaimed(around, source), [unused(takers, around, where)]
        found.append(one)
        is_private = bool(one.dataset) and takers[0].contract.table.is_private
        taken.append(Taken(table, one.dataset, is_private))
        findings += said
    return found, [*findings, *residue(grid, taken, where), *leftover(grid, tables, where)]


def _in_percent(table: Table, where: Place) -> Finding:
    rows = len(table.rows)
    return finding("EXT-PERCENT-ROWS", where.model_copy(update={"row": table.rows[0]}), count=rows, rows=rows)


def _visible(table: Table) -> Table:
    """The table without rows that are hidden; a hidden column in it has no header, so that nothing is read from it."""
    grid = table.grid
    if not (grid.hidden_rows or grid.hidden_columns):
        return table
    rows = tuple(row for row in table.rows if row not in grid.hidden_rows)
    paths = tuple("" if index in _hidden(table) else path for index, path in enumerate(table.paths))
    return replace(table, rows=rows, paths=paths)


def _hidden(table: Table) -> frozenset[int]:
    """The hidden columns among those of the table (0-based); a form has only cells that are shown."""
    if table.cells:
        return frozenset()
    return frozenset(column - table.first_column for column in table.grid.hidden_columns) & frozenset(
        range(len(table.paths))
    )


def _inside(tables: list[Table]) -> frozenset[int]:
    """The rows of the sheet from the header of a table to its last row."""
    spans = ((table.header_top, max((*table.rows, table.header_bottom))) for table in tables)
    return frozenset(row for first, last in spans for row in range(first, last + 1))


def _below(table: Table, inside: frozenset[int]) -> str:
    """The line right under the table, unless it is a row of a table itself."""
    last = max((*table.rows, *(row for row, _ in table.notes), table.header_bottom))
    filled = (row for row in range(last + 1, table.grid.first_row + len(table.grid.rows)) if _texts(table.grid, row))
    row = next(filled, None)
    if row is None or row in inside:
        return ""
    return "  ".join(_texts(table.grid, row))


def _texts(grid: Grid, row: int) -> list[str]:
    return [text for text in grid.rows[row - grid.first_row] if text.strip()]


def _until(table: Table, tops: list[int]) -> int:
    """The last row before the next table; `tops` are the first rows of all tables, in order."""
    following = bisect_right(tops, table.header_bottom)
    return (tops[following] if following < len(tops) else table.grid.first_row + len(table.grid.rows)) - 1


def _claimed(claim: Claim, source: Source, where: Place, number: int, until: int) -> tuple[FoundTable, list[Finding]]:
    """The table as its dataset sees it, its body written if it can be used."""
    table = claim.table
    at = where.model_copy(update={"dataset": claim.contract.id})
    header = at.model_copy(update={"row": table.header_bottom})
    body = body_of(table, _hidden(table), kept_once(claim), until)
    findings = [
        *missing_columns(claim, header),
        *doubtful_columns(claim, header),
        *_notes(claim, at),
        *unnamed_columns(claim, at, body),
        *people_aside(claim, at, body),
        *odd_cells(claim, at, body),
        *broken_records(Counter(body.faults.values()), at),
        *short_header(claim, at, body.short_header),
    ]
    if not claim.whole:
        return claimed(claim, source), findings
    data = f"t{number}.parquet"
    write_body(body, len(table.paths), source.folder / data)
    return claimed(claim, source, data).model_copy(update={"rows": len(body.numbers)}), findings


def _notes(claim: Claim, where: Place) -> Iterator[Finding]:
    """What was not taken as data, and a unit that is stated in an unusual place."""
    below = claim.layout.unit == "stated" and claim.unit and is_stated_below(claim.around)
    for row, text in claim.table.notes:
        if not (below and states_unit_alone(text)):
            said = hide_words(text) if claim.contract.table.is_private else text
            yield finding("EXT-NOTE", where.model_copy(update={"row": row}), text=mask(said)[:60])
    if below:
        yield finding("EXT-UNIT-BELOW", where, unit=claim.unit)
