"""One table to its submission: Parquet in the columns of the schema, control totals, set-aside rows, findings."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.contract import Layout
from gongkai.engine import engine, literal, name
from gongkai.files import whole_file
from gongkai.findings import Finding
from gongkai.submission import ControlTotal, Submission
from pipelines.readers.bulk import bulk_relation
from pipelines.stages.extract import FoundTable
from pipelines.stages.standardise.content import Content, measure
from pipelines.stages.standardise.corrections import corrected, corrections_of, tell_corrections
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.faults import Told, tell
from pipelines.stages.standardise.odd import parse_odd
from pipelines.stages.standardise.select import SET_ASIDE, Selection
from pipelines.stages.standardise.values import Column, columns_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PARQUET = "FORMAT parquet, COMPRESSION zstd"


@dataclass(frozen=True)
class Target:
    """Where the rows go, and the key both files are named by."""

    key: str
    rows: Path
    aside: Path


def standardise_table(
    facts: Facts, table: FoundTable, data: Path, target: Target, extracted: str
) -> tuple[Submission, list[Finding]]:
    """Standardise one claimed table whose body stands in `data`. Files of the target are whole or absent."""
    layout = next(item for item in facts.contract.sources.layouts if item.id == table.layout)
    with _workshop(target.rows.parent / ".odd.part") as work, engine([data.parent, target.rows.parent]) as connection:
        selection = _prepare(connection, facts, layout, table, data, work)
        counts = _write(connection, selection, target)
        content = measure(connection, facts.contract, target.rows)
        totals = _totals(connection, selection)
        told = Told(facts, table, target.aside if counts["aside"] else None)
        findings = tell(connection, selection, told, counts)
        findings += tell_corrections(connection, facts, told.place(), corrections_of(facts))
    return _submission(facts, table, target, extracted, counts, content, totals), findings


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder for passing files, made anew; its fixed name lets the next run clear what a killed one left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


def _prepare(
    connection: "DuckDBPyConnection", facts: Facts, layout: Layout, table: FoundTable, data: Path, work: Path
) -> Selection:
    """The views `raw`, `printed` and `texts`, the code lists, and the odd texts parsed."""
    connection.execute(f"CREATE VIEW raw AS {bulk_relation(data)}")
    selection = Selection(facts, layout, _columns(connection, facts, table))
    connection.execute(f"CREATE VIEW printed AS {selection.texts}")
    connection.execute(f"CREATE VIEW texts AS {corrected(selection.columns, corrections_of(facts))}")
    _code_lists(connection, facts)
    repeated = connection.execute(f"CREATE TABLE repeated AS {selection.repeated}").fetchone()
    selection = replace(selection, duplicates=bool(repeated and repeated[0]))
    typed = [column for column in selection.columns if column.is_typed]
    if not typed:
        return selection
    counts = ", ".join(f"count(*) FILTER ({column.odd_condition})" for column in typed)
    found = connection.execute(f"SELECT {counts} FROM texts").fetchone() or ()
    odd = {column.field.name for column, count in zip(typed, found, strict=True) if count}
    parsed = [parse_odd(connection, c, work) if c.field.name in odd else c for c in selection.columns]
    return replace(selection, columns=parsed)


def _columns(connection: "DuckDBPyConnection", facts: Facts, table: FoundTable) -> list[Column]:
    """The stated columns. To look for a blank is cheap, and only a column that has one need be trimmed."""
    columns = columns_of(facts.contract.table.fields, table)
    looked = ", ".join(f"coalesce(bool_or({column.has_blank}), false)" for column in columns)
    blanks = connection.execute(f"SELECT {looked} FROM raw").fetchall()[0]
    return [replace(column, trimmed=blank) for column, blank in zip(columns, blanks, strict=True)]


def _code_lists(connection: "DuckDBPyConnection", facts: Facts) -> None:
    for field in facts.contract.table.fields:
        if not (field.derive and field.derive.name_of):
            continue
        listed = facts.contract.table.by_name[field.derive.name_of].codelist
        entries = {entry.code: entry.name for entry in facts.registers.code_list(str(listed), facts.period)}
        values = ", ".join(f"({literal(code)}, {literal(text)})" for code, text in entries.items())
        rows = f"VALUES {values}" if values else "SELECT NULL, NULL WHERE false"
        connection.execute(f"CREATE TABLE {name('list_' + field.name)} AS SELECT * FROM ({rows}) AS list(code, name)")


def _write(connection: "DuckDBPyConnection", selection: Selection, target: Target) -> dict[str, int]:
    """Write both files; the result counts rows by kind, and as `aside` those set aside."""
    counts = _judge(connection, selection)
    rows = f"SELECT {selection.public} {selection.source}"
    with whole_file(target.rows) as part:
        good = rows if counts.keys() <= {"data"} else f"{rows} WHERE {_mark_unpublished(connection)}"
        # The engine keeps the order of a file, but no join keeps it on more than one core.
        ordered = f"{good} ORDER BY texts._row" if "JOIN" in good else good
        connection.execute(f"COPY ({ordered}) TO {literal(part)} ({PARQUET})")
    kinds = ", ".join(map(literal, ("data", *SET_ASIDE)))
    aside = f"SELECT * FROM unpublished WHERE _kind IN ({kinds}) ORDER BY _row"
    counts["aside"] = connection.execute(f"SELECT count(*) FROM ({aside})").fetchall()[0][0]
    if counts["aside"]:
        with whole_file(target.aside) as part:
            connection.execute(f"COPY ({aside}) TO {literal(part)} ({PARQUET})")
    return counts


def _mark_unpublished(connection: "DuckDBPyConnection") -> str:
    """The condition that a row is published: its bit in the variable `unpublished` is not set (a join would cost the
    order of rows).
    """
    last = connection.execute("SELECT max(_row) FROM raw").fetchall()[0][0]
    connection.execute(f"SET VARIABLE unpublished = (SELECT bitstring_agg(_row, 0, {last}) FROM unpublished)")
    return "get_bit(getvariable('unpublished'), texts._row) = 0"


def _judge(connection: "DuckDBPyConnection", selection: Selection) -> dict[str, int]:
    """Make the table `unpublished` of all rows that are no data or have a fault; count rows by kind, and as `faulty`
    those of data among them.
    """
    texts = ", ".join(column.text for column in selection.columns)
    connection.execute(
        f"CREATE TABLE unpublished AS SELECT texts._row, {selection.kind} AS _kind, {selection.faults} AS _faults, "
        f"_fault, _surplus, {texts} {selection.judged} WHERE {selection.unpublished}"
    )
    counts = dict(connection.execute("SELECT _kind, count(*) FROM unpublished GROUP BY 1 ORDER BY 1").fetchall())
    rows = connection.execute("SELECT count(*) FROM raw").fetchall()[0][0]
    counts["faulty"] = counts.get("data", 0)
    counts["data"] = rows - sum(count for kind, count in counts.items() if kind not in ("data", "faulty"))
    return {kind: count for kind, count in counts.items() if count}


def _totals(connection: "DuckDBPyConnection", selection: Selection) -> tuple[ControlTotal, ...]:
    if not selection.layout.total_rows:
        return ()
    names = [column.field.name for column in selection.columns if column.field.role == "amount"]
    labels = ", ".join(column.text for column in selection.columns if not column.is_typed)
    rows = connection.execute(
        f"SELECT _row, {selection.amounts}, [{labels}] {selection.totals} ORDER BY _row"
    ).fetchall()
    return tuple(_total(names, row) for row in rows)


def _total(names: list[str], row: tuple[Any, ...]) -> ControlTotal:
    number, *amounts, labels = row
    label = next((text for text in labels if text), "")
    return ControlTotal(label=label, row=number, amounts=dict(zip(names, amounts, strict=True)))


def _submission(
    facts: Facts,
    table: FoundTable,
    target: Target,
    extracted: str,
    counts: dict[str, int],
    content: Content,
    totals: tuple[ControlTotal, ...],
) -> Submission:
    return Submission(
        dataset=facts.contract.id,
        period=facts.period,
        entity=facts.organisation.code,
        delivery=facts.delivery.id,
        department=facts.delivery.department,
        file=facts.delivery.file_name,
        sha256=facts.delivery.sha256,
        sheet=table.sheet,
        layout=str(table.layout),
        unit=facts.unit,
        key=target.key,
        content=content.digest,
        rows=content.rows,
        set_aside=counts["aside"],
        precision=content.precision or Decimal("0.01"),
        amounts=content.amounts,
        totals=totals,
        columns=table.mapping,
        first_column=table.first_column,
        extracted=f"{extracted}/{table.data}",
    )
