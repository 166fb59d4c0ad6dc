"""The published databases (数据库文件): one `.duckdb` file for each dataset and one for the whole city, below `db/`.

A file is named by a digest of what it is made from and never replaced, since readers fetch pieces of it; `index.json`,
swapped last, names the current ones. The generation before stays until the next one, for readers that are in the
middle of it. Everything below `db/` belongs to this module.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.contract import Contract
from gongkai.digests import code_digest, digest_of, sha256_file
from gongkai.engine import engine
from gongkai.files import whole_file
from gongkai.home import Home
from publish.manifest import dataset_folder, read_manifest
from publish.portal.database_about import add_about, said_of
from publish.portal.database_file import STORAGE, Released, Source, add_tables, attach, detach
from publish.portal.database_index import FOLDER, INDEX, Database, Index, read_index, swap_index

if TYPE_CHECKING:
    import duckdb

CODE = ("publish.portal.database_file", "publish.portal.database_about")
CATALOG = "catalog"


@dataclass(frozen=True)
class Databases:
    """How many files a build wrote, found as they should be, and removed."""

    written: int
    unchanged: int
    removed: int


@dataclass(frozen=True)
class Plan:
    """A file to be: what goes into it, and its name. `whole` is that of the whole city."""

    name: str
    sources: tuple[Source, ...]
    whole: bool = False


def build_databases(home: Home) -> Databases:
    """Bring `db/` up to date with the releases that the manifests name; nothing is read where none has changed."""
    plans = _plans(home)
    known = read_index(home.public)
    standing = {each.name: each for each in (known.databases if known else ()) if _stands(home.public, each)}
    todo = [plan for plan in plans if plan.name not in standing]
    if todo or known is None or known.names != {plan.name for plan in plans}:
        made = standing | (_made(home.public, todo) if todo else {})
        known = _index(plans, made, known)
        swap_index(home.public, known)
    removed = _remove(home.public, {INDEX, *known.names, *known.previous})
    return Databases(len(todo), len(plans) - len(todo), removed)


def _plans(home: Home) -> list[Plan]:
    """The file of the whole city and, in its order, of each dataset that is released."""
    sources = [source for contract in home.contracts.values() if (source := _source(home, contract)).releases]
    keys = [_key(source) for source in sources]
    whole = Plan(f"{CATALOG}-{digest_of(keys)[:16]}.duckdb", tuple(sources), whole=True)
    each = (
        Plan(f"{source.contract.dataset.slug}-{key[:16]}.duckdb", (source,))
        for source, key in zip(sources, keys, strict=True)
    )
    return [whole, *each]


def _source(home: Home, contract: Contract) -> Source:
    folder, periods = dataset_folder(home.public, contract), read_manifest(home.public, contract)["periods"]
    return Source(contract, tuple(_releases(folder, {int(period): entry for period, entry in periods.items()})))


def _releases(folder: Path, periods: Mapping[int, Mapping[str, Any]]) -> Iterator[Released]:
    for period, entry in sorted(periods.items()):
        table = next(file for file in entry["files"] if file["name"].endswith(".parquet"))
        yield Released(
            period=period,
            version=entry["version"],
            released_at=entry["released_at"],
            rows=entry["rows"],
            table=folder / entry["path"] / table["name"],
            digest=table["sha256"],
        )


def _key(source: Source) -> str:
    return digest_of(STORAGE, version("duckdb"), code_digest(*CODE), said_of(source))


def _made(public: Path, plans: Sequence[Plan]) -> dict[str, Database]:
    """Write these files in a process of its own, which reads nothing but what is public: DuckDB leaves bytes between
    values unset, and what this process has in its memory must not come to stand there.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(write_all, public, plans).result()


def write_all(public: Path, plans: Sequence[Plan]) -> dict[str, Database]:
    """Write these files, with one engine for all; by name."""
    with engine([public]) as connection:
        return {plan.name: _write(public, connection, plan) for plan in plans}


def _write(public: Path, connection: "duckdb.DuckDBPyConnection", plan: Plan) -> Database:
    path = public / FOLDER / plan.name
    with whole_file(path) as part:
        attach(connection, plan.sources, part)
        columns = add_tables(connection, plan.sources)
        if plan.whole:
            add_about(connection, plan.sources, columns)
        detach(connection)
    return Database(
        name=plan.name,
        bytes=path.stat().st_size,
        sha256=sha256_file(path),
        tables=tuple(columns),
        rows=sum(source.rows for source in plan.sources),
    )


def _index(plans: Iterable[Plan], made: Mapping[str, Database], last: Index | None) -> Index:
    whole, *others = plans
    datasets = {plan.sources[0].contract.id: made[plan.name] for plan in others}
    new = Index(storage=STORAGE, catalog=made[whole.name], datasets=datasets)
    before = sorted(last.names - new.names) if last else ()
    return new.model_copy(update={"previous": tuple(before)})


def _stands(public: Path, database: Database) -> bool:
    path = public / FOLDER / database.name
    return path.is_file() and path.stat().st_size == database.bytes


def _remove(public: Path, wanted: set[str]) -> int:
    """Remove older generations and what a killed build left."""
    stale = [path for path in (public / FOLDER).iterdir() if path.name not in wanted]
    for path in stale:
        path.unlink()
    return len(stale)
