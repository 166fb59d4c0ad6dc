"""What a found table is. How one is found does not belong here, nor what its columns mean."""

from dataclasses import dataclass

from pipelines.readers.grid import Address, Grid


@dataclass(frozen=True)
class Table:
    """One table of a sheet; rows and columns are numbered as in the sheet (from 1), hidden ones belong to no table.

    `title` is the first title line over it, as printed (widths folded); a table that has none of its own bears the one
    above it in the sheet. `above` is every other text over it, in reading order: unit, department, year, scope, second
    title; a cell that ends in a colon is joined with its neighbour (“编制部门：某局”). `label` names a part that stands
    over this block (收入, 支出 Expenditure), else ''. `top` is the first row that belongs to it, be it title or header.

    The header are the rows `header_top` to `header_bottom`; a table without one has `header_top` = `header_bottom` + 1
    = its first row. `paths` has one header path for each column from `first_column` to `last_column`: the steps from
    the top row down, normalised, joined by '/'; '' for a column without a name.

    `rows` is the body without blank rows; `repeated` are rows inside it that are printed again at a page break (header,
    续表, 过次页); `numbering` are rows under the header that number the columns or state their sums (栏次, A=B+C);
    `notes` are notes and sources among and under the body.

    A form is one row: its `rows` are those in which labels and values stand, `paths` are the labels, and `cells` is
    where the value of each stands.
    """

    grid: Grid
    title: str
    above: tuple[str, ...]
    label: str
    top: int
    header_top: int
    header_bottom: int
    first_column: int
    last_column: int
    paths: tuple[str, ...]
    rows: tuple[int, ...]
    repeated: tuple[int, ...] = ()
    numbering: tuple[int, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    cells: tuple[Address, ...] = ()

    def at(self, row: int, index: int) -> Address:
        """The cell of a row in a column (from 0); of a form the value of a label, whatever the row."""
        return self.cells[index] if self.cells else Address(row, self.first_column + index)
