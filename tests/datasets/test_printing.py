"""Every dataset that prints: its sample as the official workbook holds every figure and no other, and handed in again it
gives the same rows.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from gongkai.contract import Contract, load_contract
from gongkai.contract.printing import headings
from gongkai.home import DATASETS
from gongkai.submission import Slot
from gongkai.values.amounts import UNITS, unit_in
from publish.formats.official.book import CONTENTS
from tests.support.printing import handed_in, printed, values
from tests.support.town import Town, declared

FOLDERS = sorted(path.parent for path in DATASETS.glob("[a-z]*/*/dataset.yml"))
NAMES = [folder.relative_to(DATASETS).as_posix() for folder in FOLDERS]
CENT = Decimal("0.01")


def opened(root: Path) -> Town:
    """A town that knows every dataset, so that a form which two of them take for theirs is found out."""
    town = Town(root)
    vars(town.home)["contracts"] = declared()
    return town


def printing(folder: Path) -> Contract:
    contract = load_contract(folder)
    if contract.sources.printing is None:
        pytest.skip(f"no layout of {contract.id} has the key prints: it has no official form")
    return contract


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_the_form_holds_every_figure_and_reads_back_as_the_same_rows(folder: Path, tmp_path: Path) -> None:
    contract = printing(folder)
    town = opened(tmp_path / "home")
    found = handed_in(town, contract, folder)
    assert found
    for number, slot in enumerate(found):
        form = tmp_path / f"{number}.xlsx"
        assert printed(town, contract, [slot], form) is None
        assert Counter(figures_printed(contract, form)) == Counter(figures_of(town, contract, slot))
        assert reread(tmp_path / f"again{number}", contract, slot, form) == values(town, contract, slot)
    town.home.close()


def figures_of(town: Town, contract: Contract, slot: Slot) -> Iterator[Decimal]:
    """Every figure of the rows, amounts in 元."""
    for row in values(town, contract, slot):
        for name, text in zip(contract.table.value_names, row, strict=True):
            if text is not None and is_figure(contract, name):
                yield Decimal(text).quantize(CENT)


def is_figure(contract: Contract, name: str) -> bool:
    field, layout = contract.table.by_name[name], contract.sources.printing
    assert layout is not None
    wide = {layout.wide.column, *(each for one in layout.wide.columns for each in one.beside)} if layout.wide else set()
    return field.type in ("number", "integer") and name in {*layout.columns, *wide}


def is_count(contract: Contract, name: str) -> bool:
    return contract.table.by_name[name].type == "integer"


def figures_printed(contract: Contract, form: Path) -> Iterator[Decimal]:
    """Every number of the workbook but those of its own total rows, amounts in 元 by the unit that the sheet states."""
    layout = contract.sources.printing
    assert layout is not None
    counts = {
        heading for name in layout.columns if is_count(contract, name) for heading in headings(layout, name, None)
    }
    book = CalamineWorkbook.from_path(form)
    for name in (each for each in book.sheet_names if each != CONTENTS):
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        stated = {unit for cell in rows[1] if (unit := unit_in(str(cell)))}
        factor = UNITS[stated.pop()] if stated else Decimal(1)
        plain = {at for row in rows[2:6] for at, cell in enumerate(row) if "%" in str(cell) or cell in counts}
        for row in rows[2:]:
            if not {*map(str, row)} & {*layout.total_rows}:
                numbers = ((at, cell) for at, cell in enumerate(row) if isinstance(cell, float))
                yield from (
                    (Decimal(repr(cell)) * (1 if at in plain else factor)).quantize(CENT) for at, cell in numbers
                )


def reread(root: Path, contract: Contract, slot: Slot, form: Path) -> list[tuple[str | None, ...]]:
    """The rows of a printed workbook in the inbox of its department, under a name that tells nothing."""
    town = opened(root)
    back = town.standardise(contract.id, f"{slot.entity}/官方版式.xlsx", form.read_bytes())
    assert back is not None, town.findings
    rows = values(town, contract, back)
    town.home.close()
    return rows
