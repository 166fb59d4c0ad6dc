"""The list of the messes and their expectations, as `messes.yml` and `NN_*/expected.json` state them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).parent
EXPECTED = "expected.json"


@dataclass(frozen=True)
class Mess:
    """One mess: what it is, what gongkai does (or why it is out of scope), in Chinese and English; `test` and the codes
    `told` where it shows only between deliveries and has no folder.
    """

    no: int
    zh: str
    en: str
    does_zh: str = ""
    does_en: str = ""
    out_zh: str = ""
    out_en: str = ""
    test: str = ""
    told: tuple[str, ...] = ()

    @property
    def folder(self) -> Path | None:
        """Where its files and expectations stand; None for one that needs a home and deliveries, or is out of scope."""
        return next(HERE.glob(f"{self.no:02}_*"), None)

    @property
    def expected(self) -> dict[str, dict[str, Any]]:
        """What is expected of each of its files."""
        if self.folder is None:
            return {}
        given: dict[str, dict[str, Any]] = json.loads((self.folder / EXPECTED).read_text("utf-8"))
        return given


@cache
def messes() -> tuple[Mess, ...]:
    """All messes in their order."""
    return tuple(Mess(**entry) for entry in YAML(typ="safe").load(HERE / "messes.yml"))


def cases() -> list[tuple[str, str]]:
    """(folder, file) of every file that has an expectation."""
    return [(each.folder.name, file) for each in messes() if each.folder for file in each.expected]
