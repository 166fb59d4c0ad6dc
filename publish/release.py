"""Publishing a release (发布): a new version when the content has changed, nothing at all when it has not.

The order makes every instant safe: intention in the journal, files in a folder nobody names, manifest swapped in one
step, journal. A run that is killed anywhere is finished by the next one with the same bytes. What goes into a release
belongs to `publish.composition`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.contract import Contract
from gongkai.decision import ReleaseDecision
from gongkai.engine import engine
from gongkai.errors import GongkaiError
from gongkai.files import write_whole
from gongkai.home import Home
from gongkai.journal.releases import Part, Release
from publish.changes import change_of, withdrawal_of
from publish.composition import Cleared, Composition, compose, release_content
from publish.manifest import as_json, named, swap_manifest
from publish.version import remove_above, write_version

if TYPE_CHECKING:
    import duckdb


def release(
    home: Home,
    contract: Contract,
    period: int,
    cleared: Sequence[Cleared],
    at: datetime,
    held: Sequence[ReleaseDecision] = (),
) -> Release | None:
    """Cut and publish the next version from these cleared submissions and the last release; of the `held` ones, those
    whose released content is refused now are left out.

    None, and nothing written, when it would equal the last release or nothing may be released now (kept last good).
    Raises GongkaiError when the published tree names a version that the journal does not know.
    """
    recover(home, contract, period)
    last = last_release(home, contract, period)
    moment = at.astimezone(home.city.zone)
    composition = compose(contract, cleared, last, moment, held)
    content = release_content(contract, composition.parts)
    if not composition.parts or (last is not None and last.content == content):
        _forget(home, contract, period)
        return None
    _no_stranger(home, contract, period, last)
    home.public.mkdir(parents=True, exist_ok=True)
    with engine([home.lake.root, home.public]) as connection:
        new = _intended(home, contract, period, content)
        if new is None:
            changes = _changes(home, contract, period, composition, last, connection)
            version, time = (last.version + 1 if last else 1), moment.isoformat(timespec="seconds")
            words = Release(contract.id, period, version, content, time, "prepared", composition.parts, changes)
            new = _intend(home, words)
        written = write_version(home, contract, new, connection)
    swap_manifest(home.public, contract, new, written.files, written.missing)
    return _finish(home, contract, new)


def recover(home: Home, contract: Contract, period: int) -> None:
    """Enter in the journal what an interrupted run had published already, since the manifest names it, and remove the
    folder of a version that it had not come to name: nothing says that it may still be published.
    """
    current = named(home.public, contract, period)
    for prepared in home.journal.releases.prepared().get((contract.id, period), []):
        if current == (prepared.version, prepared.content):
            _finish(home, contract, prepared)
    last = last_release(home, contract, period)
    remove_above(home.public, contract, period, max(current[0] if current else 0, last.version if last else 0))


def last_release(home: Home, contract: Contract, period: int) -> Release | None:
    """The newest published release."""
    history = home.journal.releases.history(contract.id, period)
    return history[-1] if history else None


def _no_stranger(home: Home, contract: Contract, period: int, last: Release | None) -> None:
    current = named(home.public, contract, period)
    if (current[0] if current else 0) > (last.version if last else 0):
        raise GongkaiError(
            f"{contract.id} {period}：公开目录已有流水账不知道的版本",
            f"{contract.id} {period}: the published tree names a version that the journal does not know",
            "恢复与公开目录相符的 journal.sqlite",
            "restore the journal.sqlite that belongs to the published tree",
        )


def _intended(home: Home, contract: Contract, period: int, content: str) -> Release | None:
    """What an interrupted run meant to publish, if it is this content; its time and parts are kept, so that the bytes
    are the same.
    """
    prepared = home.journal.releases.prepared().get((contract.id, period), [])
    return next((each for each in prepared if each.content == content), None)


def _forget(home: Home, contract: Contract, period: int) -> None:
    if (contract.id, period) in home.journal.releases.prepared():
        home.journal.releases.forget(contract.id, period)


def _intend(home: Home, new: Release) -> Release:
    """Write the intention down and read it back: this run works from the same words as one that takes over after a
    kill.
    """
    home.journal.releases.prepare(new)
    return home.journal.releases.prepared()[(new.dataset, new.period)][0]


def _changes(
    home: Home,
    contract: Contract,
    period: int,
    composition: Composition,
    last: Release | None,
    connection: "duckdb.DuckDBPyConnection",
) -> dict[str, Any]:
    """What the journal keeps of the release beside its parts; each entry but the first three is by department."""
    before = {part.entity: part for part in last.parts} if last else {}

    def table(part: Part) -> Path:
        return home.lake.standardised(contract.dataset.slug, period, part.key)

    departments = {}
    for part in composition.parts:
        old = before.get(part.entity)
        change = change_of(connection, contract, old, part, (table(old) if old else None, table(part)))
        departments[part.entity] = {**change, **_file(composition.sources[part.entity])}
    for entity, (part, reasons) in composition.withdrawn.items():
        tables = last.changes["sources"][entity] if last else []
        departments[entity] = {**withdrawal_of(part, reasons), **_file(tables)}
    return {
        "previous": last.version if last else None,
        "columns": contract.columns_digest,
        "columns_changed": last is not None and last.changes["columns"] != contract.columns_digest,
        "departments": departments,
        "approvals": {entity: dict(by) for entity, by in composition.approvals.items()},
        "sources": {entity: list(tables) for entity, tables in composition.sources.items()},
    }


def _file(tables: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The names and short ids of the files that the tables came in, on one line each."""
    return {key: "、".join(dict.fromkeys(table[key] for table in tables)) for key in ("file", "source")}


def _finish(home: Home, contract: Contract, done: Release) -> Release:
    standing = {"version": done.version, "content": done.content, "parts": [asdict(part) for part in done.parts]}
    write_whole(home.lake.published(contract.dataset.slug, done.period), as_json(standing))
    home.journal.releases.publish(done)
    return replace(done, state="published")
