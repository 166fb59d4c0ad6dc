"""The seven stages in order: the map of the house on one screen. Dagster calls the same functions step by step.

land → extract → standardise every dataset → validate every dataset → review and publish every dataset → assess → site
→ receipts → expectations
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.contract import Contract
from gongkai.home import Home
from gongkai.progress import Progress, Silent
from pipelines.receipts import write_receipts
from pipelines.stages.land import Landing
from pipelines.stages.publish import Published
from pipelines.stages.site import Site, site
from pipelines.steps import (
    assess_datasets,
    broken_off,
    extract_deliveries,
    land_inbox,
    publish_dataset,
    standardise_dataset,
    validate_dataset,
    watch_datasets,
)

#: A dataset and the periods that are worked on.
Asked = tuple[Contract, Sequence[int]]


@dataclass(frozen=True)
class Night:
    """What one run did. `failed` names what broke off, with the cause: a dataset, a period of it (`dataset/period`),
    `landed` or `extracted`; the others went on.
    """

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
    with home.writing():
        landing = land_inbox(home, as_of, rehash=rehash)
        extract_deliveries(home, progress)
        asked = [(each, [p for p in each.dataset.periods if since is None or p >= since]) for each in chosen]
        # What is derived comes from what the others have released.
        for derived in (False, True):
            published += _datasets(home, [each for each in asked if bool(each[0].derived) is derived], as_of, progress)
        assess_datasets(home, as_of)
        failed = broken_off(home, chosen)
        pages = site(home)
        write_receipts(home)
        watch_datasets(home, chosen, as_of)
    return Night(as_of, landing, tuple(published), failed, pages)


def _datasets(home: Home, asked: Sequence[Asked], as_of: datetime, progress: Progress) -> list[Published]:
    """Stages 3 to 6. Checks compare datasets with each other, so all of them stand before the first is judged."""
    for contract, periods in asked:
        standardise_dataset(home, contract, periods, progress)
    for contract, periods in asked:
        validate_dataset(home, contract, periods, progress)
    return [one for contract, periods in asked for one in publish_dataset(home, contract, periods, as_of)]
