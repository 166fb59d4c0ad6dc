"""Writes one version folder: data, provenance, change log, metadata. Only names on the allow-list come into it.

The folder is made beside its place and moved there whole. Which version, with which parts, and when, belongs to
`publish.release`.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.contract import Contract
from gongkai.digests import sha256_file
from gongkai.engine import name, parquet
from gongkai.files import flush, replace_folder
from gongkai.home import Home
from gongkai.journal.releases import Part, Release
from publish.formats import csv, workbook
from publish.formats import parquet as parquet_format
from publish.manifest import as_json, dataset_folder, version_folder
from publish.standards.data_package import Missing, PublishedFile, data_package
from publish.standards.licences import licence

if TYPE_CHECKING:
    import duckdb


#: A version's folder, and the one it is made in.
VERSION_FOLDER = re.compile(r"(?:v|\.v)(\d+)(?:\.part)?")


def allowed_names(contract: Contract, period: int) -> tuple[str, ...]:
    """The only file names that a version folder may hold, in the order in which they are listed."""
    base = f"{contract.dataset.slug}-{period}"
    tables = (f"{base}.csv", f"{base}.csv.gz", f"{base}.parquet")
    form = (workbook_name(contract, period),) if contract.sources.printing else ()
    return (*tables, *form, "sources.json", "changes.json", "datapackage.json")


def workbook_name(contract: Contract, period: int) -> str:
    """The name of the official workbook."""
    return f"{contract.dataset.slug}-{period}.xlsx"


@dataclass(frozen=True)
class Written:
    """The files of a version folder, and those of the allowed ones that could not be made, with the reason."""

    files: list[PublishedFile]
    missing: list[Missing]


def write_version(home: Home, contract: Contract, release: Release, connection: "duckdb.DuckDBPyConnection") -> Written:
    """Make the folder of this release and move it into place; a leftover there, which no manifest names, gives way."""
    final = version_folder(home.public, contract, release.period, release.version)
    part = final.with_name(f".{final.name}.part")
    if part.exists():
        shutil.rmtree(part)
    part.mkdir(parents=True)
    files = _tables(home, contract, release, connection, part)
    made, missing = _form(home, contract, release, connection, part)
    files += [
        *made,
        _text(part / "sources.json", as_json(_provenance(home, release))),
        _text(part / "changes.json", as_json(_change_log(release))),
    ]
    granted = licence(home.registers, contract.dataset.licence)
    described = data_package(release, contract, home.city, granted, files, missing)
    files.append(_text(part / "datapackage.json", as_json(described)))
    absent = {each.name for each in missing}
    _seal(part, tuple(each for each in allowed_names(contract, release.period) if each not in absent))
    replace_folder(part, final)
    return Written(files, missing)


def remove_above(public: Path, contract: Contract, period: int, version: int) -> None:
    """Remove the folders of later versions than this one, half made ones included."""
    for folder in dataset_folder(public, contract).glob(f"{period}/*"):
        number = VERSION_FOLDER.fullmatch(folder.name)
        if number and int(number.group(1)) > version:
            shutil.rmtree(folder)


def _tables(
    home: Home, contract: Contract, release: Release, connection: "duckdb.DuckDBPyConnection", folder: Path
) -> list[PublishedFile]:
    plain, packed, columnar = (folder / each for each in allowed_names(contract, release.period)[:3])
    tables = [_stored(home, contract, release, part) for part in release.parts]
    rows = f"SELECT {', '.join(map(name, contract.table.names))} FROM {parquet(*tables)}"
    if len(tables) == 1 and _columns(connection, tables[0]) == contract.table.names:
        shutil.copyfile(tables[0], columnar)
    else:
        parquet_format.write(connection, rows, columnar)
    csv.write(connection, rows, plain)
    digest = csv.compress(plain, packed)
    return [PublishedFile(plain.name, plain.stat().st_size, digest), _published(packed), _published(columnar)]


def _form(
    home: Home, contract: Contract, release: Release, connection: "duckdb.DuckDBPyConnection", folder: Path
) -> tuple[list[PublishedFile], list[Missing]]:
    """The official workbook, or why there is none; nothing at all for a dataset that has no such form."""
    if contract.sources.printing is None:
        return [], []
    known = home.registers.by_code
    sources = [
        workbook.Source(
            part.entity,
            known[part.entity].name if part.entity in known else part.entity,
            _stored(home, contract, release, part),
        )
        for part in release.parts
    ]
    place = version_folder(home.public, contract, release.period, release.version).relative_to(home.public)
    address = f"{home.city.base_url}{place.as_posix()}/"
    target = folder / workbook_name(contract, release.period)
    identity = workbook.Identity(release.period, release.version, address)
    unprinted = workbook.write(connection, contract, sources, identity, target)
    if unprinted:
        return [], [Missing(target.name, unprinted.zh, unprinted.en)]
    return [_published(target)], []


def _stored(home: Home, contract: Contract, release: Release, part: Part) -> Path:
    return home.lake.standardised(contract.dataset.slug, release.period, part.key)


def _columns(connection: "duckdb.DuckDBPyConnection", table: Path) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(f"DESCRIBE FROM {parquet(table)}").fetchall())


def _text(path: Path, content: str) -> PublishedFile:
    path.write_bytes(content.encode())
    return _published(path)


def _published(path: Path) -> PublishedFile:
    return PublishedFile(path.name, path.stat().st_size, sha256_file(path))


def _seal(folder: Path, allowed: tuple[str, ...]) -> None:
    present = sorted(path.name for path in folder.iterdir())
    if present != sorted(allowed):
        raise RuntimeError(f"a version may hold {sorted(allowed)} and nothing else; found {present}")
    for each in allowed:
        flush(folder / each)
    flush(folder)


def _provenance(home: Home, release: Release) -> dict[str, Any]:
    """By source id, as the rows carry it: where each department's rows stand in the file that was delivered."""
    known = [(part.entity, table) for part in release.parts for table in release.changes["sources"][part.entity]]
    deliveries = home.journal.deliveries.by_id({table["delivery"] for _, table in known})
    sources: dict[str, dict[str, Any]] = {}
    for entity, table in known:
        source = sources.setdefault(table["source"], {"sha256": table["sha256"], "tables": []})
        told = {key: value for key, value in table.items() if key not in ("source", "sha256", "delivery")}
        source["tables"].append({"entity": entity, "received_at": deliveries[table["delivery"]].received_at, **told})
    return {**_identity(release), "sources": dict(sorted(sources.items()))}


def _change_log(release: Release) -> dict[str, Any]:
    log = {key: release.changes[key] for key in ("previous", "columns_changed", "departments")}
    return {**_identity(release), "released_at": release.released_at, **log}


def _identity(release: Release) -> dict[str, Any]:
    return {"dataset": release.dataset, "period": release.period, "version": release.version}
