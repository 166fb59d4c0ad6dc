"""The steps of a night, each guarded: a fault of the program becomes a finding that names its cause, holds back that
step, dataset or period only, and what was published stays. A person's mistake in the settings is raised as it is.

`pipelines.flow` takes the steps in a row, Dagster one by one. What a step does belongs to `pipelines.stages`.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from gongkai.contract import Contract, DeclarationError
from gongkai.errors import GongkaiError
from gongkai.findings import Finding, Place, cause_of, finding
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.progress import Progress
from pipelines.expectations import write_expectations
from pipelines.stages.assess import assess
from pipelines.stages.derive import derive
from pipelines.stages.derive_links import derive_links
from pipelines.stages.expect import STAGE as EXPECT
from pipelines.stages.expect import expect
from pipelines.stages.extract import extract
from pipelines.stages.land import Landing, land
from pipelines.stages.measure import measure
from pipelines.stages.publish import Published, publish
from pipelines.stages.review import review
from pipelines.stages.standardise import standardise
from pipelines.stages.validate import validate
from quality.assess import Assessment
from quality.watch.telling import broke_off as suite_broke_off

STAGE = "run"
INTAKE = ("landed", "extracted")
Result = TypeVar("Result")


def land_inbox(home: Home, as_of: datetime, *, rehash: bool = False) -> Landing:
    """Stage 1; nothing new when it broke off. Raises GongkaiError, DeclarationError."""
    done = _intake(home, INTAKE[0], lambda: land(home, as_of, rehash=rehash))
    return done or Landing(0, 0, 0, tuple(_told(home, INTAKE[0])))


def extract_deliveries(home: Home, progress: Progress) -> int:
    """Stage 2; returns how many files were read. Raises GongkaiError, DeclarationError."""
    return _intake(home, INTAKE[1], lambda: extract(home, progress)) or 0


def standardise_dataset(home: Home, contract: Contract, periods: Sequence[int], progress: Progress) -> None:
    """Stage 3. It begins the run of the dataset: what broke off in these periods before is tried again."""
    home.journal.work.forget([f"{STAGE}:{contract.id}", *(f"{STAGE}:{contract.id}/{period}" for period in periods)])
    try:
        if contract.derived and contract.derived.links:
            derive_links(home, contract, periods)
        elif contract.derived:
            derive(home, contract, periods, progress)
        else:
            standardise(home, contract, progress)
    except Exception as fault:  # noqa: BLE001 - becomes a finding that names its cause
        broke_off(home, contract.id, None, fault)


def validate_dataset(home: Home, contract: Contract, periods: Sequence[int], progress: Progress) -> None:
    """Stage 4."""
    _guarded(home, contract, periods, lambda some: validate(home, contract, some, progress))


def publish_dataset(home: Home, contract: Contract, periods: Sequence[int], as_of: datetime) -> list[Published]:
    """Stages 5 and 6; periods that broke off are missing from the result."""

    def decide_and_publish(some: Sequence[int]) -> list[Published]:
        review(home, contract, some, as_of)
        return publish(home, contract, some, as_of)

    return [one for group in _guarded(home, contract, periods, decide_and_publish) for one in group]


def assess_datasets(home: Home, as_of: datetime) -> dict[str, Assessment]:
    """Stage 7, and the figures of this night, which the dashboard and its history are made of."""
    found = assess(home, as_of)
    measure(home, as_of)
    return found


def watch_datasets(home: Home, contracts: Iterable[Contract], as_of: datetime) -> int:
    """The expectations of each dataset, after publishing, and their pages; they hold nothing back, and no fault in
    them breaks anything off. Returns how many datasets were looked at.
    """
    if not home.city.expectations.enabled:
        home.journal.work.forget(list(home.journal.work.stage(EXPECT)))
        return 0
    releases = home.journal.releases.published()
    looked = 0
    for contract in contracts:
        try:
            looked += expect(home, contract, releases, as_of)
        except Exception as fault:  # noqa: BLE001 - becomes a finding that names its cause; the next run tries again
            said = suite_broke_off(contract, " ".join(cause_of(fault)))
            home.journal.work.keep([Entry(f"{EXPECT}:{contract.id}", EXPECT, "", None, [said])])
    write_expectations(home)
    return looked


def broken_off(home: Home, contracts: Iterable[Contract]) -> dict[str, str]:
    """What stands still because of a fault of the program: `dataset`, `dataset/period`, `landed` or `extracted` ->
    cause.
    """
    ids = {*INTAKE, *(contract.id for contract in contracts)}
    causes = {scope.removeprefix(f"{STAGE}:"): entry.key for scope, entry in home.journal.work.stage(STAGE).items()}
    return {name: cause for name, cause in causes.items() if name in ids or name.rpartition("/")[0] in ids}


def broke_off(home: Home, dataset: str, period: int | None, fault: Exception) -> None:
    """Enter a fault of the program as a finding that names its cause, so that the others go on."""
    cause, where = cause_of(fault)
    said = finding("RUN-FAILED", Place(dataset=dataset, period=period), cause=cause, where=where)
    scope = f"{STAGE}:{dataset}/{period}" if period else f"{STAGE}:{dataset}"
    home.journal.work.keep([Entry(scope, STAGE, cause, None, [said])])


def _intake(home: Home, step: str, work: Callable[[], Result]) -> Result | None:
    """The step's result; None when it broke off."""
    home.journal.work.forget([f"{STAGE}:{step}"])
    try:
        return work()
    except (GongkaiError, DeclarationError):
        raise
    except Exception as fault:  # noqa: BLE001 - becomes a finding that names its cause; the site must be built
        cause, where = cause_of(fault)
        said = finding("RUN-INTAKE", Place(), cause=cause, where=where)
        home.journal.work.keep([Entry(f"{STAGE}:{step}", STAGE, cause, None, [said])])
        return None


def _told(home: Home, step: str) -> list[Finding]:
    return home.journal.work.findings(scopes=[f"{STAGE}:{step}"])


def _guarded(
    home: Home, contract: Contract, periods: Sequence[int], step: Callable[[Sequence[int]], Result]
) -> list[Result]:
    """The step on all periods at once; if it breaks off, on each alone, so that only the faulty ones stand still."""
    still = broken_off(home, [contract])
    if contract.id in still:
        return []
    sound = [period for period in periods if f"{contract.id}/{period}" not in still]
    try:
        return [step(sound)]
    except Exception as fault:  # noqa: BLE001 - tried again below, or becomes a finding that names its cause
        if len(sound) <= 1:
            broke_off(home, contract.id, sound[0] if sound else None, fault)
            return []
    return [result for period in sound for result in _guarded(home, contract, [period], step)]
