"""Names of columns: as another dataset calls a column of the same title, else the title in pinyin."""

import re
from collections.abc import Iterable, Sequence

from gongkai.contract import Contract
from gongkai.values.labels import normalise

_UNIT = re.compile(r"\([^()]*\)$")
_LONGEST = 40


def known_names(contracts: Iterable[Contract]) -> dict[str, tuple[str, str]]:
    """Header as printed -> (name, English title) of the column that a declared dataset reads under it."""
    known: dict[str, tuple[str, str]] = {}
    for contract in contracts:
        for layout in contract.sources.layouts:
            for column, source in layout.columns.items():
                field = contract.table.by_name[column]
                for header in (field.title, *source.headers):
                    known.setdefault(plain(header), (field.name, field.title_en))
    return known


def plain(header: str) -> str:
    """The last step of a header path without its unit, in the spelling labels are compared in."""
    return _UNIT.sub("", normalise(header).rpartition("/")[2])


def column_names(headers: Sequence[str], known: dict[str, tuple[str, str]]) -> list[str]:
    """One name for each header, all different: letters, digits and underscores."""
    names: list[str] = []
    for index, header in enumerate(headers, start=1):
        name = known[plain(header)][0] if plain(header) in known else _pinyin(plain(header)) or f"column_{index}"
        names.append(f"{name}_{index}" if name in names else name)
    return names


def _pinyin(header: str) -> str:
    from pypinyin import lazy_pinyin

    syllables = "_".join(lazy_pinyin(header))
    name = re.sub(r"[^a-z0-9]+", "_", syllables.lower()).strip("_")[:_LONGEST].rstrip("_")
    return name if not name or name[0].isalpha() else f"c_{name}"
