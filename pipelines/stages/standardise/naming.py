"""Names to codes (科目名称对应编码): the labels of a table in their order, each with the entry of the code list that it
means. Pure; where the labels stand belongs to `labels`.

A name alone is not enough: the same one stands for several subjects (援助其他地区支出 is a class and a transfer), and
text recognition spoils names. So the rows around help: an entry is looked for among the parts of the same whole, and
between theirs in the order of the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.registers import CodeEntry
from gongkai.values.labels import normalise, without_translation
from gongkai.values.names import closest


@dataclass(frozen=True)
class Named:
    """What a label means: the entry's place in the list (None: none of them), and how sure that is (1: the same name,
    less: a name nearly the same, `taken`).
    """

    entry: int | None = None
    confidence: float = 1.0
    taken: str = ""


def spellings(entry: CodeEntry) -> list[str]:
    """The name of an entry and its other names, as they are compared."""
    return [normalise(text) for text in (entry.name, *entry.aliases.split("|")) if text.strip()]


class Names:
    """A code list, or the part of it that may stand in one table."""

    def __init__(self, entries: Sequence[CodeEntry]) -> None:
        self._spelled = [spellings(entry) for entry in entries]
        self._parents = [entry.parent for entry in entries]
        self._places = {entry.code: place for place, entry in enumerate(entries)}
        self._own = {place for place, entry in enumerate(entries) if entry.code.startswith("_")}
        self._known: dict[str, list[int]] = {}
        for place, names in enumerate(self._spelled):
            for name in names:
                self._known.setdefault(name, []).append(place)

    def __contains__(self, name: str) -> bool:
        return without_translation(name) in self._known

    def nearly(self, name: str) -> bool:
        """Whether the name is one of the list, or one that was misread."""
        return name in self or closest(name, list(self._known)) is not None

    def resolve(self, names: Sequence[str], codes: Sequence[str] = ()) -> list[Named]:
        """What each of the names, in the order of the table, means; a blank one means nothing, English behind a Chinese
        name says nothing new. `codes` runs beside the names or is empty: a row that prints its code means that one.
        """
        names = [without_translation(name) for name in names]
        codes = codes or [""] * len(names)
        found = [
            Named(self._places.get(code)) if code else self._alone(name)
            for name, code in zip(names, codes, strict=True)
        ]
        for way in (self._by_order, self._nearly):
            for row, name in enumerate(names):
                if name and not codes[row] and found[row].entry is None:
                    found[row] = way(name, row, found)
        return found

    def _alone(self, name: str) -> Named:
        places = self._known.get(name, [])
        return Named(places[0]) if len(places) == 1 else Named()

    def _by_order(self, name: str, row: int, found: Sequence[Named]) -> Named:
        """Of several entries of this name, the one that is part of the same whole as its neighbours; else the one
        between those of the rows before and after. Of two parts of one whole the list's own (_IN) is meant: a table
        would have printed the code of the other (11009).
        """
        places = self._known.get(name, [])
        before, after = _around(row, found)
        beside = {self._parents[int(place)] for place in (before, after) if 0 <= place < len(self._parents)}
        kin = [place for place in places if self._parents[place] in beside]
        between = [place for place in places if before < place < after]
        own = [place for place in places if place in self._own]
        alike = own if len({self._parents[place] for place in places}) == 1 else []
        for fitting in (alike, kin, between):
            if len(fitting) == 1:
                return Named(fitting[0])
        return Named(min((place for place in places if place > before), default=None))

    def _nearly(self, name: str, row: int, found: Sequence[Named]) -> Named:
        used = {each.entry for each in found}
        free = [(place, spelled) for place, names in enumerate(self._spelled) if place not in used for spelled in names]
        before, _ = _around(row, found)
        near = sum(place <= before for place, _ in free)
        match = closest(name, [spelled for _, spelled in free], near if near < len(free) else None)
        if match is None:
            return Named()
        place = next(place for place, spelled in free if spelled == match.name)
        return Named(place, match.confidence, match.name)


def _around(row: int, found: Sequence[Named]) -> tuple[int, float]:
    """The entries of the nearest rows before and after that have one."""
    before = next((each.entry for each in reversed(found[:row]) if each.entry is not None), -1)
    after = next((each.entry for each in found[row + 1 :] if each.entry is not None), float("inf"))
    return before, after
