"""投资项目统一代码的结构、月份和校验位正确。
An investment project code has a known shape, a possible month and the right check digit.

Source: GB/T 40058-2021; the form used until 2020-10 has no check digit (COD-009).
"""

from gongkai.contract.checks import ProjectCode
from gongkai.values.codes import project_code_fault
from quality.context import TableContext
from quality.rules.field.proofs import faulty_code
from quality.rules.forms import RowRule

FAULTS = {
    "shape": ("结构不对，应为 4-6-2-2-6 位数字", "its shape is wrong, it must be 4-6-2-2-6 digits"),
    "month": ("第三、四位不是月份", "its third and fourth digits are no month"),
    "check": ("校验位不符", "its check digit does not fit"),
}


def tests(check: ProjectCode, context: TableContext) -> RowRule:
    """One test; each distinct code is judged once."""
    return RowRule((faulty_code(check, context, check.column, project_code_fault, FAULTS),))
