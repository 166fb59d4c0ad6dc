"""Codes as a hierarchy: 类 has three digits, 款 five, 项 seven, 目 nine; a parent two less. And what a row is."""

from gongkai.contract import Contract
from quality.context import column

LEVELS = {
    1: ("类", "class (3 digits)"),
    2: ("款", "section (5 digits)"),
    3: ("项", "item (7 digits)"),
    4: ("目", "sub-item (9 digits)"),
}


def digits(level: int) -> int:
    """How many digits a code of this level has."""
    return 1 + 2 * level


def parent(code_column: str) -> str:
    """The SQL of the code one level up; NULL for a 类, and for a line without a code of digits (`_TOT`, `O_END`)."""
    code = column(code_column)
    return f"CASE WHEN length({code}) > {digits(1)} AND {code}[1:1] BETWEEN '0' AND '9' THEN {code}[:-3] END"


def printed_name(contract: Contract) -> str:
    """The SQL of the best name of a row; empty when there is none."""
    names = [f"{column(field.name)}" for field in contract.table.with_role("name")]
    return f"coalesce({', '.join([*names, repr('')])})"


def of_which(contract: Contract) -> str:
    """The SQL of whether a row is an of-which row (其中); false where the schema knows none."""
    marks = [f"{column(f.name)} IS TRUE" for f in contract.table.fields if f.derive and f.derive.of_which]
    return " OR ".join(marks) or "false"


def counted(contract: Contract) -> str:
    """The SQL that leaves out of-which rows (其中); true where the schema knows none."""
    marks = of_which(contract)
    return "true" if marks == "false" else f"NOT ({marks})"


def at_level(contract: Contract, level: int) -> str:
    """The SQL of whether a row stands at this level, by its code or its label.

    Raises ValueError when the schema derives no level.
    """
    for field in contract.table.fields:
        if field.derive is not None and field.derive.level_of is not None:
            code = column(field.derive.level_of)
            return f"(length({code}) = {digits(level)} AND NOT starts_with({code}, '_'))"
        if field.derive is not None and field.derive.level_of_label is not None:
            return f"{column(field.name)} = {level}"
    raise ValueError(f"{contract.id}: schema.yml derives no level, so total_row cannot ask for one")
