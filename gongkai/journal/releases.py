"""The book of releases. A release is written down as `prepared` before its files are made, with its time, so that a
run that is killed in between ends in the same bytes when it is run again; it becomes `published` after the manifest
has been swapped.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Delete, Engine, delete, insert, select, update

from gongkai.journal.tables import audit, releases


@dataclass(frozen=True)
class Part:
    """One department's share of a release: which content, made from which delivery, released first when.

    `way` says how it was cleared: `sign_offs` (by people, on exactly this content) or `standing`.
    """

    entity: str
    content: str
    key: str
    delivery: int
    sha256: str
    rows: int
    first_released: str
    released: str
    amounts: dict[str, str]
    way: str = ""


@dataclass(frozen=True)
class Release:
    """One version of a dataset and period."""

    dataset: str
    period: int
    version: int
    content: str
    released_at: str
    state: str
    parts: tuple[Part, ...]
    changes: dict[str, Any]

    @property
    def rows(self) -> int:
        """Rows in the release."""
        return sum(part.rows for part in self.parts)


class Releases:
    """Releases by dataset, period and version."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def published(self) -> dict[tuple[str, int], list[Release]]:
        """Every published release by (dataset, period), oldest first."""
        return self._in_state("published")

    def history(self, dataset: str, period: int) -> list[Release]:
        """The published releases of one dataset and period, oldest first."""
        of = (releases.c.dataset == dataset, releases.c.period == period, releases.c.state == "published")
        with self._engine.connect() as connection:
            return [
                _release(row) for row in connection.execute(select(releases).where(*of).order_by(releases.c.version))
            ]

    def prepared(self) -> dict[tuple[str, int], list[Release]]:
        """Releases whose files may be incomplete because a run was interrupted."""
        return self._in_state("prepared")

    def prepare(self, release: Release) -> None:
        """Write down what is about to be made; an older intention for the same dataset and period is dropped."""
        with self._engine.begin() as connection:
            connection.execute(_abandoned(release.dataset, release.period))
            connection.execute(insert(releases).values(**_row(release)))

    def forget(self, dataset: str, period: int) -> None:
        """Drop what was about to be made and is no longer wanted."""
        with self._engine.begin() as connection:
            connection.execute(_abandoned(dataset, period))

    def publish(self, release: Release) -> None:
        """The manifest names this version now."""
        with self._engine.begin() as connection:
            connection.execute(
                update(releases)
                .where(
                    releases.c.dataset == release.dataset,
                    releases.c.period == release.period,
                    releases.c.version == release.version,
                )
                .values(state="published")
            )
            detail = {"dataset": release.dataset, "period": release.period, "version": release.version}
            text = json.dumps({**detail, "content": release.content}, sort_keys=True)
            connection.execute(
                insert(audit).values(at=release.released_at, actor="gongkai", action="release", detail=text)
            )

    def _in_state(self, state: str) -> dict[tuple[str, int], list[Release]]:
        query = select(releases).where(releases.c.state == state).order_by(releases.c.version)
        found: dict[tuple[str, int], list[Release]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                release = _release(row)
                found.setdefault((release.dataset, release.period), []).append(release)
        return found


def _abandoned(dataset: str, period: int) -> Delete:
    return delete(releases).where(
        releases.c.dataset == dataset, releases.c.period == period, releases.c.state == "prepared"
    )


def _row(release: Release) -> dict[str, Any]:
    detail = {"parts": [part.__dict__ for part in release.parts], "changes": release.changes}
    return {
        "dataset": release.dataset,
        "period": release.period,
        "version": release.version,
        "content": release.content,
        "released_at": release.released_at,
        "state": release.state,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
    }


def _release(row: Any) -> Release:
    parts, changes = _detail(row.detail)
    return Release(row.dataset, row.period, row.version, row.content, row.released_at, row.state, parts, changes)


@lru_cache(maxsize=20_000)
def _detail(text: str) -> tuple[tuple[Part, ...], dict[str, Any]]:
    """Parts and changes of a release, which many ask for: a text is read once."""
    detail = json.loads(text)
    return tuple(Part(**part) for part in detail["parts"]), detail["changes"]
