"""`db/index.json`: which database files are the current ones, with size, digest, tables and rows.

The one file below `db/` that changes; the files it names never do. Making them belongs to `publish.portal.databases`.
"""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from gongkai.files import write_whole

FOLDER = "db"
INDEX = "index.json"


class Database(BaseModel):
    """A database file. `tables` are those of datasets; `rows` counts the rows of all of them."""

    model_config = ConfigDict(frozen=True)

    name: str
    bytes: int
    sha256: str
    tables: tuple[str, ...]
    rows: int


class Index(BaseModel):
    """The current files; `catalog` has every dataset, `datasets` are by id; `previous` are the names of the generation
    before, which stay for readers that are in the middle of one; `storage` is the version of the format.
    """

    model_config = ConfigDict(frozen=True)

    storage: str
    catalog: Database
    datasets: dict[str, Database]
    previous: tuple[str, ...] = ()

    @property
    def databases(self) -> tuple[Database, ...]:
        """Every current file, that of all datasets first."""
        return (self.catalog, *self.datasets.values())

    @property
    def names(self) -> frozenset[str]:
        """The names of the current files."""
        return frozenset(each.name for each in self.databases)


def read_index(public: Path) -> Index | None:
    """The index; None where no database was published."""
    path = public / FOLDER / INDEX
    return Index.model_validate_json(path.read_bytes()) if path.is_file() else None


def swap_index(public: Path, index: Index) -> None:
    """Name these files as the current ones, in one step."""
    write_whole(public / FOLDER / INDEX, index.model_dump_json(indent=2) + "\n")
