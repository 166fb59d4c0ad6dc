"""The data dictionary of a dataset: each column with its constraints in words and its code list."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.contract import Contract, Field
from gongkai.registers import CodeEntry, Registers

#: A longer list is named and counted, not printed.
PRINTED_CODES = 40

TYPES = {
    "string": ("文本", "text"),
    "integer": ("整数", "whole number"),
    "number": ("数值，两位小数", "number, two decimals"),
    "date": ("日期", "date"),
    "boolean": ("是否", "true or false"),
}


@dataclass(frozen=True)
class Column:
    """One column as the dictionary shows it; `codes` is empty for a list that is too long to print."""

    field: Field
    type: tuple[str, str]
    constraints: tuple[tuple[str, str], ...]
    codes: tuple[CodeEntry, ...]
    code_count: int


def dictionary(contract: Contract, registers: Registers) -> list[Column]:
    """The columns in order; code lists as of the newest period."""
    year = max(contract.dataset.periods)
    lists = {f.codelist: registers.code_list(f.codelist, year) for f in contract.table.fields if f.codelist}
    columns = []
    for field in contract.table.fields:
        codes = lists[field.codelist] if field.codelist else ()
        printed = codes if len(codes) <= PRINTED_CODES else ()
        told = tuple(_constraints(field, contract))
        columns.append(Column(field, TYPES[field.type], told, printed, len(codes)))
    return columns


def _constraints(field: Field, contract: Contract) -> Iterator[tuple[str, str]]:
    rules = field.constraints
    if field.name in contract.table.primary_key:
        yield "主键", "primary key"
    elif rules.required:
        yield "必填", "required"
    if field.unit:
        yield f"单位 {field.unit}", "unit: yuan" if field.unit == "元" else f"unit: {field.unit}"
    if rules.enum:
        yield f"取值 {'、'.join(rules.enum)}", f"one of {', '.join(rules.enum)}"
    if rules.pattern:
        yield f"格式 {rules.pattern}", f"pattern {rules.pattern}"
    if rules.minimum is not None:
        yield f"不小于 {rules.minimum}", f"at least {rules.minimum}"
    if rules.maximum is not None:
        yield f"不大于 {rules.maximum}", f"at most {rules.maximum}"
