"""`/catalog.json`: every dataset with the files of its current versions, by absolute address. Its form is written down
in `docs/schemas/catalog.schema.json`.
"""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from gongkai.contract import Contract, Text
from gongkai.digests import digest_of
from publish.portal.context import Context
from publish.portal.database_index import FOLDER, Database, Index, read_index
from publish.portal.sections import Page, Section
from publish.portal.summary import Current, PublishedFile, Summary
from publish.portal.topics import theme

#: Files about the data hold no rows.
ABOUT = ("sources.json", "changes.json", "datapackage.json")


def sections(context: Context) -> Iterator[Section]:
    """The one file; made again after a release."""
    index = read_index(context.home.public)
    key = digest_of(context.inputs.released(context.home.contracts), index.model_dump(mode="json") if index else None)
    yield Section("catalog", key, partial(_pages, context, index))


def _pages(context: Context, index: Index | None) -> Iterator[Page]:
    yield Page("catalog.json", partial(catalog, context, index))


def catalog(context: Context, index: Index | None) -> str:
    """The file: the city first, then one dataset a line, in the city's order."""
    city, summaries = context.home.city, context.summaries
    base = city.base_url
    head = {
        "city": {**_words(city.name), "region_code": city.region_code, "fictional": city.fictional, "address": base},
        "updated": max((each.updated for each in summaries.values()), default="") or None,
        "feed": f"{base}feed.xml",
        "checksums": f"{base}checksums.txt",
        "database": _database(base, index.catalog) if index else None,
    }
    databases = index.datasets if index else {}
    lines = [_line(base, context.home.contracts[name], each, databases.get(name)) for name, each in summaries.items()]
    listed = ",\n".join(lines)
    return f'{json.dumps(head, ensure_ascii=False).removesuffix("}")}, "datasets": [\n{listed}\n]}}\n'


def _line(base: str, contract: Contract, summary: Summary, database: Database | None) -> str:
    return json.dumps(dataset(base, contract, summary, database), ensure_ascii=False)


def dataset(base: str, contract: Contract, summary: Summary, database: Database | None) -> dict[str, Any]:
    """One dataset; `base` is the root address of the site, which ends with a slash."""
    folder = f"{base}d/{summary.slug}/"
    return {
        "id": summary.id,
        "slug": summary.slug,
        "title": _words(summary.title),
        "lead": _words(summary.lead),
        "theme": {"id": summary.domain, **_words(theme(summary.domain))},
        "keywords": list(summary.keywords),
        "frequency": summary.frequency,
        "licence": contract.dataset.licence,
        "page": f"{folder}index.html",
        "manifest": f"{folder}manifest.json" if summary.current else None,
        "feed": f"{folder}feed.xml",
        "updated": summary.updated or None,
        "database": _database(base, database) if database else None,
        "periods": [_period(folder, release) for release in summary.current],
    }


def _period(folder: str, release: Current) -> dict[str, Any]:
    address = f"{folder}{release.path}/"
    return {
        "period": release.period,
        "version": release.version,
        "released_at": release.released_at,
        "rows": release.rows,
        "departments": release.departments,
        "address": address,
        "files": [_file(address, file, release.rows) for file in release.files],
    }


def _file(address: str, file: PublishedFile, rows: int) -> dict[str, Any]:
    return {
        "address": f"{address}{file.name}",
        "format": "csv.gz" if file.name.endswith(".csv.gz") else file.name.rpartition(".")[2],
        "bytes": file.bytes,
        "sha256": file.sha256,
        "rows": None if file.name in ABOUT else rows,
    }


def _database(base: str, database: Database) -> dict[str, Any]:
    told = {"bytes": database.bytes, "sha256": database.sha256, "tables": list(database.tables), "rows": database.rows}
    return {"address": f"{base}{FOLDER}/{database.name}", **told}


def _words(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
