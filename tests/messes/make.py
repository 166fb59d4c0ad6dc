"""Writes the files of the messes anew: `python -m tests.messes.make`. The same bytes every time."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.messes.writing import containers, tables, values

HERE = Path(__file__).parent
GROUPS: tuple[Callable[[], dict[str, bytes]], ...] = (
    *(tables.titles, tables.units, tables.units_differ, tables.headers, tables.split_codes, tables.codes),
    *(tables.two_sides, tables.stacked, tables.two_blocks, tables.levels, tables.spaced, tables.totals),
    *(tables.of_which, tables.same_names, tables.misspelt, tables.extra_sheets, tables.sheet_names),
    *(tables.used_range, tables.residue, tables.page_breaks, tables.notes, tables.vertical_merges, tables.spacers),
    *(tables.stages, tables.changing_subjects, tables.scopes, tables.series, tables.debt),
    *(values.units_in_cells, values.zeros, values.thousands, values.negatives, values.percentages, values.dates),
    *(values.several_values, values.brackets, values.suppliers, values.personal, values.formulas),
    *(values.mongolian, values.line_feeds, values.precision),
    *(containers.encodings, containers.false_names, containers.biff, containers.passwords, containers.broken),
)


def files() -> Iterator[tuple[str, bytes]]:
    """Every file: its place below this folder and its bytes."""
    for group in GROUPS:
        yield from group().items()


def main() -> None:
    """Write them all."""
    for place, content in files():
        path = HERE / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
