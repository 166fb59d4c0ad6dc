"""What standardising a table needs to know beyond the table: whose it is, for when, and which code lists apply."""

from dataclasses import dataclass

from gongkai.contract import Contract, Field
from gongkai.journal.deliveries import Delivery
from gongkai.registers import CodeEntry, Organisation, Registers


@dataclass(frozen=True)
class Facts:
    """The facts of one table of a submission; `sheet` is the place in the file as rows name it, None in a text file."""

    contract: Contract
    delivery: Delivery
    organisation: Organisation
    region_code: str
    period: int
    registers: Registers
    sheet: str | None
    unit: str

    def context(self, name: str) -> str:
        """The SQL literal's text of a context column."""
        return {
            "region_code": self.region_code,
            "fiscal_year": str(self.period),
            "entity_code": self.organisation.code,
            "entity_name": self.organisation.name,
        }[name]

    def provenance(self, name: str) -> str | None:
        """The constant provenance of every row: file, sheet, unit."""
        return {"file": self.delivery.sha256[:12], "sheet": self.sheet, "unit": self.unit}[name]

    @property
    def looked_up(self) -> list[tuple[Field, str]]:
        """The columns that a code list gives, each with the column of its code."""
        found = []
        for field in self.contract.table.fields:
            if field.derive and field.derive.name_of:
                found.append((field, field.derive.name_of))
            elif field.derive and field.derive.parent_of and self.has_parents(field.derive.parent_of):
                found.append((field, field.derive.parent_of))
        return found

    @property
    def dated(self) -> list[str]:
        """The columns whose texts state intervals of which days are derived."""
        derived = [field.derive for field in self.contract.table.fields if field.derive]
        named = (called for derive in derived for called in (derive.first_day_of, derive.last_day_of) if called)
        return list(dict.fromkeys(named))

    def codes(self, column: str) -> tuple[CodeEntry, ...]:
        """The code list of a column in this period; empty where it has none."""
        listed = self.contract.table.by_name[column].codelist
        return self.registers.code_list(listed, self.period) if listed else ()

    def has_parents(self, column: str) -> bool:
        """Whether the column's code list says which code belongs to which."""
        return any(entry.parent for entry in self.codes(column))
