"""Words and codes that must stand in a list: how the list becomes a row test. Spelling variants are folded."""

from collections.abc import Callable, Iterable

from gongkai.contract.checks import CheckBase
from gongkai.values.labels import normalise
from quality.context import TableContext, column
from quality.rules.forms import RowTest
from quality.rules.lookups import distinct, fill, join, lookup_name


def unlisted(
    check: CheckBase,
    context: TableContext,
    judged: str,
    listed: Iterable[str],
    key: Callable[[str], str] = normalise,
    **facts: object,
) -> RowTest:
    """A test that fails where the column's value is none of those listed, compared by the spelling `key`; each distinct
    value is looked up once.
    """
    known = {key(text) for text in listed if text}
    unknown = [found for found in distinct(context, [judged]) if key(str(found[0])) not in known]
    table = lookup_name(check, judged)
    fill(context, table, {"value": "VARCHAR"}, unknown)
    return RowTest(
        judged,
        applies=f"{column(judged)} IS NOT NULL",
        fails=f"{table}.value IS NOT NULL",
        facts=facts,
        joins=(join(table, value=judged),),
    )
