"""The book of deliveries (报送): which bytes arrived from whom, when; and what the inbox looked like last time."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from gongkai.journal.tables import deliveries, inbox


@dataclass(frozen=True)
class Delivery:
    """One file as it arrived. `path` is relative to the inbox; `received_at` is ISO 8601 with offset."""

    id: int
    department: str
    path: str
    sha256: str
    size: int
    received_at: str

    @property
    def file_name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class InboxEntry:
    """The state of one inbox path when it was last looked at; saves a hash when nothing has moved."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    delivery: int
    present: bool

    @property
    def stat(self) -> tuple[int, int, int, int]:
        """What must be equal for the bytes to be taken as equal."""
        return (self.size, self.mtime_ns, self.ctime_ns, self.inode)


class Deliveries:
    """Append-only deliveries and the inbox as last seen."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def inbox(self) -> dict[str, InboxEntry]:
        """The inbox as last seen, by path."""
        with self._engine.connect() as connection:
            return {row.path: InboxEntry(**row._mapping) for row in connection.execute(select(inbox))}

    def by_id(self, ids: Iterable[int] | None = None) -> dict[int, Delivery]:
        """Deliveries by id; all of them when no ids are given."""
        query = select(deliveries)
        if ids is not None:
            query = query.where(deliveries.c.id.in_(list(ids)))
        with self._engine.connect() as connection:
            return {row.id: Delivery(**row._mapping) for row in connection.execute(query)}

    def current(self) -> list[tuple[Delivery, bool]]:
        """The newest delivery of every path, and whether the file still stands in the inbox; in order of path."""
        entries = self.inbox()
        known = self.by_id()
        return [(known[entry.delivery], entry.present) for _, entry in sorted(entries.items())]

    def received(
        self, department: str, path: str, sha256: str, size: int, at: str, stat: tuple[int, int, int, int] | None = None
    ) -> Delivery:
        """Record an arrival and, in the same transaction, how its path looks, so that a run that is killed in between
        does not take the same file for a second delivery.
        """
        values = {"department": department, "path": path, "sha256": sha256, "size": size, "received_at": at}
        with self._engine.begin() as connection:
            made = connection.execute(insert(deliveries).values(**values).returning(deliveries)).one()
            if stat is not None:
                _look(connection, [asdict(InboxEntry(path, *stat, made.id, present=True))])
            return Delivery(**made._mapping)

    def seen(self, entries: Iterable[InboxEntry]) -> None:
        """Record how these paths look now."""
        rows = [asdict(entry) for entry in entries]
        if rows:
            with self._engine.begin() as connection:
                _look(connection, rows)


def _look(connection: Connection, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        connection.execute(delete(inbox).where(inbox.c.path.in_([row["path"] for row in part])))
        connection.execute(insert(inbox), part)
