"""What standardising a table needs to know beyond the table: whose it is, for when, and which code lists apply."""

from dataclasses import dataclass

from gongkai.contract import Contract
from gongkai.journal.deliveries import Delivery
from gongkai.registers import Organisation, Registers


@dataclass(frozen=True)
class Facts:
    """The facts of one submission."""

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
