"""主键不重复。
The primary key occurs once.

Source: STR-013; the primary key of the dataset's Table Schema. The first occurrence stands, each further one is a
fault.
"""

from gongkai.contract import Field
from gongkai.contract.checks import UniqueKey
from gongkai.engine import name
from quality.context import OF, ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import LISTED, Failure, Judged, Tally, judged_of, nothing

TABLE = "repeated_keys"


def judge(check: UniqueKey, context: TableContext) -> list[Judged]:
    """Counts the rows that repeat the key of an earlier row of the same submission."""
    keys = context.contract.table.primary_key
    named = ", ".join(f"{column(key)} AS {name(key)}" for key in keys)
    context.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {TABLE} AS SELECT {OF} AS {SUBMISSION}, {named}, count(*) AS times, "
        f"min({context.row}) AS first_row FROM {ROWS} GROUP BY {OF}, {', '.join(map(column, keys))} HAVING count(*) > 1"
    )
    counts = f"SELECT {SUBMISSION}, sum(times - 1)::BIGINT FROM {TABLE} GROUP BY 1"
    failed = dict(context.connection.execute(counts).fetchall())
    tallies = {number: Tally(each.rows, failed.get(number, 0)) for number, each in enumerate(context.submissions)}
    return judged_of(context, check.code, tallies, _failures(context) if failed else (), nothing())


def _failures(context: TableContext) -> list[Failure]:
    fields, keys = _shown(context), context.contract.table.primary_key
    same = " AND ".join(f"{column(key)} IS NOT DISTINCT FROM {TABLE}.{name(key)}" for key in keys)
    text = f"concat_ws(' / ', {', '.join(column(field.name) for field in fields)})"
    # Rows of two sheets may have the same number.
    nth = f"row_number() OVER (PARTITION BY {OF}, {', '.join(map(column, keys))} ORDER BY {context.row}, origin)"
    repeated = (
        f"SELECT {OF} AS of, {context.row} AS place, {text}, first_row, times, {context.origin} AS origin, "
        f"{nth} AS nth FROM {ROWS} JOIN {TABLE} ON {OF} = {TABLE}.{SUBMISSION} AND {same}"
    )
    found = context.connection.execute(
        f"SELECT * EXCLUDE nth FROM ({repeated}) WHERE nth > 1 "
        f"QUALIFY row_number() OVER (PARTITION BY of ORDER BY place, origin) <= {LISTED} ORDER BY of, place, origin"
    ).fetchall()
    titles = {"key_zh": " / ".join(f.title for f in fields), "key_en": " / ".join(f.title_en for f in fields)}
    return [
        Failure(of, fields[0].name, row, key, {**titles, "key": key, "first_row": first, "times": times}, origin)
        for of, row, key, first, times, origin in found
    ]


def _shown(context: TableContext) -> list[Field]:
    """The key columns that a cell states; what is the same on the whole table tells a clerk nothing."""
    fields = [context.contract.table.by_name[key] for key in context.contract.table.primary_key]
    return [field for field in fields if field.derive is None] or fields
