"""Whether a claimed table can be taken: it must say its year, its unit and whose it is; nothing is assumed."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.contract import Contract, Layout
from gongkai.findings import Finding, Place, finding
from gongkai.journal.deliveries import Delivery
from gongkai.masking import mask
from gongkai.registers import Organisation, Registers
from gongkai.values.dates import year_in
from gongkai.values.names import name_key
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
            file=self.file,
            sha256=self.delivery.sha256,
            sheet=self.table.sheet and mask(self.table.sheet),
        )

    @property
    def file(self) -> str:
        """The name of the file, with that inside the archive if it came in one."""
        return " › ".join(filter(None, (self.delivery.file_name, self.table.member)))

    @property
    def sheet(self) -> str | None:
        """The sheet, after the file inside the archive if it came in one; None in a text file that came alone."""
        return "/".join(filter(None, (self.table.member, self.table.sheet))) or None

    @property
    def name(self) -> str:
        """The table as a clerk would call it: file, sheet, part."""
        return " ".join(filter(None, (self.file, self.table.sheet, self.table.part)))

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells the table from every other: the bytes and where it stands in them. A table that is cut where its
        unit changes is several with one header.
        """
        table = self.table
        begins = (table.header_row, table.first_column)
        return (self.delivery.sha256, table.member, table.sheet, begins, table.range or table.data)

    @property
    def layout(self) -> Layout:
        """The layout in which it is claimed."""
        return next(item for item in self.contract.sources.layouts if item.id == self.table.layout)

    @property
    def amounts(self) -> tuple[str, ...]:
        """The amounts and prices that the table states."""
        stated = {*self.table.mapping, *([self.layout.wide.column] if self.layout.wide else [])}
        return tuple(field.name for field in self.contract.table.with_role("amount", "price") if field.name in stated)

    @property
    def unit(self) -> str:
        """The unit of the first amount column, else 元."""
        return next((self.table.units[name] for name in self.amounts if name in self.table.units), "元")


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
    without = [offer.contract.table.by_name[name] for name in offer.amounts if name not in offer.table.units]
    if offer.table.data and without:
        titles, titles_en = "、".join(f.title for f in without), ", ".join(f.title_en for f in without)
        yield finding("STR-007", offer.place, titles=titles, titles_en=titles_en, title=without[0].title)
    names = f"{offer.file} {offer.table.sheet or ''}"
    if mask(names) != names:
        yield finding("STD-NAME", offer.place)
    yield from _entity(offer, organisation, registers)
    named = year_in(offer.delivery.file_name)
    if named and named != offer.table.fiscal_year:
        yield finding("STD-FILE-YEAR", offer.place, year=offer.table.fiscal_year)


def _entity(offer: Offer, organisation: Organisation, registers: Registers) -> Iterator[Finding]:
    printed = offer.table.entity
    if not printed or name_key(printed) == name_key(organisation.name):
        return
    others = {name_key(other.name) for other in registers.organisations if other.code != organisation.code}
    code = "STD-ENTITY" if name_key(printed) in others else "STR-008"
    yield finding(code, offer.place, printed=printed, registered=organisation.name)
