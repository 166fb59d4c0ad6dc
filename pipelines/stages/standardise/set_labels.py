"""What labels tell that no cell prints, because the layout sets them: subjects in the headers of columns."""

from collections.abc import Sequence

from gongkai.contract import Field
from gongkai.engine import literal
from gongkai.values.outline import Outline, outline
from pipelines.stages.extract import FoundTable
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.labels import SIDE, WAYS, label_names
from pipelines.stages.standardise.naming import Names
from pipelines.stages.standardise.values import Column


def with_set_labels(facts: Facts, table: FoundTable, columns: Sequence[Column]) -> list[Column]:
    """The columns, with those that a label set by the layout tells; just the columns where it sets none."""
    called = next((c.field.name for c in columns if c.field.name in label_names(facts) and not c.sources), None)
    if called is None:
        return list(columns)
    texts = [table.fixed[called]] if called in table.fixed else [one.set.get(called, "") for one in table.wide]
    labels = [outline(text) for text in texts]
    fields = ((field, _way(field, called)) for field in facts.contract.table.fields)
    told = [Column(field, (), said=_chosen(_values(facts, table, field, way, labels))) for field, way in fields if way]
    return [*columns, *told]


def _way(field: Field, called: str) -> str | None:
    return next((way for way in WAYS if field.derive and getattr(field.derive, way) == called), None)


def _values(facts: Facts, table: FoundTable, field: Field, way: str, labels: Sequence[Outline]) -> list[str]:
    if way == "of_which":
        return [str(label.of_which).lower() for label in labels]
    if way == "label_of":
        return [label.name for label in labels]
    if way == "level_of_label":
        return ["1" for _ in labels]
    side = table.fixed.get(SIDE)
    entries = [entry for entry in facts.codes(field.name) if not (side and entry.side and entry.side != side)]
    named = Names(entries).resolve([label.name for label in labels])
    return [entries[each.entry].code if each.entry is not None else "" for each in named]


def _chosen(values: Sequence[str]) -> str:
    """The SQL of the text of a row: that of its wide column, or the only one."""
    if len(values) == 1:
        return literal(values[0])
    cases = " ".join(f"WHEN {index} THEN {literal(value)}" for index, value in enumerate(values))
    return f"CASE _wide {cases} END"
