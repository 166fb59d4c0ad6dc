"""The data dictionary of a dataset (数据字典): each column with its constraints in words, and the code lists."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from gongkai.contract import Contract, Field
from publish.portal.dataset.code_lists import PRINTED, CodeLists

TYPES = {
    "string": ("文本", "text"),
    "integer": ("整数", "whole number"),
    "number": ("数值，两位小数", "number, two decimals"),
    "date": ("日期", "date"),
    "boolean": ("是否", "true or false"),
}


@dataclass(frozen=True)
class Column:
    """One column as the dictionary shows it; `list` is that of its codes."""

    field: Field
    type: tuple[str, str]
    constraints: tuple[tuple[str, str], ...]
    list: "CodeList | None"


@dataclass(frozen=True)
class CodeList:
    """A code list; `rows` of a table are empty for a list that is too long to print, `csv` is the name of its file."""

    name: str
    csv: str
    count: int
    rows: Markup
    columns: tuple[Field, ...]


@dataclass(frozen=True)
class Dictionary:
    """The columns in order, and the code lists that they name as of a year."""

    year: int
    columns: tuple[Column, ...]
    lists: tuple[CodeList, ...]


def dictionary(contract: Contract, lists: CodeLists) -> Dictionary:
    """The dictionary; code lists as of the newest period."""
    year = max(contract.dataset.periods)
    named = dict.fromkeys(field.codelist for field in contract.table.fields if field.codelist)
    found = {name: _code_list(contract, lists, name, year) for name in named}
    columns = [
        Column(
            field,
            TYPES[field.type],
            tuple(_constraints(field, contract)),
            found[field.codelist] if field.codelist else None,
        )
        for field in contract.table.fields
    ]
    return Dictionary(year, tuple(columns), tuple(found.values()))


def _code_list(contract: Contract, lists: CodeLists, name: str, year: int) -> CodeList:
    count = len(lists.entries(name, year))
    return CodeList(
        name=name,
        csv=f"{name.rpartition('/')[2]}.csv",
        count=count,
        rows=lists.rows(name, year) if count <= PRINTED else Markup(),
        columns=tuple(field for field in contract.table.fields if field.codelist == name),
    )


def _constraints(field: Field, contract: Contract) -> Iterator[tuple[str, str]]:
    rules = field.constraints
    if field.name in contract.table.primary_key:
        yield "主键", "part of the key"
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
