"""Which files of the lake hold what is released now. Reading them belongs to `graph` and `rows`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.contract import Contract
from gongkai.home import Home

#: The number of a purchase (采购项目编号) and of an investment project (投资项目统一代码), where a dataset has it.
PURCHASE, PROJECT = "project_no", "project_code"


@dataclass(frozen=True)
class Stand:
    """One department's rows in the current release of a dataset and period."""

    contract: Contract
    period: int
    entity: str
    version: int
    path: Path


Stands = Mapping[tuple[str, int, str], Stand]


def stands(home: Home) -> dict[tuple[str, int, str], Stand]:
    """By dataset, period and department, in that order; datasets that the city has switched off are left out."""
    published = sorted(home.journal.releases.published().items())
    known = [(home.contracts[dataset], history[-1]) for (dataset, _), history in published if dataset in home.contracts]
    return {
        (contract.id, release.period, part.entity): Stand(
            contract=contract,
            period=release.period,
            entity=part.entity,
            version=release.version,
            path=home.lake.standardised(contract.dataset.slug, release.period, part.key),
        )
        for contract, release in known
        for part in release.parts
    }


def link_tables(home: Home) -> list[Contract]:
    """The datasets of published links that the city has."""
    return [contract for contract in home.contracts.values() if contract.derived and contract.derived.links]


def link_files(known: Stands) -> list[Path]:
    """The files of the published links."""
    return [stand.path for stand in known.values() if stand.contract.derived and stand.contract.derived.links]


def chained(home: Home) -> list[Contract]:
    """The datasets whose rows are linked, of those the city has."""
    linked = {dataset for table in link_tables(home) if table.derived for dataset in table.derived.links}
    ends = {link.to for name in linked if name in home.contracts for link in home.contracts[name].links}
    return [contract for name, contract in home.contracts.items() if name in linked | ends]


def numbered(home: Home) -> list[Contract]:
    """The datasets whose rows name a purchase or a project by its number, of those the city has."""
    named = {PURCHASE, PROJECT}
    return [contract for contract in home.contracts.values() if named & set(contract.table.names)]
