"""当事人与上一环节的一致（先比代码，没有代码的比名称）。
The party is the one that the row goes back to, by its credit code, or by name where a code is missing.

Source: PRC-009 合同供应商是中标供应商 (《政府采购法》第四十六条). Of several parties there any one will do. Names are
compared without widths, blanks and remarks behind them.
"""

from gongkai.contract.chain import SameParty
from gongkai.values.names import name_key
from quality.context import ROWS, TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import fill, join, lookup_name
from quality.rules.meant import called, found_by, given


def tests(check: SameParty, context: TableContext) -> RowRule:
    """One test on the codes where both ends state one, another on the names of all other rows."""
    by_code = given(check.code_column, check.codes)
    by_name = f"NOT ({by_code}) AND {given(check.name_column, check.names)}"
    table = _others(check, context, by_name)
    same_names = join(table, name=check.name_column, names=check.names)
    code = f"NOT {_listed(column(check.code_column), column(check.codes))}"
    return RowRule(
        (
            _test(check.code_column, check.codes, context, by_code, code),
            _test(check.name_column, check.names, context, by_name, f"{table}.name IS NOT NULL", same_names),
        )
    )


def _listed(text: str, texts: str) -> str:
    """The SQL of whether a text is one of those joined by “|”; mostly there is but one, and it is the same."""
    codes, code = (f"upper(replace({each}, ' ', ''))" for each in (texts, text))
    return f"CASE WHEN {text} = {texts} THEN true ELSE list_contains(string_split({codes}, '|'), {code}) END"


def _others(check: SameParty, context: TableContext, by_name: str) -> str:
    """The table of names that are none of those at the other end. Only what the engine finds to differ is read."""
    name, names = column(check.name_column), column(check.names)
    query = f"SELECT DISTINCT {name}, {names} FROM {ROWS} WHERE {by_name} AND NOT {_listed(name, names)} ORDER BY ALL"
    pairs = context.connection.execute(query).fetchall()
    keys = {text: name_key(text) for pair in pairs for part in pair for text in (part, *part.split("|"))}
    other = [(one, some) for one, some in pairs if keys[one] not in {keys[each] for each in some.split("|")}]
    table = lookup_name(check, check.name_column)
    fill(context, table, {"name": "VARCHAR", "names": "VARCHAR"}, other)
    return table


def _test(mine: str, theirs: str, context: TableContext, applies: str, fails: str, *joins: str) -> RowTest:
    others = f"replace({column(theirs)}, '|', '、')"
    said = {"others": others, **found_by(context, theirs)}
    return RowTest(mine, applies, fails, said, called(context, others=theirs), joins=joins)
