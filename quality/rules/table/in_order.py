"""同一事项各环节的日期按环节先后排列。
The dates of the steps of one thing follow each other as the steps do.

Source: LIM-016 建议书 ≤ 可研 ≤ 初设 ≤ 施工许可 ≤ 开工 ≤ 竣工验收 ≤ 备案 ≤ 交付. A step that is not in the order, or
has no date, is left out.
"""

from gongkai.contract.chain import InOrder
from gongkai.values.labels import normalise
from quality.context import ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import Judged, judged_of, nothing
from quality.rules.lookups import distinct, fill, lookup_name
from quality.rules.table.places import Groups, failures, tallied

TABLE = "steps_in_order"
NONE = "没有两个以上写明日期的环节 / no two steps have a date"
SAID = ("key", "step", "earlier", "latest")


def judge(check: InOrder, context: TableContext) -> list[Judged]:
    """Compares every step with the latest date of the steps before it."""
    context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_compared(check, context)}")
    failing = f"SELECT {SUBMISSION} AS of, * FROM {TABLE} WHERE fails"
    found = failures(context, failing, check.date, SAID, {})
    return judged_of(context, check.code, tallied(context, TABLE), found, nothing(NONE))


def _compared(check: InOrder, context: TableContext) -> str:
    """Every step that has a step before it, with the latest date of those."""
    steps = _steps(check, context)
    groups = Groups(TABLE, check.by, f"{column(check.date)} IS NOT NULL")
    keys = ", ".join((SUBMISSION, *groups.names))
    before = f"(PARTITION BY {keys} ORDER BY number RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    rows = (
        f"SELECT {groups.named}, {context.row} AS place, {context.origin} AS origin, {column(check.date)} AS value, "
        f"{column(check.step)} AS step, {steps}.number FROM {ROWS} JOIN {steps} ON {steps}.text = {column(check.step)} "
        f"WHERE {groups.counted}"
    )
    key = f"concat_ws(' / ', {', '.join(groups.names)}) AS key"
    latest = f"max({{day: value, number: number, step: step}}) OVER {before} AS b"
    return (
        f"SELECT {SUBMISSION}, place, origin, value, step, key, b.day AS latest, b.step AS earlier, "
        f"value < b.day AS fails FROM (SELECT *, {key}, {latest} FROM ({rows})) WHERE b IS NOT NULL"
    )


def _steps(check: InOrder, context: TableContext) -> str:
    """The table of the place of each printed step in the order; steps are named by code, by name or by an alias."""
    table, known = lookup_name(check, check.step), _spellings(check, context)
    order = {known.get(normalise(step), step): at for at, step in enumerate(check.order)}
    texts = [str(text) for (text,) in distinct(context, [check.step])]
    named = [(text, known.get(normalise(text), text)) for text in texts]
    fill(
        context,
        table,
        {"text": "VARCHAR", "number": "INTEGER"},
        [(t, order[step]) for t, step in named if step in order],
    )
    return table


def _spellings(check: InOrder, context: TableContext) -> dict[str, str]:
    """Spelling -> code, where the column has a code list."""
    listed = context.code_list(check.step) if context.contract.table.by_name[check.step].codelist else ()
    return {
        normalise(text): entry.code
        for entry in listed
        for text in (entry.code, entry.name, *entry.aliases.split("|"))
        if text
    }
