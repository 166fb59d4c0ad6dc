"""The inbox sensor: new, changed or vanished files start a run. Keyed by content; nothing is opened or parsed here.

What has landed already is known from the journal; the cursor holds only what has not, and what was asked for last.
"""

import json
from pathlib import Path
from typing import Any

import dagster as dg

from gongkai.digests import digest_of, sha256_file
from gongkai.home import Home
from pipelines.orchestration.nightly import NIGHTLY, QUIET
from pipelines.stages.land import IGNORED, UNFINISHED

PAUSE = 5
State = dict[str, list[int | str]]


def inbox_sensor(root: Path, tags: dict[str, str]) -> dg.SensorDefinition:
    """Looks every five seconds, and starts a run for a state of the inbox that stood still between two looks."""

    @dg.sensor(
        job_name=NIGHTLY,
        name="inbox_sensor",
        minimum_interval_seconds=PAUSE,
        default_status=dg.DefaultSensorStatus.RUNNING,
    )
    def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        if not (root / "city.yml").is_file():
            return dg.SkipReason(f"{root} is not a home")
        home = Home(root)
        try:
            return look(waiting(home), context.cursor, tags)
        finally:
            home.close()

    return inbox


def waiting(home: Home) -> State:
    """Path -> [size, SHA-256] of what differs from what has landed; [-1, ""] for what is gone."""
    known = {path: entry for path, entry in home.journal.deliveries.inbox().items() if entry.present}
    landed = {delivery.path: delivery.sha256 for delivery, present in home.journal.deliveries.current() if present}
    state: State = {}
    for file in sorted(path for path in home.inbox.rglob("*") if path.is_file()):
        name = file.relative_to(home.inbox).as_posix()
        entry = known.pop(name, None)
        stat = file.stat()
        if _passed_over(file) or (
            entry and entry.stat == (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
        ):
            continue
        sha256 = sha256_file(file)
        if landed.get(name) != sha256:
            state[name] = [stat.st_size, sha256]
    return state | {name: [-1, ""] for name in known}


def look(state: State, cursor: str | None, tags: dict[str, str]) -> dg.SensorResult:
    """What follows from one look: nothing, a second look, or a run.

    `run_key` removes doubles for ever, so the attempt in it counts up: the same file may come back after it was gone.
    """
    last: dict[str, Any] = json.loads(cursor) if cursor else {"state": {}, "asked": "", "attempt": 0}
    digest = digest_of(state) if state else ""
    asked, attempt = last["asked"] if state else "", last["attempt"]
    requests = []
    if state and state == last["state"] and digest != asked:
        asked, attempt = digest, attempt + 1
        requests = [dg.RunRequest(run_key=f"{digest}:{attempt}", run_config=QUIET, tags=tags)]
    said = "started a run" if requests else f"{len(state)} files wait" if state else "nothing new"
    return dg.SensorResult(
        run_requests=requests,
        skip_reason=None if requests else dg.SkipReason(said),
        cursor=json.dumps({"state": state, "asked": asked, "attempt": attempt}, ensure_ascii=False, sort_keys=True),
    )


def _passed_over(file: Path) -> bool:
    return file.name.startswith(IGNORED) or file.name.lower().endswith(UNFINISHED)
