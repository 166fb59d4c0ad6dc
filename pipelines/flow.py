"""The seven stages in order: the map of the house on one screen. Dagster calls the same functions step by step.

land → extract → (for every dataset: standardise → validate → review → publish) → assess → site
"""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.contract import Contract
from gongkai.findings import Place, finding
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.progress import Progress, Silent
from pipelines.stages.assess import assess
from pipelines.stages.extract import extract
from pipelines.stages.land import Landing, land
from pipelines.stages.publish import Published, publish
from pipelines.stages.review import review
from pipelines.stages.site import Site, site
from pipelines.stages.standardise import standardise
from pipelines.stages.validate import validate


@dataclass(frozen=True)
class Night:
    """What one run did. `failed` names the datasets whose run broke off, with the cause; the others went on."""

    as_of: datetime
    landing: Landing
    published: tuple[Published, ...]
    failed: dict[str, str]
    site: Site


def refresh(
    home: Home,
    as_of: datetime,
    *,
    datasets: Sequence[str] | None = None,
    since: int | None = None,
    rehash: bool = False,
    progress: Progress | None = None,
) -> Night:
    """Run the whole flow as of a moment. `datasets` and `since` (the first period) narrow what is worked on.

    Raises GongkaiError when another run is writing to the home or a dataset is unknown.
    """
    progress = progress or Silent()
    chosen = [home.contract(dataset) for dataset in datasets or home.contracts]
    published: list[Published] = []
    failed: dict[str, str] = {}
    with home.writing():
        landing = land(home, as_of, rehash=rehash)
        extract(home, progress)
        for contract in chosen:
            periods = [period for period in contract.dataset.periods if since is None or period >= since]
            try:
                published += one_dataset(home, contract, periods, as_of, progress)
            except Exception as fault:  # noqa: BLE001 - becomes a finding that names its cause
                failed[contract.id] = broke_off(home, contract.id, fault)
            else:
                home.journal.work.forget([f"run:{contract.id}"])
        assess(home, as_of)
        pages = site(home)
    return Night(as_of, landing, tuple(published), failed, pages)


def one_dataset(
    home: Home, contract: Contract, periods: Sequence[int], as_of: datetime, progress: Progress
) -> list[Published]:
    """Stages 3 to 6 of one dataset."""
    standardise(home, contract, progress)
    validate(home, contract, periods, progress)
    review(home, contract, periods, as_of)
    return publish(home, contract, periods, as_of)


def broke_off(home: Home, dataset: str, fault: Exception) -> str:
    """Enter a fault of the program as a finding that names its cause, so that the other datasets go on; returns the
    cause.
    """
    cause = f"{type(fault).__name__}: {fault}"
    where = traceback.extract_tb(fault.__traceback__)[-1]
    said = finding("RUN-FAILED", Place(dataset=dataset), cause=cause, where=f"{where.name}:{where.lineno}")
    home.journal.work.keep([Entry(f"run:{dataset}", "run", cause, None, [said])])
    return cause
