"""Puts the chains together: what the walk has reached, what stands in those rows, and what is missing."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.home import Home
from publish.chains.graph import place_of
from publish.chains.model import Absent, Chain, Edge, More, Node, Reason
from publish.chains.order import STAGES, Rank, ranks
from publish.chains.released import Stands, chained
from publish.chains.restated import once
from publish.chains.rows import Row, read_rows

if TYPE_CHECKING:
    import duckdb

METHODS = "link_methods"
LAST = "9999"


def assemble(connection: "duckdb.DuckDBPyConnection", home: Home, stands: Stands) -> dict[str, Chain]:
    """By page, the chains of what `walk` has reached. Its relation `further` (page, dataset, number) says how many rows
    of a page were no seeds, if it exists.
    """
    rows = read_rows(connection, stands, "reached")
    more, order = _more(connection, home), ranks(home.contracts)
    nodes: dict[str, list[Node]] = {}
    reached = connection.execute("SELECT page, node, min(steps) FROM reached GROUP BY ALL ORDER BY ALL").fetchall()
    for page, node, steps in reached:
        nodes.setdefault(page, []).append(_node(home, stands, node, steps, rows.get(node), more.get((page, node), ())))
    edges = _edges(connection, home)
    return {
        page: _chain(home, stands, order, nodes[page], edges.get(page, []), more.get((page, None), ()))
        for page in nodes
    }


def _chain(
    home: Home, stands: Stands, order: Mapping[str, Rank], nodes: list[Node], edges: list[Edge], more: tuple[More, ...]
) -> Chain:
    told, joined = once(nodes, edges)
    told.sort(key=lambda node: _order(order, node))
    return Chain(tuple(told), tuple(joined), tuple(_absent(home, stands, order, told)), more)


def _node(home: Home, stands: Stands, node: str, steps: int, row: Row | None, more: tuple[More, ...]) -> Node:
    """A node; of a row that is not released nothing but its place is told."""
    place = place_of(node)
    title = _title(home, place.dataset)
    if row is None:
        return Node(place, *title, "", "", None, None, steps, "", "", (), False, (), more)
    version, numbers = stands[place[:3]].version, (row.purchase, row.project)
    about = (row.title, row.department)
    return Node(place, *title, *about, version, row.day, steps, *numbers, row.facts, row.corrects, row.changes, more)


def _title(home: Home, dataset: str) -> tuple[str, str]:
    contract = home.contracts.get(dataset)
    return (contract.dataset.title.zh, contract.dataset.title.en) if contract else (dataset, dataset)


def _order(order: Mapping[str, Rank], node: Node) -> tuple[object, ...]:
    dataset = node.place.dataset
    return (*order.get(dataset, (len(STAGES), 0, dataset)), node.day or LAST, node.place)


def _more(connection: "duckdb.DuckDBPyConnection", home: Home) -> Mapping[tuple[str, str | None], tuple[More, ...]]:
    """By page and node what is linked and not shown; by page alone what else has its number."""
    query = (
        "SELECT page, node, dataset, number FROM unreached UNION ALL SELECT page, NULL, dataset, number FROM further"
    )
    found: dict[tuple[str, str | None], tuple[More, ...]] = {}
    for page, node, dataset, number in connection.execute(f"{query} ORDER BY ALL").fetchall():
        more = More(dataset, *_title(home, dataset), number)
        found[page, node] = (*found.get((page, node), ()), more)
    return found


def _edges(connection: "duckdb.DuckDBPyConnection", home: Home) -> dict[str, list[Edge]]:
    methods = _methods(home)
    found: dict[str, list[Edge]] = {}
    rows = connection.execute(
        "SELECT DISTINCT j.page, l.later, l.earlier, l.link, l.zh, l.en, l.method, l.confidence FROM joined AS j "
        "JOIN links AS l ON l.later = j.near AND l.earlier = j.far WHERE j.side = 'back' ORDER BY ALL"
    )
    for page, later, earlier, link, zh, en, method, confidence in rows.fetchall():
        told = (link, zh, en, method, methods.get(method, method), confidence)
        found.setdefault(page, []).append(Edge(place_of(later), place_of(earlier), *told))
    return found


def _methods(home: Home) -> dict[str, str]:
    """What the ways to find a link are called in Chinese."""
    known = home.registers.code_list_path(METHODS).is_file()
    return {entry.code: entry.name for entry in home.registers.code_list_ever(METHODS)} if known else {}


def _absent(home: Home, stands: Stands, order: Mapping[str, Rank], nodes: Iterable[Node]) -> list[Absent]:
    """The datasets with links of the domains that the chain touches, as far as it has no row of them, in order."""
    seen = {node.place.dataset for node in nodes if node.version is not None}
    domains = {dataset.partition("/")[0] for dataset in seen}
    known = sorted(chained(home), key=lambda contract: order[contract.id])
    released = {dataset for dataset, _, _ in stands}
    found = [_missing(each, released) for each in known if each.dataset.domain in domains and each.id not in seen]
    off = {link.to for each in known if each.id in seen for link in each.links if link.to not in home.contracts}
    return [*found, *(Absent(dataset, dataset, dataset, "switched_off") for dataset in sorted(off))]


def _missing(contract: Contract, released: set[str]) -> Absent:
    why: Reason = "not_linked" if contract.id in released else "nothing_released"
    return Absent(contract.id, contract.dataset.title.zh, contract.dataset.title.en, why)
