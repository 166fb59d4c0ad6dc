"""Waking a person when a run fails. Here belongs who is told and how; a city puts its own messenger in `alert`."""

import dagster as dg


def alert(message: str) -> None:
    """Tell the person on duty: a line in the log."""
    import structlog

    structlog.get_logger("gongkai").error("run_failed", message=message)


def failure_alert() -> dg.SensorDefinition:
    """One alert for each failed run, with the cause of each failed step."""

    @dg.run_failure_sensor(name="failure_alert", default_status=dg.DefaultSensorStatus.RUNNING)
    def failed(context: dg.RunFailureSensorContext) -> None:
        run = context.dagster_run
        events = context.get_step_failure_events()
        causes = [event.step_failure_data.error_display_string.splitlines()[0] for event in events]
        alert(f"{run.job_name} {run.run_id}: {'; '.join(causes) or context.failure_event.message}")

    return failed
