"""同一事项没有以不同的编号重复列示。
Nothing is stated twice under different keys.

Source: PRC-016; trading platforms mirror each other's notices, and a real notice printed one budget on three packages.
Compared are the rows of one submission: what departments deliver in a different form is linked, not compared (PRC-019).
The first of several stands.
"""

from gongkai.contract.chain import NoRepeat
from quality.context import OF, ROWS, TableContext, column
from quality.linking.folding import key_of
from quality.rules.forms import Failure, Judged, Tally, judged_of, nothing
from quality.rules.table.places import failures

TABLE, ALIKE = "repeated_rows", "alike"
SAID = ("stated", "first_key", "first_place")


def judge(check: NoRepeat, context: TableContext) -> list[Judged]:
    """Counts the rows that state what an earlier row of another key states. A row with a blank is not compared."""
    stated = " AND ".join(f"nullif({column(each)}::VARCHAR, '') IS NOT NULL" for each in check.columns)
    alike = f"hash({', '.join([OF, *map(column, check.columns)])})"
    counts = f"SELECT {OF}, count(*) FROM {ROWS} WHERE {stated} GROUP BY ALL"
    compared: list[tuple[int, int]] = context.connection.execute(counts).fetchall()
    context.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {ALIKE} AS SELECT {alike} AS alike FROM {ROWS} WHERE {stated} "
        "GROUP BY ALL HAVING count(*) > 1"
    )
    inside = f"{stated} AND {alike} IN (SELECT alike FROM {ALIKE})"
    context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_later(check, context, inside)}")
    failed = dict(context.connection.execute(f"SELECT of, count(*) FROM {TABLE} GROUP BY 1").fetchall())
    tallies = {number: Tally(rows, failed.get(number, 0)) for number, rows in compared}
    return judged_of(context, check.code, tallies, _failures(check, context) if failed else (), nothing())


def _later(check: NoRepeat, context: TableContext, inside: str) -> str:
    """The rows whose key is not that of the first row that states the same, with that row's key, place and number."""
    stated = f"concat_ws(' / ', {', '.join(f'{column(each)}::VARCHAR' for each in check.columns)})"
    same = ", ".join(f"s{index}" for index in range(len(check.columns)))
    values = ", ".join(f"{column(each)} AS s{index}" for index, each in enumerate(check.columns))
    first = ", ".join(f"first_value({each}) OVER w AS first_{each}" for each in ("key", "place"))
    rows = (
        f"SELECT {OF} AS of, {context.row} AS place, {column(check.columns[0])} AS value, {context.origin} AS origin, "
        f"{key_of(context.contract, ROWS)} AS key, {stated} AS stated, {values} FROM {ROWS} WHERE {inside}"
    )
    return (
        f"SELECT of, place, value, origin, stated, first_key, first_place FROM (SELECT *, {first} FROM ({rows}) "
        f"WINDOW w AS (PARTITION BY of, {same} ORDER BY place, origin)) WHERE key <> first_key"
    )


def _failures(check: NoRepeat, context: TableContext) -> list[Failure]:
    titles = [context.contract.titled(each) for each in check.columns]
    facts = {"columns_zh": "、".join(each.zh for each in titles), "columns_en": ", ".join(each.en for each in titles)}
    return failures(context, f"SELECT * FROM {TABLE}", check.columns[0], SAID, facts)
