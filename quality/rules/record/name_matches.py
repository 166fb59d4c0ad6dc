"""表中印的名称是代码表当年的名称或其已知别名。
The printed name is the name of its code in the list of the year, or a known alias.

Source: COD-003, 政府收支分类科目. Codes that the list does not know are the business of another check.
"""

from gongkai.contract.checks import NameMatches
from gongkai.values.labels import normalise
from gongkai.values.outline import outline
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import distinct, fill, join, lookup_name


def tests(check: NameMatches, context: TableContext) -> RowRule:
    """Each distinct pair of code and name is compared once."""
    entries = {entry.code: entry for entry in context.code_list(check.code_column)}
    allowed = {code: {normalise(text) for text in (e.name, *e.aliases.split("|"))} for code, e in entries.items()}
    pairs = [(str(c), str(n)) for c, n in distinct(context, [check.code_column, check.name_column]) if c in entries]
    wanted = [(c, n, entries[c].name, bool({normalise(n), _plain(n)} & allowed[c])) for c, n in pairs]
    table = lookup_name(check, check.name_column)
    fill(context, table, {"code": "VARCHAR", "printed": "VARCHAR", "listed": "VARCHAR", "fits": "BOOLEAN"}, wanted)
    test = RowTest(
        check.name_column,
        applies=f"{table}.fits IS NOT NULL",
        fails=f"NOT {table}.fits",
        said={"subject": column(check.code_column), "expected": f"{table}.listed"},
        facts={"year": context.period},
        joins=(join(table, code=check.code_column, printed=check.name_column),),
    )
    return RowRule((test,))


def _plain(printed: str) -> str:
    """The name without numbering and 其中, compared by its letters."""
    return normalise(outline(printed).name)
