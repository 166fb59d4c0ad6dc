"""The faults planted in the contracts export; each has its entry in `shilishi/planted_faults.yml`.

Every fault changes or adds single rows, so that the rest of the export stays good.
"""

Record = dict[str, str]
# The contract of 106 whose budget line is too small.
LARGE = 241


def plant(records: list[Record]) -> list[Record]:
    """The rows with the faults in them: four rows changed, one added at the end."""
    faulty = [dict(record) for record in records]
    _pending_amount(faulty[57])
    _wrong_check_character(faulty[140])
    _late_notice(faulty[212])
    return [*faulty, _second_contract(faulty[301])]


def _pending_amount(record: Record) -> None:
    """Fault amount-pending: no figure yet."""
    record["合同金额(元)"] = record["合同金额大写"] = "待定"


def _wrong_check_character(record: Record) -> None:
    """Fault uscc-check: the supplier's code ends in a wrong character."""
    code = record["供应商统一社会信用代码"]
    record["供应商统一社会信用代码"] = code[:-1] + ("A" if code[-1] != "A" else "B")


def _late_notice(record: Record) -> None:
    """Fault notice-late: announced ten days after the contract was signed, with a working week between."""
    record["签订日期"], record["公告日期"] = "2026-02-02", "2026-02-12"


def _second_contract(record: Record) -> Record:
    """Fault number-twice: another contract under a number that is taken."""
    return record | {"合同名称": record["合同名称"] + "（补录）"}


def another_line(records: list[Record]) -> list[Record]:
    """Fault line-exceeded: a contract names a budget line that is smaller than it."""
    return [*records[:LARGE], records[LARGE] | {"功能科目编码": "2080206"}, *records[LARGE + 1 :]]
