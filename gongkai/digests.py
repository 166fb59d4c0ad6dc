"""Digests: the short proof that two inputs, declarations or programs are the same.

Belongs here: SHA-256 over bytes, plain values and source code. Does not belong here: digests of bulk rows (the engine
makes them), signatures, passwords.
"""

import hashlib
import json
from datetime import date, time
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path


def sha256_bytes(content: bytes) -> str:
    """SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def sha256_file(path: Path) -> str:
    """SHA-256 of a file's bytes, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(*parts: object) -> str:
    """One digest of plain values: text, numbers, truth values, None, dates, Decimals, and lists, tuples, dicts of them.

    The order of a dict's keys does not count, that of a list does; Decimals count as written (1.0 is not 1.00).
    TypeError for anything else, ValueError for NaN and infinity.
    """
    canonical = json.dumps(parts, default=_tagged, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256_bytes(canonical.encode("ascii"))


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, date | time):
        return {f"${type(value).__name__}": value.isoformat()}
    raise TypeError(f"no digest is defined for a {type(value).__name__}: {value!r}")


@cache
def code_digest(*package_names: str) -> str:
    """One digest of the source files, templates included, of the named packages and modules.

    The place they are installed in does not count. Kept for the life of the process: running code does not change.
    ModuleNotFoundError for an unknown name.
    """
    return digest_of({name: _sources(name) for name in package_names})


def _sources(name: str) -> dict[str, str]:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"no package or module named {name}", name=name)
    origin = Path(spec.origin)
    if not spec.submodule_search_locations:
        return {origin.name: sha256_file(origin)}
    files = (path for path in origin.parent.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(origin.parent).as_posix(): sha256_file(path) for path in files}
