"""The inbox sensor: new, changed or vanished files start a run. Keyed by content; nothing is opened or parsed here.

What has landed already is known from the journal; the cursor holds only what has not, and what was asked for last. A
file that cannot be read is a state like any other: the run that follows says so, and the sensor goes on.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG
from typing import Any

import dagster as dg

from gongkai.digests import digest_of, sha256_file
from gongkai.home import Home
from pipelines.orchestration.nightly import NIGHTLY, QUIET
from pipelines.stages.land import IGNORED, UNFINISHED, shown

PAUSE = 5
State = dict[str, list[int | str]]
GONE: list[int | str] = [-1, -1, -1, -1, ""]


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
            return look(waiting(home, context.cursor), context.cursor, tags)
        finally:
            home.close()

    return inbox


def waiting(home: Home, cursor: str | None) -> State:
    """Path -> [size, mtime, ctime, inode, SHA-256] of what differs from what has landed, -1 for what is gone. The
    SHA-256 is empty while the file cannot be read; it is kept from the cursor while the numbers stay.
    """
    before: State = _last(cursor)["state"]
    known = {path: entry for path, entry in home.journal.deliveries.inbox().items() if entry.present}
    landed = {delivery.path: delivery.sha256 for delivery, present in home.journal.deliveries.current() if present}
    state: State = {}
    for name, file, stat in _files(home.inbox):
        entry = known.pop(name, None)
        if _passed_over(file) or (entry and entry.stat == stat):
            continue
        last = before.get(name, GONE)
        sha256 = last[-1] if last[:-1] == [*stat] and last[-1] else _digest(file)
        if landed.get(name) != sha256:
            state[name] = [*stat, sha256]
    return state | dict.fromkeys(known, GONE)


def look(state: State, cursor: str | None, tags: dict[str, str]) -> dg.SensorResult:
    """What follows from one look: nothing, a second look, or a run.

    `run_key` removes doubles for ever, so the attempt in it counts up: the same file may come back after it was gone.
    """
    last = _last(cursor)
    # Of a file only its bytes ask for a run, not its times.
    digest = digest_of({name: [seen[0], seen[-1]] for name, seen in state.items()}) if state else ""
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


def _last(cursor: str | None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cursor) if cursor else {"state": {}, "asked": "", "attempt": 0}
    return found


def _files(inbox: Path) -> Iterator[tuple[str, Path, tuple[int, int, int, int]]]:
    """Every regular file with its name as it can be written down; one that vanishes meanwhile is not there."""
    for folder, folders, names in os.walk(inbox):
        folders.sort()
        for file in (Path(folder) / name for name in sorted(names)):
            try:
                stat = file.stat()
            except OSError:
                continue
            if S_ISREG(stat.st_mode):
                name = shown(file.relative_to(inbox).as_posix())
                yield name, file, (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def _digest(file: Path) -> str:
    try:
        return sha256_file(file)
    except OSError:
        return ""


def _passed_over(file: Path) -> bool:
    return file.name.startswith(IGNORED) or file.name.lower().endswith(UNFINISHED)
