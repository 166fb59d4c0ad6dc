"""A delimited text file to its tables. A small one is looked through like a sheet; of a large one the table at its head
is taken, and its records go to Parquet without passing through Python.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gongkai.engine import engine
from gongkai.findings import Finding, Place, finding
from gongkai.progress import Tick
from pipelines.readers import TextFormat, sniff_text, to_utf8
from pipelines.readers.bulk import BulkResult, text_to_parquet
from pipelines.readers.tables import Table, find_tables
from pipelines.readers.text_grid import is_small, text_grid
from pipelines.stages.extract.cells import broken_records, short_header
from pipelines.stages.extract.claims import Claim, claims
from pipelines.stages.extract.columns import doubtful_columns, missing_columns
from pipelines.stages.extract.found import Result, claimed, unclaimed, unused
from pipelines.stages.extract.sheets import sheet_of, tables_of
from pipelines.stages.extract.source import Source
from pipelines.stages.extract.surroundings import Surroundings

LOW_CONFIDENCE = 0.5


def tables_of_text(path: Path, source: Source, first: int, tick: Tick) -> tuple[TextFormat, Result]:
    """How the file is written, and what is found in it. `first` numbers the Parquet files. Raises Unreadable."""
    fmt = sniff_text(path)
    said = list(_encoding(fmt, source))
    if is_small(path):
        tables, findings = tables_of(sheet_of(text_grid(path, fmt), source), source, first)
    else:
        tables, findings = _bulk(path, fmt, source, first)
    tick(sum(table.rows for table in tables))
    return fmt, (tables, [*said, *findings])


def _encoding(fmt: TextFormat, source: Source) -> Iterator[Finding]:
    """What a clerk should look at: a text that was turned back, or read in an encoding that fits badly."""
    if fmt.repaired:
        yield finding("EXT-REPAIRED", source.place, encoding=fmt.original)
    elif fmt.confidence < LOW_CONFIDENCE:
        yield finding("EXT-ENCODING-DOUBT", source.place, encoding=fmt.encoding, percent=round(100 * fmt.confidence))


def _bulk(path: Path, fmt: TextFormat, source: Source, first: int) -> Result:
    """The one table at the head of a large file; its records are loaded, or only counted where nobody can use them."""
    found = find_tables(fmt.head, source.words)[:1]
    if not found:
        return [], []
    around = Surroundings(_whole_lines(found[0]), source.names)
    takers = claims(around, source.kind, source.contracts)
    data = f"t{first}.parquet"
    loaded = _load(path, fmt, around.table, source.folder / data)
    claim = takers[0] if len(takers) == 1 else None
    if claim and claim.whole:
        table = claimed(claim, source, data)
    else:
        (source.folder / data).unlink()
        table = claimed(claim, source) if claim else unclaimed(around, source)
    said = list(_about(claim, source.place, loaded)) if claim else [unused(takers, around, source.place)]
    return [table.model_copy(update={"rows": loaded.rows})], said


def _about(claim: Claim, place: Place, loaded: BulkResult) -> Iterator[Finding]:
    where = place.model_copy(update={"dataset": claim.contract.id})
    header = where.model_copy(update={"row": claim.table.header_bottom})
    yield from missing_columns(claim, header)
    yield from doubtful_columns(claim, header)
    yield from broken_records(loaded.faults, where)
    yield from short_header(claim, where, loaded.short_header)
    if loaded.private:
        at = where.model_copy(update={"row": loaded.private_line})
        yield finding("EXT-PRIVATE-CODES", at, count=loaded.private, cells=loaded.private)


def _whole_lines(table: Table) -> Table:
    """The table with every field of its lines, for the records are loaded whole."""
    width = max(map(len, table.grid.rows))
    before, behind = table.first_column - 1, width - table.last_column
    paths = (*[""] * before, *table.paths, *[""] * behind)
    return replace(table, first_column=1, last_column=width, paths=paths)


def _load(path: Path, fmt: TextFormat, table: Table, target: Path) -> BulkResult:
    source = path if fmt.is_plain_utf8 else target.parent / "utf8.part"
    try:
        if source != path:
            to_utf8(path, fmt, source)
        with engine([path.parent, target.parent]) as connection:
            return text_to_parquet(connection, source, fmt, table.header_bottom, target)
    finally:
        if source != path:
            source.unlink(missing_ok=True)
