"""Which module holds the rule of which kind of check, and its public sentence."""

import sys
from collections.abc import Callable, Mapping
from typing import Any

from quality.context import TableContext
from quality.rules.across import agrees, no_copy, required_tables, share
from quality.rules.field import (
    code_known,
    code_shape,
    enum,
    no_personal_data,
    organisation_known,
    pattern,
    placeholder,
    positive,
    project_code,
    region_known,
    required,
    same_year,
    uscc,
)
from quality.rules.field import range as value_range
from quality.rules.forms import Judged, RowRule
from quality.rules.overtime import large_change, magnitude
from quality.rules.record import (
    change_words,
    class_of_code,
    code_of_fund,
    column_sum,
    date_order,
    days_apart,
    given_when,
    linked,
    name_matches,
    not_above,
    product,
    ratio,
    same_party,
    sign,
    within_days,
    words_amount,
)
from quality.rules.table import (
    balance,
    code_depth,
    empty_explained,
    hierarchy_sum,
    in_order,
    list_sum,
    no_repeat,
    of_which,
    parents_known,
    split_purchase,
    stated_years,
    sum_not_above,
    total_row,
    unique_key,
    values_present,
)

# The check is of the kind's own model, which the discriminator of `checks.yml` has settled.
ROW_RULES: Mapping[str, Callable[[Any, TableContext], RowRule]] = {
    "required": required.tests,
    "pattern": pattern.tests,
    "enum": enum.tests,
    "range": value_range.tests,
    "uscc": uscc.tests,
    "project_code": project_code.tests,
    "code_known": code_known.tests,
    "organisation_known": organisation_known.tests,
    "positive": positive.tests,
    "same_year": same_year.tests,
    "no_personal_data": no_personal_data.tests,
    "column_sum": column_sum.tests,
    "name_matches": name_matches.tests,
    "date_order": date_order.tests,
    "within_days": within_days.tests,
    "not_above": not_above.tests,
    "code_depth": code_depth.tests,
    "code_shape": code_shape.tests,
    "region_known": region_known.tests,
    "parents_known": parents_known.tests,
    "code_of_fund": code_of_fund.tests,
    "given_when": given_when.tests,
    "sign": sign.tests,
    "ratio": ratio.tests,
    "product": product.tests,
    "change_words": change_words.tests,
    "days_apart": days_apart.tests,
    "linked": linked.tests,
    "same_party": same_party.tests,
    "placeholder": placeholder.tests,
    "class_of_code": class_of_code.tests,
    "words_amount": words_amount.tests,
}

TABLE_RULES: Mapping[str, Callable[[Any, TableContext], list[Judged]]] = {
    "unique_key": unique_key.judge,
    "hierarchy_sum": hierarchy_sum.judge,
    "list_sum": list_sum.judge,
    "balance": balance.judge,
    "total_row": total_row.judge,
    "of_which": of_which.judge,
    "empty_explained": empty_explained.judge,
    "stated_years": stated_years.judge,
    "values_present": values_present.judge,
    "agrees": agrees.judge,
    "share": share.judge,
    "required_tables": required_tables.judge,
    "no_copy": no_copy.judge,
    "large_change": large_change.judge,
    "magnitude": magnitude.judge,
    "sum_not_above": sum_not_above.judge,
    "split_purchase": split_purchase.judge,
    "no_repeat": no_repeat.judge,
    "in_order": in_order.judge,
}


def sentence(kind: str) -> tuple[str, str]:
    """The rule as the public reads it, in Chinese and in English: the first two lines of its module's docstring."""
    rule = ROW_RULES.get(kind) or TABLE_RULES[kind]
    zh, en = (sys.modules[rule.__module__].__doc__ or "").splitlines()[:2]
    return zh, en
