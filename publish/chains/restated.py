"""Registers state again each year what has not changed (项目库、里程碑): such rows are told once, with the years."""

from collections.abc import Iterable, Mapping, Sequence

from publish.chains.model import Edge, Node, Place


def once(nodes: Sequence[Node], edges: Iterable[Edge]) -> tuple[list[Node], list[Edge]]:
    """Of rows with the same key that say the same in several years the newest, or the one the chain starts from; the
    links of the others are its own.
    """
    alike: dict[tuple[object, ...], list[Node]] = {}
    for node in nodes:
        place = node.place
        alike.setdefault((place.dataset, place.entity, place.key, *_said(node)), []).append(node)
    kept = {place: _kept(same) for same in alike.values() for place in (node.place for node in same)}
    return list(dict.fromkeys(kept.values())), _joined(edges, {place: node.place for place, node in kept.items()})


def _said(node: Node) -> tuple[object, ...]:
    """What a row says; one that is not released says nothing, and is like no other."""
    return (node.title, node.facts, node.changes, node.place.period if node.version is None else None)


def _kept(same: Sequence[Node]) -> Node:
    chosen = max(same, key=lambda node: (node.steps == 0, node.place.period))
    return chosen._replace(also=tuple(sorted(node.place.period for node in same if node is not chosen)))


def _joined(edges: Iterable[Edge], kept: Mapping[Place, Place]) -> list[Edge]:
    joined = (edge._replace(later=kept[edge.later], earlier=kept[edge.earlier]) for edge in edges)
    return [edge for edge in dict.fromkeys(joined) if edge.later != edge.earlier]
