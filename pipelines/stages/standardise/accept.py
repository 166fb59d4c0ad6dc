"""Whether a claimed table can be taken: it must say its year, its unit and whose it is; nothing is assumed."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.contract import Contract
from gongkai.findings import Finding, Place, finding
from gongkai.journal.deliveries import Delivery
from gongkai.masking import mask
from gongkai.registers import Organisation, Registers
from gongkai.values.dates import year_in
from gongkai.values.labels import normalise
from pipelines.stages.extract import FoundTable


@dataclass(frozen=True)
class Offer:
    """A table of a delivery that a dataset claims. `folder` is the extraction's folder in the lake."""

    contract: Contract
    delivery: Delivery
    present: bool
    table: FoundTable
    folder: str

    @property
    def place(self) -> Place:
        """Where findings about the whole table point."""
        return Place(
            department=self.delivery.department,
            dataset=self.contract.id,
            period=self.table.fiscal_year,
            file=self.delivery.file_name,
            sha256=self.delivery.sha256,
            sheet=self.table.sheet and mask(self.table.sheet),
        )

    @property
    def unit(self) -> str:
        """The unit of the first amount column, else 元."""
        amounts = [field.name for field in self.contract.table.with_role("amount")]
        return next((self.table.units[name] for name in amounts if name in self.table.units), "元")


def period_faults(offer: Offer) -> list[Finding]:
    """Why the table belongs to no period of the dataset; empty when it does."""
    periods = offer.contract.dataset.periods
    if offer.table.fiscal_year is None:
        return [finding("STD-YEAR", offer.place)]
    if offer.table.fiscal_year not in periods:
        shown = ", ".join(map(str, periods))
        return [finding("STD-PERIOD", offer.place, year=offer.table.fiscal_year, periods=shown)]
    return []


def table_faults(offer: Offer, organisation: Organisation, registers: Registers) -> Iterator[Finding]:
    """What is wrong with the table as a whole. A finding of severity error means that it is not used."""
    stated = {column.name for column in offer.contract.table.with_role("amount")} & set(offer.table.mapping)
    if offer.table.data and stated - set(offer.table.units):
        yield finding("STR-007", offer.place)
    names = f"{offer.delivery.file_name} {offer.table.sheet or ''}"
    if mask(names) != names:
        yield finding("STD-NAME", offer.place)
    yield from _entity(offer, organisation, registers)
    named = year_in(offer.delivery.file_name)
    if named and named != offer.table.fiscal_year:
        yield finding("STD-FILE-YEAR", offer.place, year=offer.table.fiscal_year)


def _entity(offer: Offer, organisation: Organisation, registers: Registers) -> Iterator[Finding]:
    printed = offer.table.entity
    if not printed or normalise(printed) == normalise(organisation.name):
        return
    others = {normalise(other.name) for other in registers.organisations if other.code != organisation.code}
    code = "STD-ENTITY" if normalise(printed) in others else "STR-008"
    yield finding(code, offer.place, printed=printed, registered=organisation.name)
