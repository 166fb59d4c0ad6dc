"""One database engine for a whole build, opened when the first table is read: a quiet night opens none."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from gongkai.engine import engine

if TYPE_CHECKING:
    import duckdb


class Opened:
    """The engine over the published tables; closed at the end of the `with`."""

    def __init__(self, public: Path) -> None:
        self._public = public
        self._stack = ExitStack()
        self._connection: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection = None
        self._stack.close()

    @property
    def connection(self) -> "duckdb.DuckDBPyConnection":
        """The connection, opened now if it is not."""
        if self._connection is None:
            self._connection = self._stack.enter_context(engine([self._public]))
        return self._connection
