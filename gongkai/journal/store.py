"""Opens the journal and bundles its books."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

from gongkai.journal.deliveries import Deliveries
from gongkai.journal.history import History
from gongkai.journal.nights import Nights
from gongkai.journal.releases import Releases
from gongkai.journal.reviews import Reviews
from gongkai.journal.tables import metadata
from gongkai.journal.work import Work


class Journal:
    """The journal of one home. Each book writes in transactions of its own; a killed run leaves whole entries only."""

    def __init__(self, path: Path) -> None:
        self.engine = _connect(path)
        metadata.create_all(self.engine)
        self.deliveries = Deliveries(self.engine)
        self.work = Work(self.engine)
        self.reviews = Reviews(self.engine)
        self.releases = Releases(self.engine)
        self.nights = Nights(self.engine)
        self.history = History(self.engine)

    def close(self) -> None:
        """Release the database."""
        self.engine.dispose()


def _connect(path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    return engine
