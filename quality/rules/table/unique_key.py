"""主键不重复。
The primary key occurs once.

Source: STR-013; the primary key of the dataset's Table Schema. The first occurrence stands, each further one is a
fault.
"""

from gongkai.contract import Field
from gongkai.contract.checks import UniqueKey
from gongkai.engine import name
from quality.context import ROWS, TableContext, column
from quality.rules.forms import LISTED, Failure, Judged

TABLE = "repeated_keys"


def judge(_check: UniqueKey, context: TableContext) -> Judged:
    """Counts the rows that repeat the key of an earlier row."""
    keys = context.contract.table.primary_key
    named = ", ".join(f"{column(key)} AS {name(key)}" for key in keys)
    context.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {TABLE} AS SELECT {named}, count(*) AS times, min({context.row}) AS first_row "
        f"FROM {ROWS} GROUP BY {', '.join(map(column, keys))} HAVING count(*) > 1"
    )
    counts = f"SELECT (SELECT count(*) FROM {ROWS}), (SELECT coalesce(sum(times - 1), 0) FROM {TABLE})"
    checked, failed = context.connection.execute(counts).fetchall()[0]
    return Judged(int(checked), int(failed), _failures(context) if failed else ())


def _failures(context: TableContext) -> tuple[Failure, ...]:
    fields = _shown(context)
    same = " AND ".join(
        f"{column(k)} IS NOT DISTINCT FROM {TABLE}.{name(k)}" for k in context.contract.table.primary_key
    )
    text = f"concat_ws(' / ', {', '.join(column(field.name) for field in fields)})"
    found = context.connection.execute(
        f"SELECT {context.row}, {text}, first_row, times, {context.origin} FROM {ROWS} JOIN {TABLE} ON {same} "
        f"WHERE {context.row} > first_row ORDER BY 1 LIMIT {LISTED}"
    ).fetchall()
    titles = {"key_zh": " / ".join(f.title for f in fields), "key_en": " / ".join(f.title_en for f in fields)}
    return tuple(
        Failure(fields[0].name, row, key, {**titles, "key": key, "first_row": first, "times": times}, *origin)
        for row, key, first, times, *origin in found
    )


def _shown(context: TableContext) -> list[Field]:
    """The key columns that a cell states; what is the same on the whole table tells a clerk nothing."""
    fields = [context.contract.table.by_name[key] for key in context.contract.table.primary_key]
    return [field for field in fields if field.derive is None] or fields
