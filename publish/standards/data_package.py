"""Data Package v2 (https://datapackage.org/standard/data-package/) of one release: `datapackage.json`.

Only the CSV is listed as a table. The other files are listed with hash and size and no schema: frictionless reads
Parquet at 700 rows a second and has no use for the same rows twice, and the official workbook is a form for people.
Which files there are, the caller says.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gongkai.city import City
from gongkai.contract import Contract
from gongkai.journal.releases import Release
from publish.standards.licences import Licence

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# A resource of format `parquet` is a table to frictionless, which reads it and then misses its byte count.
PARQUET = "Parquet"
# And so is one of format `xlsx`.
WORKBOOK = "Excel"
KINDS: dict[str, tuple[str, str]] = {
    "csv": ("csv", "text/csv"),
    "gz": ("gz", "application/gzip"),
    "parquet": (PARQUET, "application/vnd.apache.parquet"),
    "xlsx": (WORKBOOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("json", "application/json"),
}


@dataclass(frozen=True)
class PublishedFile:
    """A file of a version folder as it stands there; `sha256` and `size` (bytes) are of the published bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Missing:
    """A file that a version of the dataset has as a rule and this one has not, with the reason."""

    name: str
    zh: str
    en: str


def data_package(
    release: Release,
    contract: Contract,
    city: City,
    granted: Licence,
    files: Sequence[PublishedFile],
    missing: Sequence[Missing] = (),
) -> dict[str, Any]:
    """The descriptor. Its only time is `created`, the time of the release; its version is the release's number."""
    dataset = contract.dataset
    told = {"missing": [asdict(each) for each in missing]} if missing else {}
    return {
        "$schema": PROFILE,
        "name": f"{dataset.slug}-{release.period}",
        "title": f"{dataset.title.zh}（{release.period}）",
        "title_en": f"{dataset.title.en} ({release.period})",
        "description": dataset.description.zh,
        "description_en": dataset.description.en,
        "homepage": f"{city.base_url}d/{dataset.slug}/",
        "version": str(release.version),
        "created": release.released_at,
        "keywords": list(dataset.keywords),
        "licenses": [{"name": granted.id, "title": granted.name_zh, "title_en": granted.name_en, "path": granted.url}],
        "contributors": _contributors(release, city),
        "sources": _sources(release),
        "resources": [_resource(file, contract) for file in files],
        **told,
    }


def _contributors(release: Release, city: City) -> list[dict[str, Any]]:
    """The city, and the people who signed, each once, with every role they signed in (拟稿人、审核人、发布人)."""
    signed: dict[str, set[str]] = {}
    for approvals in release.changes["approvals"].values():
        for role, account in approvals.items():
            signed.setdefault(account, set()).add(role)
    named = [(city.account(account), account, sorted(roles)) for account, roles in sorted(signed.items())]
    people = [{"title": known.name if known else account, "roles": roles} for known, account, roles in named]
    return [{"title": city.name.zh, "title_en": city.name.en, "roles": ["rightsHolder"]}, *people]


def _sources(release: Release) -> list[dict[str, str]]:
    tables = (table for each in release.changes["sources"].values() for table in each)
    files = {table["sha256"]: table["file"] for table in tables}
    return [{"title": title, "hash": f"sha256:{digest}"} for digest, title in sorted(files.items())]


def _resource(file: PublishedFile, contract: Contract) -> dict[str, Any]:
    kind = file.name.rpartition(".")[2]
    form, mediatype = KINDS[kind]
    resource: dict[str, Any] = {
        "name": file.name.replace(".", "-"),
        "path": file.name,
        "format": form,
        "mediatype": mediatype,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if kind != "csv":
        return resource
    table = {
        "type": "table",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "header": True},
        "schema": contract.table.public(),
    }
    return {**resource, **table}
