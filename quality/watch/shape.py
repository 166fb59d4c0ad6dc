"""The shape of a submission: counts that can be added up over departments, so that a city is compared with itself.

Here belongs counting. Which shape is unusual belongs to `quality.watch.drift`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract, Field
from gongkai.engine import literal, name

if TYPE_CHECKING:
    import duckdb

#: A column with more values than that in one submission is no list of categories.
MOST_VALUES = 60
#: Logarithms are added up as whole numbers of this part of one: a sum of them does not depend on the order.
PART = 10_000


class ColumnShape(BaseModel):
    """Counts of one column. `sized` values are not zero; `size` is the sum of their log10|x| in parts of one
    `PART`th; `values` counts categories, None where the column is no list of them.
    """

    model_config = ConfigDict(frozen=True)

    filled: int
    zero: int = 0
    negative: int = 0
    sized: int = 0
    size: int = 0
    values: dict[str, int] | None = None


class Shape(BaseModel):
    """Counts of rows and columns of one or more submissions (`departments`)."""

    model_config = ConfigDict(frozen=True)

    rows: int
    columns: dict[str, ColumnShape]
    departments: int = 1


def is_amount(field: Field) -> bool:
    """Whether the column holds amounts of money or prices."""
    return field.type == "number" and field.role in ("amount", "price")


def is_category(field: Field) -> bool:
    """Whether the column may hold one of a few categories that a source states: a code, a listed or an enumerated
    text. What follows from another column, or from the submission, is none.
    """
    follows = field.derive is not None and not field.derive.code_of
    listed = field.role == "code" or field.codelist is not None or field.constraints.enum is not None
    return field.type == "string" and listed and not (follows or field.separators or field.mask)


def shapes(connection: "duckdb.DuckDBPyConnection", contract: Contract, files: Sequence[Path]) -> dict[Path, Shape]:
    """The shape of each Parquet file of standardised rows, in one pass over all of them; a file without rows has the
    empty shape. All of them have the contract's columns.
    """
    if not files:
        return {}
    fields = [field for field in contract.table.fields if not field.is_provenance]
    counted = ", ".join(part for field in fields for part in _counts(field))
    listed = ", ".join(literal(path.resolve()) for path in files)
    query = (
        f"SELECT filename, count(*), {counted} "
        f"FROM read_parquet([{listed}], union_by_name = true, filename = true) GROUP BY filename"
    )
    found = {row[0]: _shape(fields, row[1:]) for row in connection.execute(query).fetchall()}
    empty = Shape(rows=0, columns={field.name: ColumnShape(filled=0) for field in fields})
    return {path: found.get(str(path.resolve()), empty) for path in files}


def together(parts: Iterable[Shape]) -> Shape:
    """The shape of several submissions as one; a column that one of them does not have is left out."""
    every = list(parts)
    names = [name for name in every[0].columns if all(name in one.columns for one in every)] if every else []
    columns = {name: _added([one.columns[name] for one in every]) for name in names}
    return Shape(
        rows=sum(one.rows for one in every), columns=columns, departments=sum(one.departments for one in every)
    )


def _counts(field: Field) -> list[str]:
    """Five expressions for each column, in the order of `_shape`."""
    column = name(field.name)
    size = f"CASE WHEN {column} <> 0 THEN round(log10(abs({column})) * {PART})::BIGINT END"
    amounts = [f"count(*) FILTER ({column} = 0)", f"count(*) FILTER ({column} < 0)", f"coalesce(sum({size}), 0)"]
    values = f"CASE WHEN approx_count_distinct({column}) <= {2 * MOST_VALUES} THEN histogram({column}) END"
    return [f"count({column})", *(amounts if is_amount(field) else ["0"] * 3), values if is_category(field) else "NULL"]


def _shape(fields: Sequence[Field], row: Sequence[object]) -> Shape:
    rows, *counts = row
    columns = {}
    for at, field in enumerate(fields):
        filled, zero, negative, size, values = counts[5 * at : 5 * at + 5]
        found = {"filled": filled, "zero": zero, "negative": negative, "size": size, "values": _few(values)}
        if is_amount(field):
            found["sized"] = int(str(filled)) - int(str(zero))
        columns[field.name] = ColumnShape.model_validate(found)
    return Shape.model_validate({"rows": rows, "columns": columns})


def _few(values: object) -> dict[str, int] | None:
    if not isinstance(values, dict) or len(values) > MOST_VALUES:
        return None
    return dict(sorted(values.items()))


def _added(columns: Sequence[ColumnShape]) -> ColumnShape:
    counts: Counter[str] = Counter()
    for one in columns:
        counts.update(one.values or {})
    listed = all(one.values is not None or not one.filled for one in columns) and len(counts) <= MOST_VALUES
    return ColumnShape(
        filled=sum(one.filled for one in columns),
        zero=sum(one.zero for one in columns),
        negative=sum(one.negative for one in columns),
        sized=sum(one.sized for one in columns),
        size=sum(one.size for one in columns),
        values=dict(sorted(counts.items())) if listed else None,
    )
