"""单位在本市单位名录中。
An organisation stands in the city's register.

Source: the home's `organisations.csv` (PRC-010). Names, short names, codes and credit codes count;
remarks behind a name do not.
"""

from gongkai.contract.checks import OrganisationKnown
from gongkai.values.names import name_key
from quality.context import TableContext
from quality.rules.field.listed import unlisted
from quality.rules.forms import RowRule


def tests(check: OrganisationKnown, context: TableContext) -> RowRule:
    """One test against the whole register."""
    listed = [
        text for each in context.registers.organisations for text in (each.name, each.short_name, each.code, each.uscc)
    ]
    return RowRule((unlisted(check, context, check.column, listed, name_key),))
