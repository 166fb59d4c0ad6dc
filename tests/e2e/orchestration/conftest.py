"""The sample city on the evening of the first night: everything has arrived and is signed, nothing is published."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from gongkai.decision import Outcome
from gongkai.home import open_home
from pipelines.flow import refresh
from publish.review.signing import sign
from samples.generate import unchanging, write
from tests.support.town import expectations

EVENING, NIGHT = "2026-03-12T20:00:00+08:00", "2026-03-13T02:00:00+08:00"
SIGNERS = {"drafter": "drafter-a", "reviewer": "reviewer-b", "publisher": "publisher-c"}


def delivered(root: Path, repository: Path) -> Path:
    """A small city in whose inbox the first night's files lie, without those of other years and other datasets."""
    shutil.copytree(repository / "tests" / "support" / "small_city", root)
    expectations(root, on=False)
    write(1, root)
    for name in unchanging():
        (root / name).unlink()
        if not any((root / name).parent.iterdir()):
            (root / name).parent.rmdir()
    return root


def sign_everything(root: Path) -> None:
    """All three people sign whatever waits for them."""
    home = open_home(root)
    waiting = [one for one in home.journal.reviews.decisions().values() if one.outcome is Outcome.WAITING]
    for one in waiting:
        for role, account in SIGNERS.items():
            at = datetime.fromisoformat(EVENING)
            sign(home, one.dataset, one.period, one.entity, role, account, "approve", "", at)
    home.close()


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """Made by the plain flow; never run on, only copied."""
    root = delivered(tmp_path_factory.mktemp("evening") / "home", repository)
    home = open_home(root)
    refresh(home, datetime.fromisoformat(EVENING))
    home.close()
    sign_everything(root)
    return root


@pytest.fixture
def signed(evening: Path, tmp_path: Path) -> Path:
    """A copy to run a night on."""
    return shutil.copytree(evening, tmp_path / "signed")


class Night:
    """One nightly job, run in this process."""

    def __init__(self, root: Path, as_of: str, instance: dg.DagsterInstance) -> None:
        from pipelines.orchestration.build import build
        from pipelines.orchestration.run import AS_OF

        job = build(root).resolve_job_def("nightly")
        tags = {"dagster/asset_partition_range_start": "2025", "dagster/asset_partition_range_end": "2026"}
        self.root, self.instance = root, instance
        self.result = job.execute_in_process(instance=instance, raise_on_error=False, tags={**tags, AS_OF: as_of})

    def metadata(self, asset: str, period: str | None = None) -> dict[str, Any]:
        """What the asset showed of itself."""
        for event in self.result.asset_materializations_for_node(asset.replace("/", "__")):
            if event.partition == period:
                return {name: value.value for name, value in event.metadata.items()}
        raise KeyError((asset, period))

    def failures(self) -> list[str]:
        """The causes of failed steps."""
        events = [event for event in self.result.all_events if event.is_step_failure]
        return [event.step_failure_data.error_display_string for event in events]


@pytest.fixture
def night() -> Iterator[Callable[[Path, str], Night]]:
    """Runs the nightly job on a home as of a moment."""
    with dg.DagsterInstance.ephemeral() as instance:
        yield lambda root, as_of: Night(root, as_of, instance)


@pytest.fixture(scope="session")
def first_night(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[Night]:
    """Evening and night by Dagster alone, from the files in the inbox; only looked at."""
    root = delivered(tmp_path_factory.mktemp("first_night") / "home", repository)
    with dg.DagsterInstance.ephemeral() as instance:
        assert Night(root, EVENING, instance).result.success
        sign_everything(root)
        yield Night(root, NIGHT, instance)
