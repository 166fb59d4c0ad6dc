"""Whether a claimed table can be taken: it must say its year, its unit and whose it is; nothing is assumed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from gongkai.contract import Contract, Field, Layout
from gongkai.findings import Finding, Place, finding
from gongkai.journal.deliveries import Delivery
from gongkai.masking import mask
from gongkai.registers import Organisation, Registers
from gongkai.values.dates import year_in
from gongkai.values.names import name_key
from pipelines.readers import cell_name
from pipelines.stages.extract import FoundTable

#: Where a table may state its year, as people call these places.
PLACES = {"title": ("标题", "title"), "sheet": ("工作表名", "sheet"), "file_name": ("文件名", "file name")}


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
        zh, en = ("、".join(_years(offer, 0)) or "—", ", ".join(_years(offer, 1)) or "—")
        year = offer.table.fiscal_year
        cells = (cell for place, cell in sorted(offer.table.year_cells.items()) if offer.table.years[place] == year)
        place = _at(offer, next(cells, None))
        return [finding("STD-PERIOD", place, year=year, periods=shown, years_zh=zh, years_en=en)]
    return []


def _years(offer: Offer, language: int) -> list[str]:
    """Where the table states which year, in Chinese (0) or English (1)."""
    years = offer.table.years
    return [f"{names[language]} {years[place]}" for place, names in PLACES.items() if place in years]


def table_faults(offer: Offer, organisation: Organisation, registers: Registers) -> Iterator[Finding]:
    """What is wrong with the table as a whole. A finding of severity error means that it is not used."""
    without = [offer.contract.table.by_name[name] for name in offer.amounts if name not in offer.table.units]
    if offer.table.data and without:
        yield _without_unit(offer, without)
    names = f"{offer.file} {offer.table.sheet or ''}"
    if mask(names) != names:
        yield finding("STD-NAME", offer.place)
    yield from _entity(offer, organisation, registers)
    named = year_in(offer.delivery.file_name)
    if not offer.contract.has_check("stated_years") and named and named != offer.table.fiscal_year:
        yield finding("STD-FILE-YEAR", offer.place, year=offer.table.fiscal_year)


def _without_unit(offer: Offer, without: Sequence[Field]) -> Finding:
    """No unit is stated, told at the header of the first amount; or more than one, told at the first of them."""
    units, cells = offer.table.all_units, offer.table.unit_cells
    named = [f"{cells[unit]} {unit}" if unit in cells else unit for unit in units]
    return finding(
        "STR-007",
        _at(offer, cells.get(units[0]) if len(units) > 1 else _header(offer, without[0])),
        template="STR-007-TWO" if len(units) > 1 else None,
        units="、".join(named),
        units_en=", ".join(named),
        title=without[0].title,
        titles="、".join(field.title for field in without),
        titles_en=", ".join(field.title_en for field in without),
    )


def _at(offer: Offer, cell: str | None) -> Place:
    """The cell of the table's sheet; the table as a whole where no cell is known."""
    row = int(cell.lstrip(ascii_uppercase)) if cell else None
    return offer.place.model_copy(update={"cell": cell, "row": row})


def _header(offer: Offer, field: Field) -> str | None:
    """The header of the first column that the field is read from."""
    table = offer.table
    columns = table.mapping.get(field.name) or [one.column for one in table.wide]
    if table.cells and table.sheet:
        return table.cells[columns[0]] if columns else None
    named = table.sheet and columns and table.header_row and not table.one_cell
    return cell_name(table.header_row, table.first_column + columns[0]) if named else None


def _entity(offer: Offer, organisation: Organisation, registers: Registers) -> Iterator[Finding]:
    printed = offer.table.entity
    if not printed or name_key(printed) == name_key(organisation.name):
        return
    named = registers.printed(printed, offer.table.fiscal_year)
    if named and registers.answers_for(organisation, named):
        return
    code = "STD-ENTITY" if named else "STR-008"
    yield finding(code, offer.place, printed=printed, registered=organisation.name)
