"""The factory: the declarations become assets, checks, one job, its schedule and two sensors."""

import warnings
from collections.abc import Sequence
from pathlib import Path

import dagster as dg

from gongkai.city import Schedule
from gongkai.contract import Contract, load_contracts
from gongkai.home import DATASETS, open_home
from gongkai.registers import Registers
from pipelines.orchestration.alert import failure_alert
from pipelines.orchestration.dataset import dataset_assets
from pipelines.orchestration.house import closing_assets, extracted, landed
from pipelines.orchestration.inbox import inbox_sensor
from pipelines.orchestration.nightly import NIGHTLY, QUIET, nightly_schedule, partitions, range_tags
from pipelines.orchestration.run import HomeResource
from quality.evidence import linked_datasets, looks


def build(root: Path) -> dg.Definitions:
    """Everything for the home at `root`. Where there is none yet, every declared dataset with the default hour."""
    home = open_home(root) if (root / "city.yml").is_file() else None
    contracts = list((home.contracts if home else load_contracts(DATASETS)).values())
    compared = _compared(contracts, home.registers if home else Registers(DATASETS / "_shared", root))
    periods = partitions(contracts)
    tags = range_tags(periods)
    for young in (dg.BetaWarning, dg.PreviewWarning):  # `backfill_policy`, and partitions of a check
        warnings.filterwarnings("ignore", category=young)
    schedule, zone = (home.city.schedule, home.city.timezone) if home else (Schedule(), "Asia/Shanghai")
    return dg.Definitions(
        assets=[
            landed,
            extracted,
            *(asset for each in contracts for asset in dataset_assets(each, periods, compared[each.id])),
            *closing_assets(contracts),
        ],
        jobs=[dg.define_asset_job(NIGHTLY, selection=dg.AssetSelection.all(), config=QUIET)],
        schedules=[nightly_schedule(schedule, zone, tags)],
        sensors=[inbox_sensor(root, tags), failure_alert()],
        resources={"home": HomeResource(root=str(root))},
        # One process for all steps: a process for each would cost seconds a step.
        executor=dg.in_process_executor,
    )


def _compared(contracts: Sequence[Contract], registers: Registers) -> dict[str, list[str]]:
    """Dataset -> the other datasets of the city that its checks compare it with."""
    known = {contract.id for contract in contracts}
    looked = {
        contract.id: {look.dataset for look in looks(contract, registers)} | {*linked_datasets(contract)}
        for contract in contracts
    }
    return {dataset: sorted((others & known) - {dataset}) for dataset, others in looked.items()}
