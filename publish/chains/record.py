"""A chain as a program reads it. How people read it belongs to the command line and the site."""

from collections.abc import Iterable
from typing import Any

from publish.chains.model import Chain, Change, Edge, Fact, More, Node, Place


def as_record(chain: Chain, start: Place) -> dict[str, Any]:
    """Plain JSON values."""
    return {
        "start": start._asdict(),
        "rows": [_node(node) for node in chain.nodes],
        "links": [_edge(edge) for edge in chain.edges],
        "not_released": [each._asdict() for each in chain.absent],
    }


def _node(node: Node) -> dict[str, Any]:
    plain = {key: value for key, value in node._asdict().items() if key != "place"}
    lists = {"facts": _each(node.facts), "changes": _each(node.changes), "more": _each(node.more)}
    return {**node.place._asdict(), "released": node.version is not None, **plain, **lists}


def _each(told: Iterable[Fact | Change | More]) -> list[dict[str, Any]]:
    return [each._asdict() for each in told]


def _edge(edge: Edge) -> dict[str, Any]:
    return edge._asdict() | {"later": edge.later._asdict(), "earlier": edge.earlier._asdict()}
