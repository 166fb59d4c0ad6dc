"""What changed from one version to the next, by department: rows by primary key, sums of amounts, and the delivery
that brought it.

Sentences about it belong to the site.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.contract import Contract
from gongkai.decision import Reason
from gongkai.engine import name, parquet
from gongkai.journal.releases import Part
from publish.review.public import public_reason

if TYPE_CHECKING:
    import duckdb


def change_of(
    connection: "duckdb.DuckDBPyConnection",
    contract: Contract,
    before: Part | None,
    after: Part,
    tables: tuple[Path | None, Path],
) -> dict[str, Any]:
    """One department's change; `tables` are the Parquet files of the part before and after.

    `change` is `added`, `updated` or `kept`. Counts are rows, amounts are in 元 as decimal text.
    """
    if before is not None and before.key == after.key:
        kind, counts = "kept", (0, 0, 0)
    elif before is None or tables[0] is None:
        kind, counts = "added", (after.rows, 0, 0)
    else:
        kind, counts = "updated", row_changes(connection, contract, tables[0], tables[1], (before.rows, after.rows))
    return {
        "change": kind,
        "rows_before": before.rows if before else 0,
        "rows_after": after.rows,
        **dict(zip(("rows_added", "rows_removed", "rows_changed"), counts, strict=True)),
        "amounts_before": before.amounts if before else {},
        "amounts_after": after.amounts,
        "delivery": after.delivery,
    }


def withdrawal_of(before: Part, reasons: Sequence[Reason]) -> dict[str, Any]:
    """The change of a department that is left out of a version, in the same shape, with the reasons as the public may
    read them.
    """
    return {
        "change": "withdrawn",
        "rows_before": before.rows,
        "rows_after": 0,
        "rows_added": 0,
        "rows_removed": before.rows,
        "rows_changed": 0,
        "amounts_before": before.amounts,
        "amounts_after": {},
        "delivery": before.delivery,
        "reasons": [public_reason(reason).model_dump(mode="json") for reason in reasons],
    }


def row_changes(
    connection: "duckdb.DuckDBPyConnection", contract: Contract, before: Path, after: Path, rows: tuple[int, int]
) -> tuple[int, int, int]:
    """Rows added, removed and changed between two Parquet tables, matched by primary key. `rows` are their sizes; where
    the older table lacks a key column, all its rows went and all new ones came.
    """
    old, new = (_columns(connection, path) for path in (before, after))
    keys = contract.table.primary_key
    values = [column for column in contract.table.value_names if column in old and column in new]
    if not set(keys) <= old:
        return (rows[1], rows[0], 0)
    query = f"""
        SELECT count(*) FILTER (was = 0), count(*) FILTER (now = 0),
               count(*) FILTER (was > 0 AND now > 0 AND sum_was <> sum_now)
        FROM (SELECT count(*) FILTER (NOT newer) AS was, count(*) FILTER (newer) AS now,
                     sum(digest) FILTER (NOT newer) AS sum_was, sum(digest) FILTER (newer) AS sum_now
              FROM ({_hashed(before, keys, values, False)} UNION ALL {_hashed(after, keys, values, True)})
              GROUP BY {", ".join(map(name, keys))})"""
    added, removed, changed = connection.execute(query).fetchall()[0]
    return int(added), int(removed), int(changed)


def _hashed(path: Path, keys: tuple[str, ...], values: list[str], newer: bool) -> str:
    digest = f"hash({', '.join(map(name, values))})::HUGEINT"
    return f"SELECT {', '.join(map(name, keys))}, {digest} AS digest, {newer} AS newer FROM {parquet(path)}"


def _columns(connection: "duckdb.DuckDBPyConnection", path: Path) -> set[str]:
    return {row[0] for row in connection.execute(f"DESCRIBE FROM {parquet(path)}").fetchall()}
