"""What one Dagster run knows: the home it writes to, the writer's lock, its one moment, the periods asked for."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import dagster as dg

from gongkai.contract import Contract
from gongkai.errors import GongkaiError
from gongkai.home import Home, open_home

AS_OF = "gongkai/as_of"
DEMO = Path(__file__).resolve().parents[2] / "var" / "demo"
LOCK_TRIES, LOCK_PAUSE = 60, 10


def home_root() -> Path:
    """The home that GONGKAI_HOME names; without it the sample city's."""
    return Path(os.environ.get("GONGKAI_HOME") or DEMO).resolve()


class HomeResource(dg.ConfigurableResource[Home]):
    """The home at `root`, opened once for each run. Raises GongkaiError when there is none."""

    root: str

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Home]:  # noqa: ARG002 - Dagster's own
        """The open home; its journal is closed after the run."""
        home = open_home(Path(self.root))
        try:
            yield home
        finally:
            home.close()


@contextmanager
def writing(home: Home) -> Iterator[None]:
    """Hold the home's writer lock for one step. While a run from the command line holds it, the step waits and tries
    again, ten minutes at most.
    """
    with ExitStack() as held:
        try:
            held.enter_context(home.writing())
        except GongkaiError as busy:
            raise dg.RetryRequested(max_retries=LOCK_TRIES, seconds_to_wait=LOCK_PAUSE) from busy
        yield


def moment(context: dg.AssetExecutionContext, home: Home) -> datetime:
    """The one moment of the run, in the city's zone: the tag `gongkai/as_of` (ISO 8601), else when the run was made."""
    stated = context.run.tags.get(AS_OF)
    if stated:
        return datetime.fromisoformat(stated).astimezone(home.city.zone)
    record = context.instance.get_run_record_by_id(context.run.run_id)
    if record is None:
        raise ValueError(f"run {context.run.run_id} is not in the run storage")
    created: datetime = record.create_timestamp
    return created.astimezone(home.city.zone).replace(microsecond=0)


def periods_of(context: dg.AssetExecutionContext, contract: Contract) -> Sequence[int]:
    """The partitions asked for that are periods of this dataset, in order."""
    return sorted(set(map(int, context.partition_keys)) & set(contract.dataset.periods))
