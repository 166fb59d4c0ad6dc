"""One table to a Parquet file in the columns of the schema, its control totals, set-aside rows, findings.

What several tables become together belongs to `together`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.addresses import column_letter
from gongkai.engine import literal, name
from gongkai.files import whole_file
from gongkai.findings import Finding, Place
from gongkai.submission import ControlTotal
from pipelines.stages.standardise.accept import Offer
from pipelines.stages.standardise.codes import Written, reduce_codes, tell_codes
from pipelines.stages.standardise.corrections import corrected, corrections_of, rows_corrected
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.faults import Told, tell
from pipelines.stages.standardise.intervals import read_intervals, tell_intervals
from pipelines.stages.standardise.labels import Labels, read_labels, tell_labels, with_labels, write_labels
from pipelines.stages.standardise.odd import parse_odd
from pipelines.stages.standardise.relation import columns_of, make_raw, printed_view
from pipelines.stages.standardise.select import SET_ASIDE, Selection
from pipelines.stages.standardise.set_labels import with_set_labels
from pipelines.stages.standardise.values import Column

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PARQUET = "FORMAT parquet, COMPRESSION zstd"


@dataclass(frozen=True)
class Job:
    """A table to be standardised: the offer, its facts, and the Parquet file of its body."""

    offer: Offer
    facts: Facts
    data: Path


@dataclass(frozen=True)
class Made:
    """What came of a table; `corrected` says where which correction applies, `span` are its first and last row."""

    selection: Selection
    told: Told
    counts: dict[str, int]
    totals: tuple[ControlTotal, ...]
    corrected: dict[int, int]
    span: tuple[int, int]
    findings: list[Finding]

    @property
    def place(self) -> Place:
        """The place of the table as a whole."""
        return self.told.whole


def standardise_table(
    connection: "DuckDBPyConnection", job: Job, rows: Path, aside: Path, work: Path, also: str = ""
) -> Made:
    """Standardise one claimed table in the current schema of the connection. `also` are further columns of the rows,
    for a table that is one of several; then repeated keys are looked for when they are put together.
    """
    selection, labels, written = _prepare(connection, job, work)
    if not (also or job.facts.contract.table.rows_may_repeat):
        repeated = connection.execute(f"CREATE TABLE repeated AS {selection.repeated}").fetchone()
        selection = replace(selection, duplicates=bool(repeated and repeated[0]))
    selection = replace(selection, columns=parse_odd(connection, selection.columns, work))
    dated = read_intervals(connection, job.facts, selection.columns, work)
    counts = _write(connection, selection, rows, aside, also)
    told = Told(job.facts, job.offer.table, job.offer.place, aside if counts["aside"] else None)
    noted = [*(tell_labels(labels, told, job.offer.layout.total_rows) if labels else ())]
    noted += tell_codes(written, told) if written else ()
    noted += tell_intervals(connection, dated, told)
    span = connection.execute("SELECT coalesce(min(_row), 0), coalesce(max(_row), 0) FROM body").fetchall()[0]
    return Made(
        selection=selection,
        told=told,
        counts=counts,
        totals=tuple(_totals(connection, selection)),
        corrected=rows_corrected(connection, selection.columns, corrections_of(job.facts)),
        span=span,
        findings=[*noted, *tell(connection, selection, told, counts)],
    )


def _prepare(connection: "DuckDBPyConnection", job: Job, work: Path) -> tuple[Selection, Labels | None, Written | None]:
    """The views `raw`, `printed` and `texts`, and the code lists."""
    facts, layout, table = job.facts, job.offer.layout, job.offer.table
    printed = make_raw(connection, table, job.data)
    columns = _trimmed(connection, columns_of(facts, layout, table, printed))
    columns, written = reduce_codes(connection, facts, columns)
    labels, joined = read_labels(connection, facts, table, columns), ""
    if labels:
        joined, columns = write_labels(connection, labels, work), with_labels(facts, columns, labels.column)
    else:
        columns = with_set_labels(facts, table, columns)
    connection.execute(f"CREATE VIEW printed AS {printed_view(columns, table, joined)}")
    connection.execute(f"CREATE VIEW texts AS {corrected(columns, corrections_of(facts))}")
    _code_lists(connection, facts)
    return Selection(facts, layout, table, columns, labelled=bool(labels)), labels, written


def _trimmed(connection: "DuckDBPyConnection", columns: list[Column]) -> list[Column]:
    """To look for a blank is cheap, and only a column that has one need be trimmed."""
    looked = ", ".join(f"coalesce(bool_or({column.has_blank}), false)" for column in columns)
    blanks = connection.execute(f"SELECT {looked} FROM raw").fetchall()[0]
    return [replace(column, trimmed=blank) for column, blank in zip(columns, blanks, strict=True)]


def _code_lists(connection: "DuckDBPyConnection", facts: Facts) -> None:
    for field, code in facts.looked_up:
        entries = {entry.code: entry for entry in facts.codes(code)}.values()
        connection.execute(
            f"CREATE TABLE {name('list_' + field.name)} AS SELECT unnest(?::VARCHAR[]) AS code, "
            "unnest(?::VARCHAR[]) AS name, nullif(unnest(?::VARCHAR[]), '') AS parent",
            [[e.code for e in entries], [e.name for e in entries], [e.parent for e in entries]],
        )


def _write(
    connection: "DuckDBPyConnection", selection: Selection, target: Path, aside_target: Path, also: str
) -> dict[str, int]:
    """Write both files; the result counts rows by kind, and as `aside` those set aside."""
    counts = _judge(connection, selection)
    rows = f"SELECT {selection.public}{also} {selection.source}"
    with whole_file(target, lasting=not also) as part:
        good = rows if counts.keys() <= {"data"} else f"{rows} WHERE {_mark_unpublished(connection)}"
        ordered = f"{good} ORDER BY texts._id" if selection.ordered else good
        connection.execute(f"COPY ({ordered}) TO {literal(part)} ({PARQUET})")
    # Lines without amounts in a table that says itself that it has no data are no loss.
    explained = selection.table.note is not None and not counts.get("data")
    kinds = ", ".join(literal(kind) for kind in ("data", *SET_ASIDE) if not (explained and kind == "no_figures"))
    aside = f"SELECT * FROM unpublished WHERE _kind IN ({kinds}) ORDER BY _id"
    counts["aside"] = connection.execute(f"SELECT count(*) FROM ({aside})").fetchall()[0][0]
    if counts["aside"]:
        with whole_file(aside_target, lasting=not also) as part:
            connection.execute(f"COPY ({aside}) TO {literal(part)} ({PARQUET})")
    return counts


def _mark_unpublished(connection: "DuckDBPyConnection") -> str:
    """The condition that a row is published: its bit in the variable `unpublished` is not set (a join would cost the
    order of rows).
    """
    last = connection.execute("SELECT max(_id) FROM raw").fetchall()[0][0]
    connection.execute(f"SET VARIABLE unpublished = (SELECT bitstring_agg(_id, 0, {last}) FROM unpublished)")
    return "get_bit(getvariable('unpublished'), texts._id) = 0"


def _judge(connection: "DuckDBPyConnection", selection: Selection) -> dict[str, int]:
    """Make the table `unpublished` of all rows that are no data or have a fault; count rows by kind, and as `faulty`
    those of data among them.
    """
    texts = ", ".join([*selection.before, *(column.text for column in selection.columns)])
    surplus = "NULL AS _surplus" if selection.facts.contract.table.is_private else "_surplus"
    connection.execute(
        f"CREATE TABLE unpublished AS SELECT texts._id, texts._row, texts._wide, {selection.kind} AS _kind, "
        f"{selection.faults} AS _faults, _fault, {surplus}, {texts} {selection.judged} WHERE {selection.unpublished}"
    )
    counts = dict(connection.execute("SELECT _kind, count(*) FROM unpublished GROUP BY 1 ORDER BY 1").fetchall())
    rows = connection.execute("SELECT count(*) FROM raw").fetchall()[0][0]
    counts["faulty"] = counts.get("data", 0)
    counts["data"] = rows - sum(count for kind, count in counts.items() if kind not in ("data", "faulty"))
    return {kind: count for kind, count in counts.items() if count}


def _totals(connection: "DuckDBPyConnection", selection: Selection) -> Iterator[ControlTotal]:
    if not selection.layout.total_rows:
        return
    texts = [column.text for column in selection.columns if column.is_stated and not column.is_typed]
    texts += selection.before
    amounts = "".join(f", {column.value} AS {name(column.field.name)}" for column in selection.amounts)
    rows = connection.execute(
        f"SELECT _row, _wide, [{', '.join(texts)}]::VARCHAR[]{amounts} {selection.totals} ORDER BY _id"
    ).fetchall()
    for row in rows:
        yield _total(selection, row)


def _total(selection: Selection, found: tuple[Any, ...]) -> ControlTotal:
    row, place, labels, *values = found
    table = selection.table
    known = [text for text in labels if "".join(text.split()) in selection.layout.total_rows]
    wide = table.wide[place] if table.wide else None
    return ControlTotal(
        label=next(iter(known), "") or next((text for text in labels if text), ""),
        row=row,
        amounts=dict(zip((column.field.name for column in selection.amounts), values, strict=True)),
        at={**table.fixed, **(wide.set if wide else {})},
        cell=f"{column_letter(table.first_column + wide.column)}{row}" if wide and table.sheet else None,
    )
