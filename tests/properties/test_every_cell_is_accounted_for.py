"""Whatever stands in a sheet: each cell is header, body, note or text over a table, or is named as left over."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers.grid import Address, Grid, Merge
from pipelines.readers.tables import Table, find_forms, find_tables, leftovers, without

CELLS = [
    *["", "", "", ""],
    *[
        "项目",
        "预算数",
        "决算数",
        "2025年",
        "2026",
        "收入",
        "支出",
        "合计",
        "一、税收",
        "205",
        "示例市支出表",
        "单位：万元",
    ],
    *["1", "2,345.60", "-", "12.5%", "2026-03-01", "注：略", "续表", "过次页", "编制部门：", "Budget", "栏次", "A=B+C"],
]
LABELS = ("项目", "预算数", "收入", "单位", "编制部门")
ROWS = st.lists(st.lists(st.sampled_from(CELLS), min_size=6, max_size=6), min_size=1, max_size=25)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A sheet of six columns somewhere, with merged ranges, hidden rows and hidden columns."""
    rows = draw(ROWS)
    top, left = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    down, across = st.integers(top, top + len(rows) - 1), st.integers(left, left + 5)
    ends = draw(st.lists(st.tuples(down, across, st.integers(0, 2), st.integers(0, 3)), max_size=4))
    merged = [Merge(row, column, row + deep, column + wide) for row, column, deep, wide in ends]
    hidden = {
        "hidden_rows": draw(st.frozensets(down, max_size=2)),
        "hidden_columns": draw(st.frozensets(across, max_size=1)),
    }
    return Grid("表", rows=rows, first_row=top, first_column=left, merged=merged, **hidden)


def inside(table: Table) -> list[Address]:
    """The visible cells of header and body."""
    rows = [*range(table.header_top, table.header_bottom + 1), *table.rows]
    columns = range(table.first_column, table.last_column + 1)
    shown = texts(table.grid)
    return [cell for row in rows for column in columns if (cell := Address(row, column)) in shown]


def around(table: Table) -> set[int]:
    """The rows of the table's other texts."""
    over = range(table.top, table.header_top)
    return {*over, *table.repeated, *table.numbering, *(row for row, _ in table.notes)}


def texts(grid: Grid) -> set[Address]:
    """The visible cells with a text."""
    return {
        Address(row, column)
        for row in range(grid.first_row, grid.first_row + len(grid.rows))
        for column in range(grid.first_column, grid.first_column + 6)
        if grid.text(row, column) and row not in grid.hidden_rows and column not in grid.hidden_columns
    }


@given(grids())
def test_every_cell_has_a_place(grid: Grid) -> None:
    tables = find_tables(grid)
    left = set(leftovers(grid, tables))
    taken = Counter(cell for table in tables for cell in inside(table))
    beside = {cell for table in tables for cell in texts(grid) if cell.row in around(table)}
    assert set(taken) | beside | left == texts(grid)
    assert not left & (set(taken) | beside)
    assert not [cell for cell, times in taken.items() if times > 1]


@given(grids())
def test_tables_are_whole(grid: Grid) -> None:
    for table in find_tables(grid, words=["项目", "预算数", "决算数"]):
        assert len(table.paths) == table.last_column - table.first_column + 1 > 1
        assert list(table.rows) == sorted(set(table.rows))
        assert table.top <= table.header_top <= table.header_bottom + 1
        assert all(row > table.header_bottom for row in (*table.rows, *table.repeated, *table.numbering))
        assert not set(table.rows) & {*table.repeated, *table.numbering, *(row for row, _ in table.notes)}
        assert not grid.hidden_rows & {*table.rows}


@given(grids())
def test_every_cell_of_a_form_is_a_label_a_value_or_a_note(grid: Grid) -> None:
    forms = find_forms(grid, LABELS)
    stated = Counter(cell for form in forms for cell in form.cells)
    assert not [cell for cell, times in stated.items() if times > 1]
    for form in forms:
        here = [cell for cell in texts(grid) if cell.row in form.rows]
        values = [cell for cell in form.cells if cell in here]
        assert len(form.paths) == len(form.cells)
        assert len(here) == len(form.paths) + len(values) + len(form.notes)
        assert not grid.hidden_rows & {cell.row for cell in form.cells}
    rest = find_tables(without(grid, forms))
    assert not {row for form in forms for row in form.rows} & {row for table in rest for row in table.rows}
