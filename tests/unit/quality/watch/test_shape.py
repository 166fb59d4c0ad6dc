"""The shape of a submission: counts that add up, the same whatever the order of the rows."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from quality.context import TableContext
from quality.watch.shape import PART, Shape, shapes, together
from tests.unit.quality.tables import CONTRACTS, Row

ROWS: list[Row] = [
    {"contract_no": "HT-1", "kind": "货物", "method": "open_tender", "amount": Decimal("100.00")},
    {"contract_no": "HT-2", "kind": "货物", "amount": Decimal("0.00")},
    {"contract_no": "HT-3", "kind": "服务", "amount": Decimal("-10.00"), "subject": "计算机"},
    {"contract_no": "HT-4", "kind": "服务"},
]


@pytest.fixture
def shape(context: Callable[..., TableContext], tmp_path: Path) -> Callable[[Sequence[Row]], Shape]:
    """Counts the shape of rows written as literals."""

    def count(rows: Sequence[Row]) -> Shape:
        made = context(CONTRACTS, rows)
        path = tmp_path / "rows.parquet"
        made.connection.execute(f"COPY rows TO '{path}'")
        return shapes(made.connection, made.contract, [path])[path]

    return count


def test_it_counts_filled_zero_and_negative_cells_and_categories(shape: Callable[..., Shape]) -> None:
    found = shape(ROWS)
    amount = found.columns["amount"]
    assert (found.rows, found.departments) == (4, 1)
    assert (amount.filled, amount.zero, amount.negative, amount.sized) == (3, 1, 1, 2)
    assert amount.size == 2 * PART + 1 * PART
    assert found.columns["subject"].filled == 1
    assert found.columns["kind"].values == {"服务": 2, "货物": 2}
    assert found.columns["buyer"].values is None


def test_the_order_of_rows_makes_no_difference(shape: Callable[..., Shape]) -> None:
    assert shape(ROWS) == shape(ROWS[::-1])


def test_an_empty_statement_has_a_shape_too(shape: Callable[..., Shape]) -> None:
    found = shape([])
    assert found.rows == 0
    assert found.columns["amount"].filled == 0


def test_many_values_are_no_categories(shape: Callable[..., Shape]) -> None:
    found = shape([{"contract_no": f"HT-{n}", "method": f"m{n}", "kind": "货物"} for n in range(200)])
    assert found.columns["method"].values is None
    assert found.columns["kind"].values == {"货物": 200}


def test_shapes_add_up(shape: Callable[..., Shape]) -> None:
    both = together([shape(ROWS), shape(ROWS[:1])])
    assert (both.rows, both.departments) == (5, 2)
    assert both.columns["amount"].sized == 3
    assert both.columns["kind"].values == {"服务": 2, "货物": 3}
    assert together([]).rows == 0
