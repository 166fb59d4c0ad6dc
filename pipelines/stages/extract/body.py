"""The rows of a table, as text and as printed, and the Parquet file that holds them. What they mean is decided later.

A vertically merged cell stands for every row that it spans: a text is repeated in each, an amount is kept in the first
alone, so that no sum counts it twice. A blank without a merge stays blank. Lines of a text file that are no whole
records stand in their places with what is wrong with them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.files import whole_file
from gongkai.values.labels import is_total
from pipelines.readers import Grid
from pipelines.readers.grid import Merge
from pipelines.readers.tables import Table
from pipelines.readers.text_grid import TextGrid, field_faults
from pipelines.stages.extract.claims import Claim


@dataclass(frozen=True)
class Body:
    """Rows with their number in the sheet; `printed` is parallel to `texts`, or empty where the file tells no numbers
    from texts. `faults` says by line what is wrong with a record, `surplus` what stands beyond its columns;
    `short_header` counts the last columns of the header that no record of a text has.
    """

    numbers: list[int]
    texts: list[list[str]]
    printed: list[list[str]]
    faults: dict[int, str] = field(default_factory=dict)
    surplus: dict[int, str] = field(default_factory=dict)
    short_header: int = 0


def body_of(table: Table, hidden: frozenset[int], once: frozenset[int], until: int) -> Body:
    """The body of the table; a column of `hidden` (0-based) is blank, one of `once` is not repeated in merged rows.

    `until` is the last row of the sheet before the next table: broken records of a text up to there are the table's.
    """
    grid = table.grid
    if table.cells:
        return _of_form(table)
    if isinstance(grid, TextGrid):
        return _of_text(table, grid, until)
    texts = _cut(table, grid.rows)
    printed = _cut(table, grid.printed) if grid.printed else []
    for row in (*texts, *printed) if hidden else ():
        for index in hidden:
            row[index] = ""
    body = Body(list(table.rows), texts, printed)
    _indent(table, body)
    _fill_down(table, body, once | hidden)
    _carry_totals(table, body)
    return body


def _of_form(table: Table) -> Body:
    """The one row of a form, numbered by its first row in the sheet."""
    grid = table.grid
    texts = [grid.text(*address) for address in table.cells]
    printed = [
        grid.printed[row - grid.first_row][column - grid.first_column] if grid.printed else ""
        for row, column in table.cells
    ]
    return Body([table.header_top], [texts], [printed] if grid.printed else [])


def _of_text(table: Table, grid: TextGrid, until: int) -> Body:
    """The records of a small text file, and the lines among them that are none."""
    broken = [line for line in grid.faults if table.header_bottom < line <= until]
    width = max(grid.widths.get(line, 0) for line in range(table.header_top, table.header_bottom + 1))
    judged = field_faults(grid, width, table.rows)
    faults = dict(judged.faults)
    surplus = {
        line: ",".join(grid.text(line, column) for column in range(width + 1, grid.widths[line] + 1))
        for line in faults
        if grid.widths[line] > width
    }
    rows = dict(zip(table.rows, _cut(table, grid.rows), strict=True))
    rows |= {line: [""] * len(table.paths) for line in broken}
    numbers = sorted(rows)
    faults |= {line: grid.faults[line] for line in broken}
    surplus |= {line: grid.raw[line] for line in broken}
    return Body(numbers, [rows[line] for line in numbers], [], faults, surplus, judged.short_header)


def kept_once(claim: Claim) -> frozenset[int]:
    """The columns (0-based) in which a merged cell counts for its first row alone: amounts, unless declared else."""
    amounts = {field.name for field in claim.contract.table.with_role("amount")}
    found = {one.column for one in claim.fit.wide}
    for name, place in claim.fit.places.items():
        merged = claim.layout.columns[name].merged or ("once" if name in amounts else "each")
        found |= set(place) if merged == "once" else set()
    return frozenset(found)


def _cut(table: Table, rows: list[list[str]]) -> list[list[str]]:
    """The block's cells of the table's rows."""
    first, left = table.grid.first_row, table.first_column - table.grid.first_column
    width = table.last_column - table.first_column + 1
    cut = (rows[number - first][left : left + width] for number in table.rows)
    return [row + [""] * (width - len(row)) for row in cut]


def _indent(table: Table, body: Body) -> None:
    """Write the indentation of a text's cell as the blanks that a person sees: it may be all that tells a level."""
    places = {number: index for index, number in enumerate(body.numbers)}
    for (row, column), steps in table.grid.indents.items():
        place, across = places.get(row), column - table.first_column
        if place is None or not 0 <= across < len(table.paths) or (body.printed and body.printed[place][across]):
            continue
        if body.texts[place][across]:
            body.texts[place][across] = "  " * steps + body.texts[place][across]


def _fill_down(table: Table, body: Body, once: frozenset[int]) -> None:
    places = {number: index for index, number in enumerate(body.numbers)}
    for merge in _vertical(table.grid, table):
        column = merge.left - table.first_column
        top = places.get(merge.top)
        if top is None or column in once:
            continue
        for number in range(merge.top + 1, min(merge.bottom, body.numbers[-1]) + 1):
            if (place := places.get(number)) is not None:
                body.texts[place][column] = body.texts[top][column]
                if body.printed:
                    body.printed[place][column] = body.printed[top][column]


def _carry_totals(table: Table, body: Body) -> None:
    """A total's label that is merged from the block on the left into this one stands here: its figure may be in this
    block (公用经费合计 over two blocks).
    """
    places = {number: index for index, number in enumerate(body.numbers)}
    for merge in table.grid.merged:
        place = places.get(merge.top)
        if place is None or not merge.left < table.first_column <= merge.right or body.texts[place][0]:
            continue
        label = table.grid.text(merge.top, merge.left)
        if is_total(label):
            body.texts[place][0] = label


def _vertical(grid: Grid, table: Table) -> Iterator[Merge]:
    for merge in grid.merged:
        if merge.bottom > merge.top and table.first_column <= merge.left <= table.last_column:
            yield merge


def write_body(body: Body, width: int, target: Path) -> None:
    """Write `_row`, `_fault`, `_surplus`, `c0`… and `p{i}` for every column with cells that store numbers or dates."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {"_row": pa.array(body.numbers, pa.int32())}
    for name, said in (("_fault", body.faults), ("_surplus", body.surplus)):
        columns[name] = pa.array([said.get(number) for number in body.numbers], pa.string())
    for index in range(width):
        columns[f"c{index}"] = pa.array([row[index] for row in body.texts], pa.string())
    for index in range(width):
        texts = [row[index] or None for row in body.printed]
        if any(texts):
            columns[f"p{index}"] = pa.array(texts, pa.string())
    with whole_file(target) as part:
        pq.write_table(pa.table(columns), part)
