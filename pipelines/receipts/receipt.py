"""What there is to say of one delivery: its tables and where each stands, and every finding about it."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from gongkai.contract.base import Text
from gongkai.findings import Finding
from gongkai.home import Home
from gongkai.journal.deliveries import Delivery
from pipelines.stages.extract import Extraction, FoundTable
from pipelines.status import Standing, standings

#: A longer list tells nobody more; the rest is counted.
SHOWN = 100
Where = tuple[str, int, str]


class Recognised(BaseModel):
    """A table that a dataset claims; `standing` is None where it belongs to no submission."""

    model_config = ConfigDict(frozen=True)

    place: str
    title: str
    dataset: Text
    rows: int
    year: int | None
    unit: str | None
    standing: Standing | None


class Receipt(BaseModel):
    """One delivery. `others` are tables that no dataset claims; `findings` come worst first, `more` counts the rest."""

    model_config = ConfigDict(frozen=True)

    file: str
    department: str
    received_at: str
    sha256: str
    kind: str
    encoding: str | None
    tables: tuple[Recognised, ...]
    others: tuple[str, ...]
    findings: tuple[Finding, ...]
    more: int


def receipts(home: Home, extractions: Mapping[int, Extraction]) -> Iterable[tuple[Delivery, Receipt]]:
    """A receipt for each current delivery that was read (id -> its extraction), in order of path."""
    stand = {
        (one.dataset, one.period, one.department): one
        for contract in home.contracts.values()
        for one in standings(home, contract)
    }
    told: dict[tuple[str | None, str | None], list[Finding]] = {}
    for item in home.journal.work.findings():
        told.setdefault((item.sha256, item.file and item.file.partition(" › ")[0]), []).append(item)
    for delivery, _ in home.journal.deliveries.current():
        if delivery.id in extractions:
            found = [one for one in told.get((delivery.sha256, delivery.file_name), []) if _of(one, delivery)]
            yield delivery, _receipt(home, delivery, extractions[delivery.id], found, stand)


def _of(item: Finding, delivery: Delivery) -> bool:
    return item.department in (None, delivery.department)


def _receipt(
    home: Home, delivery: Delivery, extraction: Extraction, found: list[Finding], stand: Mapping[Where, Standing]
) -> Receipt:
    organisation = home.registers.by_code.get(delivery.department)
    told = [item for item in found if item.rule != "EXT-UNCLAIMED"]
    claimed = [table for table in extraction.tables if table.dataset in home.contracts]
    return Receipt(
        file=delivery.path,
        department=organisation.name if organisation else delivery.department,
        received_at=delivery.received_at,
        sha256=delivery.sha256,
        kind=extraction.type,
        encoding=extraction.encoding,
        tables=tuple(_recognised(home, table, delivery.department, stand) for table in claimed),
        others=tuple(_name(table) for table in extraction.tables if table.dataset not in home.contracts),
        findings=tuple(told[:SHOWN]),
        more=max(0, len(told) - SHOWN),
    )


def _recognised(home: Home, table: FoundTable, department: str, stand: Mapping[Where, Standing]) -> Recognised:
    dataset = str(table.dataset)
    return Recognised(
        place=_place(table),
        title=table.title,
        dataset=home.contract(dataset).dataset.title,
        rows=table.rows,
        year=table.fiscal_year,
        unit=table.unit,
        standing=stand.get((dataset, table.fiscal_year or 0, department)),
    )


def _name(table: FoundTable) -> str:
    return "：".join(part for part in (_place(table), table.title) if part) or "—"


def _place(table: FoundTable) -> str:
    """The sheet, of an archive with the file that it is in, and the part of the layout."""
    part = f"（{table.part}）" if table.part else ""
    return " › ".join(name for name in (table.member, table.sheet) if name) + part
