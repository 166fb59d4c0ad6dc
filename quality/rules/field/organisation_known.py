"""单位在本市单位名录中。
An organisation stands in the city's register.

Source: the home's `organisations.csv` (PRC-010). Names, short names, codes and credit codes count,
spelling variants folded.
"""

from gongkai.contract.checks import OrganisationKnown
from gongkai.values.labels import normalise
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import distinct, fill, join, lookup_name


def tests(check: OrganisationKnown, context: TableContext) -> RowRule:
    """Each distinct organisation is looked up once."""
    known = {
        normalise(text)
        for each in context.registers.organisations
        for text in (each.name, each.short_name, each.code, each.uscc)
        if text
    }
    unknown = [found for found in distinct(context, [check.column]) if normalise(str(found[0])) not in known]
    table = lookup_name(check, check.column)
    fill(context, table, {"organisation": "VARCHAR"}, unknown)
    test = RowTest(
        check.column,
        applies=f"{column(check.column)} IS NOT NULL",
        fails=f"{table}.organisation IS NOT NULL",
        joins=(join(table, organisation=check.column),),
    )
    return RowRule((test,))
