"""Figures that a page is made with and that take long to find: published as JSON beside the page and taken up from
there, as long as they are made from the same things.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: What the figures are made from, as a digest; in the file, so that it speaks for itself.
MADE_FROM = "made_from"


def kept(path: Path, key: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The figures in this file when they are made from `key`, otherwise made anew; the caller publishes them."""
    if path.is_file():
        stored: dict[str, Any] = json.loads(path.read_bytes())
        if stored.get(MADE_FROM) == key:
            return stored
    return {MADE_FROM: key, **make()}


def as_json(content: dict[str, Any]) -> str:
    """The figures as they are published."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
