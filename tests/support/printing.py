"""Rows printed as the official workbook, and read again as a department would hand it in."""

from pathlib import Path

from gongkai.contract import Contract
from gongkai.engine import engine
from gongkai.submission import Slot
from pipelines.stages.standardise import slots
from publish.formats.workbook import Identity, Source, Unprinted, write
from tests.support.town import Town

Rows = list[tuple[str | None, ...]]


def handed_in(town: Town, contract: Contract, folder: Path) -> list[Slot]:
    """The sample of a dataset folder, standardised."""
    for path in sorted(each for each in (folder / "sample").iterdir() if each.name != "expected.csv"):
        department, _, name = path.name.partition("-")
        town.standardise(contract.id, f"{department}/{name}", path.read_bytes())
    return slots(town.home, contract, contract.dataset.periods)


def table_of(town: Town, contract: Contract, slot: Slot) -> Path:
    """The Parquet file of what stands for a department."""
    assert slot.submission is not None, (slot.name, slot.blockers, town.findings)
    return town.home.lake.standardised(contract.dataset.slug, slot.period, slot.submission.key)


def printed(town: Town, contract: Contract, slots_: list[Slot], target: Path) -> Unprinted | None:
    """The workbook of these submissions of one period."""
    known = town.home.registers.by_code
    sources = [Source(slot.entity, known[slot.entity].name, table_of(town, contract, slot)) for slot in slots_]
    identity = Identity(slots_[0].period, 1, "https://data.shilishi.example/d/x/")
    with engine([town.home.lake.root, target.parent]) as connection:
        return write(connection, contract, sources, identity, target)


def values(town: Town, contract: Contract, slot: Slot) -> Rows:
    """The value columns of a submission's rows as text, sorted: a form may order its figures in its own way."""
    names = ", ".join(f'"{name}"::VARCHAR' for name in contract.table.value_names)
    assert slot.submission is not None, (slot.name, slot.blockers, town.findings)
    return sorted(town.rows(slot.submission, names), key=str)
