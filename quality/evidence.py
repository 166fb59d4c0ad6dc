"""What the checks of a dataset look at beside the submission under judgement: which tables of whom, of which year.

A verdict rests on it, and is given anew when it changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.contract import Contract
from gongkai.contract.across import Comparison, NoCopy, RequiredTables, Whose
from gongkai.registers import Registers
from gongkai.submission import Submission
from quality.loading import Stated


@dataclass(frozen=True)
class Look:
    """A dataset, how many years from the period under judgement, and whose tables of it."""

    dataset: str
    period: int
    whose: Whose


def looks(contract: Contract, registers: Registers) -> tuple[Look, ...]:
    """All that the checks of a dataset look at, each once."""
    return tuple(dict.fromkeys(_looks(contract, registers)))


def _looks(contract: Contract, registers: Registers) -> Iterator[Look]:
    for check in contract.rules:
        if isinstance(check, Comparison):
            yield Look(check.theirs.dataset or contract.id, check.theirs.period, check.theirs.whose)
            if check.unless:
                yield Look(check.unless.dataset, 0, "entity")
        elif isinstance(check, RequiredTables):
            yield from (Look(each.dataset, 0, "entity") for each in registers.table_set(check.set))
        elif isinstance(check, NoCopy):
            yield Look(contract.id, 0, "all")


def linked_datasets(contract: Contract) -> tuple[str, ...]:
    """The datasets that its links go to, each once."""
    return tuple(dict.fromkeys(link.to for link in contract.links))


class Surroundings:
    """What the submissions of a city state, found quickly by dataset, year and department."""

    def __init__(self, stated: Mapping[str, Sequence[Stated]], registers: Registers) -> None:
        self._stated: dict[tuple[str, int], dict[str, Stated]] = defaultdict(dict)
        for dataset, some in stated.items():
            for each in some:
                self._stated[dataset, each.submission.period][each.submission.entity] = each
        self._units: dict[str, list[str]] = defaultdict(list)
        for body in registers.organisations:
            self._units[body.parent].append(body.code)

    def seen(self, submission: Submission, looked: Sequence[Look]) -> list[str]:
        """The keys of what is looked at when this submission is judged, in order."""
        return sorted({each.submission.key for look in looked for each in self._of(submission, look)})

    def around(self, submissions: Iterable[Submission], looked: Sequence[Look]) -> dict[str, list[Stated]]:
        """By dataset: all that is looked at when these are judged."""
        found: dict[str, dict[str, Stated]] = defaultdict(dict)
        for submission in submissions:
            for look in looked:
                found[look.dataset] |= {each.submission.scope: each for each in self._of(submission, look)}
        return {dataset: list(some.values()) for dataset, some in found.items()}

    def _of(self, submission: Submission, look: Look) -> Iterable[Stated]:
        there = self._stated.get((look.dataset, submission.period + look.period), {})
        if look.whose == "all":
            return there.values()
        mine = [submission.entity] if look.whose == "entity" else self._units[submission.entity]
        return [there[entity] for entity in mine if entity in there]
