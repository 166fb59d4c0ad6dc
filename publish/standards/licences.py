"""The licences (许可) that datasets name, from `licences.csv`."""

from gongkai.contract import DeclarationError, DeclarationFault
from gongkai.registers import RegisterRow, Registers, read_register


class Licence(RegisterRow):
    """One licence; `id` is its Open Definition identifier."""

    id: str
    name_zh: str
    name_en: str
    url: str


def licence(registers: Registers, licence_id: str) -> Licence:
    """The licence with this id. Raises DeclarationError when the list does not hold it."""
    path = registers.code_list_path("licences")
    for entry in read_register(path, Licence):
        if entry.id == licence_id:
            return entry
    raise DeclarationError([DeclarationFault(path, 1, "id", f"the licence {licence_id}", "none")])
