"""Columns that many datasets share, `datasets/_shared/columns.yml`: a schema takes one with `use: <name>` and may say
differently what is its own.

The schema that results is as whole as one that was written out; nothing else of a declaration can be shared.
"""

from functools import cache
from pathlib import Path
from typing import Any

from gongkai.contract.errors import DeclarationError, DeclarationFault
from gongkai.contract.yaml import fault_at, plain, read_yaml

FILE = "columns.yml"


def with_common(schema: Path, content: Any) -> Any:
    """The content of a `schema.yml` with its shared columns filled in. Raises DeclarationError for an unknown name."""
    if not any("use" in field for field in _fields(content)):
        return content
    shared = schema.parents[2] / "_shared" / FILE
    known = _columns(shared)
    faults = [
        fault_at(schema, ("fields", index, "use"), f"a column of _shared/{FILE}", str(field["use"]))
        for index, field in enumerate(_fields(content))
        if field.get("use", next(iter(known))) not in known
    ]
    if faults:
        raise DeclarationError(faults)
    return {**content, "fields": [_filled(field, known) for field in content["fields"]]}


def _fields(content: Any) -> list[dict[str, Any]]:
    fields = content.get("fields")
    return [field for field in fields if isinstance(field, dict)] if isinstance(fields, list) else []


def _filled(field: dict[str, Any], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if "use" not in field:
        return field
    own = {key: value for key, value in field.items() if key != "use"}
    return {"name": field["use"], **known[field["use"]], **own}


@cache
def _columns(path: Path) -> dict[str, dict[str, Any]]:
    content = plain(read_yaml(path))
    if not content:
        raise DeclarationError([DeclarationFault(path, 1, FILE, "columns by name", "nothing")])
    return {str(name): column for name, column in content.items()}
