"""What a dataset names of the shared lists must stand in them: deadlines, code lists, licences; and what it names of a
city's thresholds must be one.

Here belongs looking names up. Whether the files of a dataset agree with each other is seen when it is loaded.
"""

from collections.abc import Iterator

from gongkai.city import Thresholds
from gongkai.contract import Contract, DeclarationFault
from gongkai.contract.across import LargeChange
from gongkai.contract.chain import Linked, SplitPurchase
from gongkai.contract.checks import Check
from gongkai.contract.dated import DaysApart, WithinDays
from gongkai.contract.yaml import KeyPath, fault_at
from gongkai.registers import RegisterRow, Registers, read_register


class _Licence(RegisterRow):
    id: str


def unknown_references(contract: Contract, registers: Registers) -> Iterator[DeclarationFault]:
    """The names that stand in no shared list, each with file, line and key."""
    yield from _deadlines(contract, registers)
    yield from _thresholds(contract)
    for index, field in enumerate(contract.table.fields):
        if field.codelist and not registers.code_list_path(field.codelist).is_file():
            key: KeyPath = ("fields", index, "codelist")
            yield fault_at(contract.folder / "schema.yml", key, "a CSV of datasets/_shared", field.codelist)
    licences = [each.id for each in read_register(registers.code_list_path("licences"), _Licence)]
    if contract.dataset.licence not in licences:
        expected = f"one of {', '.join(licences)}"
        yield fault_at(contract.folder / "dataset.yml", ("licence",), expected, contract.dataset.licence)


def _deadlines(contract: Contract, registers: Registers) -> Iterator[DeclarationFault]:
    named: dict[KeyPath, str] = {("disclosure", "deadline"): contract.dataset.disclosure.deadline}
    for index, check in enumerate(contract.rules):
        if isinstance(check, WithinDays | DaysApart):
            named["checks", index, "deadline"] = check.deadline
    for key, code in named.items():
        if code not in registers.deadlines:
            file = "checks.yml" if key[0] == "checks" else "dataset.yml"
            yield fault_at(contract.folder / file, key, "a code of deadlines.csv", code)


def _thresholds(contract: Contract) -> Iterator[DeclarationFault]:
    for index, check in enumerate(contract.rules):
        for key, name in _named(check):
            if name not in Thresholds.model_fields:
                path, expected = contract.folder / "checks.yml", f"one of {', '.join(Thresholds.model_fields)}"
                yield fault_at(path, ("checks", index, *key), expected, name)


def _named(check: Check) -> Iterator[tuple[KeyPath, str]]:
    """The threshold of the city that a check names, and under which key."""
    if isinstance(check, LargeChange):
        yield ("over",), check.over
    if isinstance(check, SplitPurchase):
        yield ("threshold",), check.threshold
    if isinstance(check, Linked) and check.over:
        yield ("over", "threshold"), check.over.threshold
