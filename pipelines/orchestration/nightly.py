"""The nightly job: every asset over the range of all declared periods, in one run; when it starts."""

from collections.abc import Sequence

import dagster as dg

from gongkai.city import Schedule
from gongkai.contract import Contract
from pipelines.orchestration.run import AS_OF

NIGHTLY = "nightly"
# Dagster keeps every event; the console needs only what went wrong.
QUIET = {"loggers": {"console": {"config": {"log_level": "WARNING"}}}}


def partitions(contracts: Sequence[Contract]) -> dg.StaticPartitionsDefinition:
    """The periods of all datasets: a job holds one definition. A dataset works on those that are its own."""
    return dg.StaticPartitionsDefinition(
        [str(period) for period in sorted({period for contract in contracts for period in contract.dataset.periods})]
    )


def range_tags(periods: dg.StaticPartitionsDefinition) -> dict[str, str]:
    """The tags that make one run of the whole range; none for a city without datasets."""
    keys = periods.get_partition_keys()
    if not keys:
        return {}
    return {"dagster/asset_partition_range_start": keys[0], "dagster/asset_partition_range_end": keys[-1]}


def nightly_schedule(when: Schedule, zone: str, tags: dict[str, str]) -> dg.ScheduleDefinition:
    """Start the job at the city's hour; its moment is the scheduled one, whenever the run really starts."""

    @dg.schedule(
        job_name=NIGHTLY,
        name=f"{NIGHTLY}_schedule",
        cron_schedule=when.cron,
        execution_timezone=zone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )
    def scheduled(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        at = context.scheduled_execution_time.isoformat()
        return dg.RunRequest(run_key=at, run_config=QUIET, tags={**tags, AS_OF: at})

    return scheduled
