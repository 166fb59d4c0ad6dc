"""Words and codes that must stand in a list: how the list becomes a row test. Spelling variants are folded."""

from collections.abc import Callable, Iterable, Mapping

from gongkai.contract.checked import CheckBase
from gongkai.engine import name
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
    said: Callable[[str], Mapping[str, str]] = lambda _: {},
    **facts: object,
) -> RowTest:
    """A test that fails where the column's value is none of those listed, compared by the spelling `key`; each distinct
    value is looked up once. `said` gives more words for the sentence about a value, the same names for each.
    """
    known = {key(text) for text in listed if text}
    unknown = [found for found in distinct(context, [judged]) if key(str(found[0])) not in known]
    table = lookup_name(check, judged)
    words = said("")
    rows = [(value, *said(str(value)).values()) for (value,) in unknown]
    fill(context, table, dict.fromkeys(["value", *words], "VARCHAR"), rows)
    return RowTest(
        judged,
        applies=f"{column(judged)} IS NOT NULL",
        fails=f"{table}.value IS NOT NULL",
        said={each: f"{table}.{name(each)}" for each in words},
        facts=facts,
        joins=(join(table, value=judged),),
    )
