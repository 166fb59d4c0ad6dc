"""Labels of lines as they are printed: set in by their level where the form prints no codes, as official tables do.

What reading takes from indentation (level, 其中 rows below the first) must come out the same.
"""

from collections.abc import Iterator, Sequence

from gongkai.contract import Contract, Field
from gongkai.values.outline import outline
from publish.formats.official.form import Form
from publish.formats.official.lines import Line

STEP = 2
"""Blanks by which a level is set in."""

LEVELS = {3: 1, 5: 2, 7: 3, 9: 4}
"""The level of a code by its digits."""


def label_name(contract: Contract, form: Form) -> str | None:
    """The printed column whose labels something is derived from; None where the form has none."""
    told = {each for field in contract.table.fields for each in _labels(field)}
    return next((name for name in form.layout.columns if name in told), None)


def indented(contract: Contract, name: str, lines: Sequence[Line]) -> Iterator[str]:
    """The labels of one block in their order."""
    of_which = next((f.name for f in contract.table.fields if f.derive and f.derive.of_which == name), None)
    above: int | None = None
    for line in lines:
        label = str(line.row[name] or "")
        told, indent = outline(label), STEP * (level_of(contract, name, line) - 1)
        if of_which and told.of_which:
            above = indent
        elif of_which and line.row[of_which] and above is not None:
            indent = max(indent, above + 1)
        elif above is not None:
            indent, above = min(indent, above), None
        yield " " * indent + label


def level_of(contract: Contract, name: str, line: Line) -> int:
    """The level of a line: from its label, else from the code that its label means; 1 for a total."""
    for field in contract.table.fields:
        value = line.row.get(field.name)
        if field.derive and field.derive.level_of_label == name and value is not None:
            return int(value)
    code = next((f.name for f in contract.table.fields if f.derive and f.derive.code_of == name), None)
    return LEVELS.get(len(str(line.row[code])), 1) if code and not str(line.row[code]).startswith("_") else 1


def _labels(field: Field) -> tuple[str, ...]:
    derive = field.derive
    if derive is None:
        return ()
    return tuple(filter(None, (derive.code_of, derive.of_which, derive.label_of, derive.level_of_label)))
