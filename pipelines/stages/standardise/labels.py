"""What the printed labels of a table tell, row by row in their order: name without numbering, 其中, level, code.

Only for datasets that derive such a column. Which entry of the code list a name means is decided in `naming`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.contract import Field
from gongkai.engine import parquet
from gongkai.findings import Finding, finding
from gongkai.masking import mask
from gongkai.values.labels import normalise
from gongkai.values.outline import Level, Outline, levels
from pipelines.stages.extract import FoundTable
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.faults import SHOWN, Told
from pipelines.stages.standardise.lines import Line, put_together, read_lines
from pipelines.stages.standardise.naming import Named, Names
from pipelines.stages.standardise.values import Column, figures

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The side of the accounts that a part of a table sets; entries of a code list may belong to one side only.
SIDE = "side"
#: What is derived from a label, and the column of the table `labels` that holds it.
WAYS = {"code_of": "code", "of_which": "of_which", "label_of": "label", "level_of_label": "level"}


@dataclass(frozen=True)
class Labels:
    """The labels of a table: its label column and, where the dataset derives codes, the column of codes."""

    column: Column
    codes: Field | None
    lines: list[Line]
    named: list[Named]
    taken: list[str]
    levels: list[Level]


def label_names(facts: Facts) -> set[str]:
    """The columns whose labels something is derived from."""
    derived = [field.derive for field in facts.contract.table.fields if field.derive]
    return {getattr(derive, way) for derive in derived for way in WAYS} - {None}


def _label_column(facts: Facts, columns: Sequence[Column]) -> Column | None:
    """The column whose printed labels something is derived from."""
    names = label_names(facts)
    return next((column for column in columns if column.field.name in names and column.sources), None)


def read_labels(
    connection: "DuckDBPyConnection", facts: Facts, table: FoundTable, columns: Sequence[Column]
) -> Labels | None:
    """Read the labels of the view `body` and find what they mean; None where the dataset or the table has none."""
    column = _label_column(facts, columns)
    if column is None:
        return None
    codes = next((f for f in facts.contract.table.fields if f.derive and f.derive.code_of == column.field.name), None)
    entries = facts.codes(codes.name) if codes else ()
    entries = tuple(entry for entry in entries if entry.side in ("", table.fixed.get(SIDE, entry.side)))
    names, printed = Names(entries), _printed(codes, columns)
    lines = read_lines(connection, column, figures(columns, facts.contract.table.primary_key), printed)
    lines = put_together(lines, names) if codes else lines
    said = [line.code for line in lines]
    named = names.resolve([line.outline.name for line in lines], said) if codes else [Named()] * len(lines)
    taken = [entries[each.entry].code if each.entry is not None else "" for each in named]
    return Labels(column, codes, lines, named, taken, levels([_placed(line.outline) for line in lines]))


def _printed(codes: Field | None, columns: Sequence[Column]) -> Column | None:
    """The column in which the table prints the codes that else the labels tell."""
    return next((column for column in columns if codes and column.field is codes and column.sources), None)


def write_labels(connection: "DuckDBPyConnection", labels: Labels, folder: Path) -> str:
    """Make the table `labels`; returns the SQL that joins it to the view `raw`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    lines = labels.lines
    target = folder / "labels.parquet"
    told = {
        "_row": pa.array([line.row for line in lines], pa.int32()),
        "printed": pa.array([line.printed for line in lines], pa.string()),
        "label": pa.array([line.outline.name for line in lines], pa.string()),
        "of_which": pa.array([str(each).lower() for each in of_which([line.outline for line in lines])], pa.string()),
        "level": pa.array([str(each.level) for each in labels.levels], pa.string()),
        "code": pa.array(labels.taken, pa.string()),
        "joined": pa.array([line.joined for line in lines], pa.bool_()),
    }
    pq.write_table(pa.table(told), target)
    connection.execute(f"CREATE TABLE labels AS FROM {parquet(target)}")
    return " LEFT JOIN labels USING (_row)"


def of_which(labels: Sequence[Outline]) -> list[bool]:
    """Which rows are of-which items: those marked so, and those after one that stand deeper than it (a yearbook marks
    only the first of a list with “#”).
    """
    found: list[bool] = []
    above: int | None = None
    for label in labels:
        if label.of_which:
            above = label.indent
        elif above is not None and (label.mark or label.indent <= above):
            above = None
        found.append(above is not None)
    return found


def _placed(label: Outline) -> str:
    """The label with what tells its level: indentation, numbering, 其中."""
    return " " * label.indent + ("其中：" if label.of_which else "") + label.mark + label.name


def with_labels(facts: Facts, columns: Sequence[Column], column: Column) -> list[Column]:
    """The columns, with those that the labels tell; a code that a row prints counts before that of its label."""
    whole = replace(column, said="labels.printed")
    told = {field.name: found for field in facts.contract.table.fields if (found := _told(field, column))}
    for each in columns:
        if each.field.name in told:
            said = f"CASE WHEN {each.text_sql} <> '' THEN {each.text_sql} ELSE {told[each.field.name].said} END"
            told[each.field.name] = replace(each, said=said, of=column.field.name)
    kept = [whole if each is column else each for each in columns if each.field.name not in told]
    return [*kept, *told.values()]


def _told(field: Field, column: Column) -> Column | None:
    derive, called = field.derive, column.field.name
    said = next((sql for way, sql in WAYS.items() if derive and getattr(derive, way) == called), None)
    return Column(field, column.sources, said=f"labels.{said}", of=called) if said else None


def tell_labels(labels: Labels, told: Told, totals: Sequence[str]) -> Iterator[Finding]:
    """Names taken for nearly the same one, names that the list does not know, and labels that were put together."""
    yield from _unsure(labels, told)
    if labels.codes is None:
        return
    severity = "error" if labels.codes.name in told.facts.contract.table.primary_key else "warning"
    listed = Counter[str]()
    for line, named, code in zip(labels.lines, labels.named, labels.taken, strict=True):
        for rule in _rules(line, named, totals):
            listed[rule] += 1
            if listed[rule] > SHOWN:
                continue
            yield finding(
                rule,
                told.place(line.row, labels.column, line.printed),
                severity=severity if rule == "COD-LABEL" else None,
                printed=mask(line.printed),
                code=code,
                taken=named.taken,
                confidence=f"{named.confidence:.0%}",
            )


def _unsure(labels: Labels, told: Told) -> Iterator[Finding]:
    """Levels that nothing but the order of rows tells, where the dataset asks for levels."""
    asked = any(field.derive and field.derive.level_of_label for field in told.facts.contract.table.fields)
    pairs = zip(labels.lines, labels.levels, strict=True)
    unsure = [line for line, each in pairs if line.figures and line.outline.name and not each.sure]
    if asked and unsure and any(line.outline.mark or line.outline.indent for line in labels.lines):
        place = told.place(unsure[0].row, labels.column, unsure[0].printed)
        yield finding("COD-LEVEL", place, count=len(unsure), rows=len(unsure))


def _rules(line: Line, named: Named, totals: Sequence[str]) -> Iterator[str]:
    """The codes of what there is to say of a label; nothing of a row without figures or with a code of its own."""
    if not line.figures or line.code:
        return
    if line.broken:
        yield "COD-LABEL-JOINED"
    if named.entry is None and line.outline.name not in map(normalise, totals):
        yield "COD-LABEL"
    elif named.confidence < 1:
        yield "COD-LABEL-FUZZY"
