"""The released tables as the topic pages read them: the Parquet files of the current releases, and rows out of them.

Amounts come as Decimal (元), never as float. What a page makes of the rows belongs to the module of that page.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.engine import engine, name, parquet
from publish.manifest import named, version_folder
from publish.portal.context import Context
from publish.version import allowed_names

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]


def current_files(context: Context, dataset_id: str) -> dict[int, Path]:
    """Period -> the Parquet file of its current release, by period; nothing for a dataset the city does not have.

    The manifest says which version is current; a folder that it does not name is not published.
    """
    contract = context.home.contracts.get(dataset_id)
    if contract is None:
        return {}
    files = {}
    for period in sorted(period for dataset, period in context.releases if dataset == dataset_id):
        current = named(context.home.public, contract, period)
        if current:
            folder = version_folder(context.home.public, contract, period, current[0])
            files[period] = folder / allowed_names(contract, period)[2]
    return files


@contextmanager
def reader(context: Context) -> Iterator["Reader"]:
    """A reader of the released tables; one for many questions is quicker than one for each."""
    with engine([context.home.public]) as connection:
        yield Reader(connection)


class Reader:
    """Asks released tables."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection") -> None:
        self._connection = connection

    def columns(self, file: Path) -> tuple[str, ...]:
        """The columns of a released table; an old release may lack one of today's schema."""
        return tuple(row[0] for row in self._connection.execute(f"DESCRIBE FROM {parquet(file)}").fetchall())

    def rows(self, file: Path, columns: Sequence[str], order: Sequence[str] = ()) -> list[Row]:
        """These columns of a released table; one it does not have is None. Without `order` the rows stand as in the
        file."""
        stored = set(self.columns(file))
        chosen = [name(column) if column in stored else f"NULL AS {name(column)}" for column in columns]
        ordered = f" ORDER BY {', '.join(map(name, order))}" if order else ""
        return self.ask(f"SELECT {', '.join(chosen)} FROM {parquet(file)}{ordered}")

    def ask(self, query: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of any query; name tables with `gongkai.engine.parquet(path)`, values as `?`."""
        found = self._connection.execute(query, list(parameters))
        titles = [column[0] for column in found.description or ()]
        return [dict(zip(titles, row, strict=True)) for row in found.fetchall()]
