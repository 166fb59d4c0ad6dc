"""Cells of an xlsx sheet that hold more than a plain value: formulas and texts of their own. Nothing is calculated."""

import re
from dataclasses import dataclass, field

from pipelines.readers.grid import Address

_FORMULA = re.compile(rb"<f\b([^<>]*?)(?:/>|>([^<]*)</f>)")
_VALUE = re.compile(rb"<v\b[^<>]*?(?:/>|>([^<]*)</v>)")
_SHARED = re.compile(rb'\bsi="(\d+)"')
# [1]预算!A1 and '[1]预 算'!A1, [1] being a number in the list of other workbooks; a column of a table is never
# followed by an exclamation mark.
_ELSEWHERE = re.compile(rb"\[\d+\][^\[\]!]*!")


@dataclass
class Formulas:
    """The formulas of a sheet; `linked` look into other workbooks, `uncomputed` have no value."""

    count: int = 0
    uncomputed: list[Address] = field(default_factory=list)
    linked: list[Address] = field(default_factory=list)
    _noted: int = 0
    _linked_groups: set[bytes] = field(default_factory=set)

    def content(self, inside: bytes, kind: bytes, address: Address) -> bytes:
        """What a cell of the type `kind` shows of what is inside it; its formula is noted."""
        value = _VALUE.search(inside)
        if formula := _FORMULA.search(inside):
            self._note(formula, address)
            # A formula that gives an empty text has an empty value, and the type of a text.
            if value is None or (not value[1] and kind != b"str"):
                self.uncomputed.append(address)
        if kind == b"inlineStr":
            return inside.partition(b"<is")[2].partition(b">")[2].rpartition(b"</is>")[0]
        return (value[1] or b"") if value else b""

    def taken(self) -> int:
        """How many addresses were noted since the last question."""
        noted = len(self.uncomputed) + len(self.linked)
        more, self._noted = noted - self._noted, noted
        return more

    def _note(self, formula: re.Match[bytes], address: Address) -> None:
        self.count += 1
        group = _SHARED.search(formula[1])
        if _ELSEWHERE.search(formula[2] or b""):
            self.linked.append(address)
            if group:
                self._linked_groups.add(group[1])
        elif group and group[1] in self._linked_groups:
            self.linked.append(address)
