"""The departments as the pages name them, and the pages they have."""

import re
from dataclasses import dataclass

from gongkai.registers import Organisation, Registers

#: An organisation's code becomes a file name only in this form.
PAGE_CODE = re.compile(r"(?!(?:index|other)$)[0-9A-Za-z][0-9A-Za-z_-]*")
OTHER = "other"


@dataclass(frozen=True)
class Departments:
    """The city's register of organisations, asked by code or by inbox folder."""

    registers: Registers

    def known(self, name: str | None) -> Organisation | None:
        """The organisation that a code or an inbox folder names."""
        return self.registers.by_code.get(name or "") or self.registers.by_inbox.get(name or "")

    def name(self, code: str) -> str:
        """The department's name, or its code when the register does not know it."""
        known = self.known(code)
        return known.name if known else code

    def page(self, name: str | None) -> str:
        """The page of a department below `findings/` and `departments/`, without ending; `other` for no known one."""
        known = self.known(name)
        return known.code if known and PAGE_CODE.fullmatch(known.code) else OTHER
