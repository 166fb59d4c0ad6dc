"""投资项目统一代码的结构、月份、区划和校验位正确。
An investment project code has a known shape, a possible month, a region that exists and the right check digit.

Source: GB/T 40058-2021; the form used until 2020-10 has no check digit (COD-009). Of the region only the province is
judged: development zones have codes of their own that GB/T 2260 does not list (320193, 611102), and departments of the
centre have 00….
"""

from functools import partial

from gongkai.contract.checks import ProjectCode
from gongkai.values.codes import project_code_fault, project_code_region
from quality.context import TableContext
from quality.rules.field.proofs import faulty_code
from quality.rules.forms import RowRule
from quality.rules.lookups import distinct

CENTRE = "00"
FAULTS = {
    "shape": ("结构不对，应为 4-6-2-2-6 位数字", "its shape is wrong, it must be 4-6-2-2-6 digits"),
    "month": ("第三、四位不是月份", "its third and fourth digits are no month"),
    "region": ("区划部分的前两位不是省级代码", "its region does not begin with the code of a province"),
    "check": ("校验位不符", "its check digit does not fit"),
    "either": (
        "首段可能是年份，也可能是 2020 年的月份；若是月份，校验位不符",
        "its first four digits are a year or a month of 2020; if a month, the check digit does not fit",
    ),
}


def tests(check: ProjectCode, context: TableContext) -> RowRule:
    """One test; each distinct code is judged once."""
    return RowRule((faulty_code(check, context, check.column, partial(_fault, _provinces(context)), FAULTS),))


def _fault(provinces: frozenset[str], code: str) -> str | None:
    fault, region = project_code_fault(code), project_code_region(code)
    unknown = region is not None and bool(provinces) and region[:2] not in provinces
    return "region" if unknown and fault in (None, "either") else fault


def _provinces(context: TableContext) -> frozenset[str]:
    """The first two digits that a region may have: those listed, and those of the city itself, which need not be; none
    where there is no list of regions.
    """
    listed = {code[:2] for code in context.registers.regions(context.period)}
    return frozenset({CENTRE, *_own(context), *listed}) if listed else frozenset()


def _own(context: TableContext) -> set[str]:
    fields = context.contract.table.fields
    named = [each.name for each in fields if each.derive and each.derive.context == "region_code"]
    return {str(code)[:2] for each in named for (code,) in distinct(context, [each])}
