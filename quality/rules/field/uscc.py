"""统一社会信用代码的长度、字符和校验码正确。
A unified social credit code has the right length, characters and check character.

Source: GB 32100-2015 (COD-008). Early pilot codes fail the check and are valid, so a warning at most is meant.
"""

from gongkai.contract.checks import Uscc
from gongkai.values.codes import uscc_fault
from quality.context import TableContext
from quality.rules.field.proofs import faulty_code
from quality.rules.forms import RowRule

FAULTS = {
    "length": ("应为 18 位", "it must have 18 characters"),
    "charset": ("含有不允许的字符", "it holds a character that is not allowed"),
    "check": ("校验码不符", "its check character does not fit"),
}


def tests(check: Uscc, context: TableContext) -> RowRule:
    """One test for each column; each distinct code is judged once."""
    return RowRule(tuple(faulty_code(check, context, each, uscc_fault, FAULTS) for each in check.columns))
