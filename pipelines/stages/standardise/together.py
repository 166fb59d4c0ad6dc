"""The tables of one statement put together: one table as it is, several standardised one by one and then joined. A key
that stands in two of them is set aside, as one that stands twice in a table is.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.engine import engine, literal, name, parquet
from gongkai.files import whole_file
from gongkai.findings import Finding, finding
from gongkai.submission import SourceTable, Submission, WideCell
from pipelines.readers.tables.lines import is_no_data
from pipelines.stages.extract import FoundTable
from pipelines.stages.standardise.content import Content, measure, smallest_digit
from pipelines.stages.standardise.corrections import corrections_of, tell_corrections
from pipelines.stages.standardise.faults import SHOWN
from pipelines.stages.standardise.select import REPEATED
from pipelines.stages.standardise.table import PARQUET, Job, Made, standardise_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: What leads from a row of one of several tables back to its place there.
BACK = "_table, _id, _line, _wide"
#: Rows of a table that are published, and the yuan value of its last printed digit.
_Count = tuple[int, Decimal | None]


@dataclass(frozen=True)
class Target:
    """Where the rows go, and the key both files are named by."""

    key: str
    rows: Path
    aside: Path


def standardise_tables(jobs: Sequence[Job], target: Target) -> tuple[Submission, list[Finding]]:
    """Standardise the tables of one statement. Files of the target are whole or absent."""
    facts = jobs[0].facts
    folders = [*(job.data.parent for job in jobs), target.rows.parent]
    with _workshop(target.rows.parent / ".odd.part") as work, engine(folders) as connection:
        more: list[Finding] = []
        if len(jobs) == 1:
            made = [standardise_table(connection, jobs[0], target.rows, target.aside, work)]
        else:
            made, more = _several(connection, facts.contract, jobs, work, target)
        content = measure(connection, facts.contract, target.rows)
        counts = _counts(connection, facts.contract, len(jobs), content)
    applied = [(each.place, each.corrected) for each in made]
    corrections = tell_corrections(facts, corrections_of(facts), applied)
    findings = [*(item for each in made for item in each.findings), *more, *corrections]
    return _submission(jobs, made, target, content, counts), findings


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder for passing files, made anew; its fixed name lets the next run clear what a killed one left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


def _several(
    connection: "DuckDBPyConnection", contract: Contract, jobs: Sequence[Job], work: Path, target: Target
) -> tuple[list[Made], list[Finding]]:
    """Each table into the workshop, then all of them into the files of the target; and what is said of their keys."""
    made = []
    rows = [work / f"rows{number}.parquet" for number in range(len(jobs))]
    aside = [work / f"aside{number}.parquet" for number in range(len(jobs))]
    for number, job in enumerate(jobs):
        connection.execute(f"CREATE SCHEMA table_{number}")
        connection.execute(f"USE table_{number}")
        also = f", {number} AS _table, texts._id, texts._row AS _line, texts._wide"
        made.append(standardise_table(connection, job, rows[number], aside[number], work, also))
    connection.execute("USE main")
    connection.execute(f"CREATE VIEW found AS FROM {parquet(*rows)}")
    keys = ", ".join(map(name, contract.table.primary_key))
    repeated = f"SELECT {keys} FROM found GROUP BY ALL HAVING count(*) > 1"
    marked = f"SELECT {BACK}, {keys} FROM found SEMI JOIN ({repeated}) USING ({keys})"
    connection.execute(f"CREATE TABLE repeated AS {marked}")
    columns = ", ".join(map(name, contract.table.names))
    good = f"SELECT {columns} FROM found ANTI JOIN repeated USING (_table, _id) ORDER BY _table, _id"
    with whole_file(target.rows) as part:
        connection.execute(f"COPY ({good}) TO {literal(part)} ({PARQUET})")
    _write_aside(connection, contract, [path for path in aside if path.exists()], target)
    return made, list(_tell_repeated(connection, contract, made))


def _write_aside(connection: "DuckDBPyConnection", contract: Contract, parts: Sequence[Path], target: Target) -> None:
    """The rows set aside in each table, and those whose key stands in several rows."""
    keys = ", ".join(f"{name(key)}::VARCHAR AS {name('t_' + key)}" for key in contract.table.primary_key)
    told = f"'data' AS _kind, [{literal(REPEATED)}] AS _faults"
    marked = f"SELECT _id, _line AS _row, _wide, {told}, {keys} FROM repeated"
    found = [f"FROM {parquet(path)}" for path in parts]
    connection.execute(f"CREATE VIEW aside AS {' UNION ALL BY NAME '.join([f'({one})' for one in [*found, marked]])}")
    if parts or connection.execute("SELECT count(*) FROM repeated").fetchall()[0][0]:
        with whole_file(target.aside) as part:
            connection.execute(f"COPY (FROM aside) TO {literal(part)} ({PARQUET})")


def _tell_repeated(connection: "DuckDBPyConnection", contract: Contract, made: Sequence[Made]) -> Iterator[Finding]:
    """STR-013 at each row, with another place where the same key stands."""
    keyed = [field for field in contract.table.fields if field.name in contract.table.primary_key]
    stated = [field for field in keyed if not field.derive or field.derive.code_of]
    shown = f"concat_ws(' / ', {', '.join(name(field.name) for field in stated)})"
    keys = ", ".join(map(name, contract.table.primary_key))
    rows = connection.execute(
        f"SELECT _table, _line, {shown}, lead(_table, 1, first) OVER same, lead(_line, 1, line) OVER same, "
        f"count(*) OVER (PARTITION BY {keys}), count(*) OVER () FROM (SELECT *, "
        f"first(_table) OVER own AS first, first(_line) OVER own AS line FROM repeated "
        f"WINDOW own AS (PARTITION BY {keys} ORDER BY _table, _id)) "
        f"WINDOW same AS (PARTITION BY {keys} ORDER BY _table, _id) ORDER BY _table, _id LIMIT {SHOWN}"
    ).fetchall()
    titles = {"key_zh": " / ".join(f.title for f in stated), "key_en": " / ".join(f.title_en for f in stated)}
    for number, (table, row, key, other, line, times, count) in enumerate(rows, start=1):
        alike = 1 + (count - SHOWN if number == SHOWN else 0)
        column = next((c for c in made[table].selection.key_columns if c.sources), None)
        place = made[table].told.place(row, column, key)
        shown_key = made[table].told.shown(key)
        said = {**titles, "key": shown_key, "first_row": line, "times": times, "other": _name(made[other])}
        yield finding("STR-013", place, template="STR-013-TABLES", count=alike, **said)


def _name(made: Made) -> str:
    return " ".join(filter(None, (made.place.file, made.place.sheet, made.told.table.part)))


def _counts(connection: "DuckDBPyConnection", contract: Contract, tables: int, content: Content) -> list[_Count]:
    """How many rows of each table are published, and the smallest digit printed in them."""
    if tables == 1:
        return [(content.rows, content.precision)]
    smallest = smallest_digit(contract)
    query = f"SELECT _table, count(*), {smallest} FROM found ANTI JOIN repeated USING (_table, _id) GROUP BY 1"
    found = {table: (rows, digit) for table, rows, digit in connection.execute(query).fetchall()}
    return [found.get(number, (0, None)) for number in range(tables)]


def _submission(
    jobs: Sequence[Job], made: Sequence[Made], target: Target, content: Content, counts: Sequence[_Count]
) -> Submission:
    facts = jobs[0].facts
    totals = (t.model_copy(update={"table": number}) for number, each in enumerate(made) for t in each.totals)
    read = sum(each.counts.get("data", 0) + each.counts["aside"] - each.counts.get("faulty", 0) for each in made)
    return Submission(
        dataset=facts.contract.id,
        period=facts.period,
        entity=facts.organisation.code,
        department=facts.delivery.department,
        tables=tuple(map(_source, jobs, made, counts)),
        key=target.key,
        content=content.digest,
        rows=content.rows,
        set_aside=read - content.rows,
        precision=content.precision or Decimal("0.01"),
        amounts=content.amounts,
        totals=tuple(totals),
    )


def _source(job: Job, made: Made, count: _Count) -> SourceTable:
    table, layout = job.offer.table, job.offer.layout
    return SourceTable(
        delivery=job.offer.delivery.id,
        file=job.offer.delivery.file_name,
        sha256=job.offer.delivery.sha256,
        member=table.member,
        sheet=table.sheet,
        layout=str(table.layout),
        part=table.part,
        unit=job.facts.unit,
        columns={**table.mapping, **{name: (place,) for one in table.wide for name, place in one.beside.items()}},
        first_column=table.first_column,
        width=len(table.columns),
        first_row=_span(job, made)[0],
        last_row=_span(job, made)[1],
        rows=count[0],
        precision=count[1],
        extracted=f"{job.offer.folder}/{table.data}",
        fixed=table.fixed,
        amount=layout.wide.column if layout.wide and table.wide else None,
        wide=tuple(WideCell(column=one.column, set=one.set) for one in table.wide),
        title=table.title or None,
        years=table.years,
        year_cells=table.year_cells,
        note=_note(table, count[0]),
        note_cell=table.note_cell,
        one_cell=table.one_cell,
        cells=table.cells,
    )


def _note(table: FoundTable, rows: int) -> str | None:
    """The sentence that explains an empty table; of one with figures only what says that there are none."""
    return table.note if table.note and (not rows or is_no_data(table.note)) else None


def _span(job: Job, made: Made) -> tuple[int, int]:
    """The first and the last row of a table; the row under its header where it has none."""
    header = job.offer.table.header_row
    return made.span if any(made.span) else (header + 1, header)
