"""Data Package v2 (https://datapackage.org/standard/data-package/) of tables that the platform itself writes, as plain
CSV: `datapackage.json`. That of a release belongs to `publish.standards.data_package`.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.city import City
from gongkai.contract import Text
from publish.formats.csv import BOM
from publish.standards.data_package import PROFILE
from publish.standards.licences import Licence

SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


@dataclass(frozen=True)
class Column:
    """A column; `kind` is a type of Table Schema."""

    name: str
    kind: str
    title: Text


@dataclass(frozen=True)
class Table:
    """A table in a file of its own: `<name>.csv`. The first `key` columns tell its rows apart."""

    name: str
    title: Text
    columns: Sequence[Column]
    key: int


def as_csv(table: Table, rows: Iterable[Sequence[object]]) -> str:
    """The file: with BOM, None as an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(rows)
    return BOM + text.getvalue()


def resource(table: Table, content: str | None) -> dict[str, Any]:
    """The entry of a table in its package; size and hash of the file where its content is at hand."""
    data = content.encode() if content is not None else None
    proof = {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"} if data is not None else {}
    fields = [_field(column, place < table.key) for place, column in enumerate(table.columns)]
    return {
        "name": table.name,
        "title": table.title.zh,
        "title_en": table.title.en,
        "type": "table",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **proof,
        "dialect": {"delimiter": ",", "header": True},
        "schema": {
            "$schema": SCHEMA,
            "fields": fields,
            "primaryKey": [column.name for column in table.columns[: table.key]],
        },
    }


def table_package(
    name: str,
    title: Text,
    city: City,
    granted: Licence | None,
    created: str | None,
    resources: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    """The descriptor; `created` is the moment (ISO 8601) the figures are as of."""
    licences = [{"name": granted.id, "title": granted.name_zh, "path": granted.url}] if granted else []
    return {
        "$schema": PROFILE,
        "name": name,
        "title": f"{city.name.zh}{title.zh}",
        "title_en": f"{city.name.en}: {title.en}",
        "homepage": f"{city.base_url}quality/",
        **({"created": created} if created else {}),
        **({"licenses": licences} if licences else {}),
        "contributors": [{"title": city.name.zh, "title_en": city.name.en, "roles": ["rightsHolder"]}],
        "resources": list(resources),
    }


def _field(column: Column, required: bool) -> dict[str, Any]:
    told = {"name": column.name, "type": column.kind, "title": column.title.zh, "title_en": column.title.en}
    return {**told, "constraints": {"required": True}} if required else told
