"""What a chain is made of. Plain tuples, so that a digest of thousands of them costs little."""

from typing import Literal, NamedTuple

FactKind = Literal["number", "party", "code", "amount", "date", "reason"]
#: Why a stage is missing: the city does not publish the dataset, it has released nothing in it, or nothing is linked.
Reason = Literal["switched_off", "nothing_released", "not_linked"]


class Place(NamedTuple):
    """A released row: `key` are the values of its primary key without region, year and department, joined by `/`."""

    dataset: str
    period: int
    entity: str
    key: str


class Fact(NamedTuple):
    """What a row says in one column; amounts in 元 and days (ISO) as plain text."""

    kind: FactKind
    column: str
    zh: str
    en: str
    value: str


class Change(NamedTuple):
    """What a correction changed: a value before and after, an amount in 元 (`kind`) or anything else."""

    kind: Literal["amount", "other"]
    zh: str
    en: str
    before: str | None
    after: str | None


class More(NamedTuple):
    """Rows of a dataset that are linked, too, and not followed."""

    dataset: str
    zh: str
    en: str
    number: int


class Node(NamedTuple):
    """One row of a chain; `version` is that of its release, None where the row is not released. `day` is the day it
    tells of first, `steps` how far from the start it stands; `purchase` and `project` are the numbers it names. One
    that `corrects` another belongs to its history (更正、终止、变更), whatever it `changes`.
    """

    place: Place
    zh: str
    en: str
    title: str
    department: str
    version: int | None
    day: str | None
    steps: int
    purchase: str
    project: str
    facts: tuple[Fact, ...]
    corrects: bool
    changes: tuple[Change, ...]
    more: tuple[More, ...]
    #: Other years in which the row is stated just so.
    also: tuple[int, ...] = ()

    def of(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """The facts of these kinds, in order of column."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)


class Edge(NamedTuple):
    """A link: the later row, the earlier one it goes back to, by which method, how sure (percent)."""

    later: Place
    earlier: Place
    link: str
    zh: str
    en: str
    method: str
    method_zh: str
    confidence: int


class Absent(NamedTuple):
    """A stage without a row."""

    dataset: str
    zh: str
    en: str
    why: Reason


class Chain(NamedTuple):
    """Nodes and absent stages in the order of the stages; `more` are rows of the same number that are not listed."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    absent: tuple[Absent, ...]
    more: tuple[More, ...]

    def back(self, place: Place) -> tuple[Edge, ...]:
        """What the row goes back to."""
        return tuple(edge for edge in self.edges if edge.later == place)

    def at(self, place: Place) -> Node:
        """The node of a row. Raises KeyError for one that the chain does not have."""
        for node in self.nodes:
            if node.place == place:
                return node
        raise KeyError(place)

    def named(self, edge: Edge) -> str:
        """The name of the earlier row of a link: its title where that tells it from the later one, else its key."""
        there = self.at(edge.earlier)
        return there.title if there.title not in ("", self.at(edge.later).title) else there.place.key

    def called(self, edge: Edge) -> str:
        """What to call the earlier row of a link: by its name, with its year where that is another."""
        name = self.named(edge)
        return name if edge.earlier.period == edge.later.period else f"{name}（{edge.earlier.period}）"

    def histories(self) -> dict[Place, tuple[Node, ...]]:
        """By row: its corrections (更正, 变更), oldest first. One belongs to the row it is linked to most surely."""
        found: dict[Place, list[Node]] = {}
        for node in self.nodes:
            back = sorted(self.back(node.place), key=lambda edge: (-edge.confidence, edge.earlier))
            if node.corrects and back:
                found.setdefault(back[0].earlier, []).append(node)
        return {place: tuple(nodes) for place, nodes in found.items()}
