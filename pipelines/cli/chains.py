"""How a chain is printed: stage by stage from the money to the final account, with what links the rows.

Which rows are in a chain, and in which order, belongs to `publish.chains`.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from pipelines.cli.terminal import say
from publish.chains import Chain, Edge, Node, Place
from publish.chains.model import Absent, Fact, More

ABSENT = {
    "switched_off": ("本市没有这个数据集", "the city does not have this dataset"),
    "nothing_released": ("没有公开任何内容", "nothing of it is released"),
    "not_linked": ("没有公开的相关记录", "no released row is linked"),
}


def tell_chain(chain: Chain, start: Place) -> None:
    """Print it as a tree, a branch for each stage."""
    histories = chain.histories()
    told = {node.place for nodes in histories.values() for node in nodes}
    shown = [node for node in chain.nodes if node.place not in told]
    for (zh, en), nodes in groupby(shown, key=lambda node: (node.zh, node.en)):
        say(f"{zh} {en}")
        rows = list(nodes)
        for node in rows:
            last = node is rows[-1]
            lines = list(_lines(chain, node, histories.get(node.place, ()), start))
            _branch(lines, "└─ " if last else "├─ ", "   " if last else "│  ")
    if chain.absent:
        say("没有公开记录的环节 stages without a released row")
        _list([_missing(each) for each in chain.absent])


def _lines(chain: Chain, node: Node, history: tuple[Node, ...], start: Place) -> Iterator[str]:
    """What is said of a row: its name, its facts, its corrections, its links."""
    yield _head(node) + ("  ← 从这里 from here" if node.place == start else "")
    if facts := " · ".join(_fact(fact) for fact in node.of("number", "amount", "date", "party")):
        yield facts
    for each in history:
        yield from _correction(chain, each)
    for edge in chain.back(node.place):
        yield _link(chain, edge)
    yield from (_more(more) for more in node.more)


def _head(node: Node) -> str:
    if node.version is None:
        return f"{node.place.key}（没有公开 not released）"
    also = f"，{'、'.join(map(str, node.also))} 年相同 the same" if node.also else ""
    where = f"{node.place.period} v{node.version}{also} · {node.place.entity} {node.department}"
    return f"{node.title or node.place.key}  [{where}]"


def _fact(fact: Fact) -> str:
    return f"{fact.zh} {fact.en} {_value(fact.kind, fact.value)}"


def _value(kind: str, value: str | None) -> str:
    if value is None:
        return "（空 blank）"
    return f"{Decimal(value):,} 元" if kind == "amount" else value


def _correction(chain: Chain, node: Node) -> Iterator[str]:
    """What a correction of the row changed, and how it is linked to it."""
    yield f"↻ {node.zh} {node.en} {node.day or ''} {node.place.key}"
    if facts := " · ".join(_fact(fact) for fact in node.of("code", "reason")):
        yield f"    {facts}"
    for change in node.changes:
        before, after = (_value(change.kind, value) for value in (change.before, change.after))
        yield f"    {change.zh} {change.en}: {before} → {after}"
    for edge in chain.back(node.place):
        yield f"    {_link(chain, edge)}"


def _link(chain: Chain, edge: Edge) -> str:
    method = f"{edge.method_zh} {edge.method.replace('_', ' ')}"
    return f"↑ {edge.zh} {edge.en}: {chain.called(edge)}（{method}，把握 confidence {edge.confidence}%）"


def _more(more: More) -> str:
    return f"… 另有 {more.number} 行 and {more.number} more: {more.zh} {more.en}"


def _missing(absent: Absent) -> str:
    zh, en = ABSENT[absent.why]
    return f"{absent.zh} {absent.en}：{zh} {en}"


def _branch(lines: list[str], first: str, rest: str) -> None:
    for number, line in enumerate(lines):
        say((rest if number else first) + line)


def _list(lines: list[str]) -> None:
    for line in lines:
        say(f"└─ {line}" if line is lines[-1] else f"├─ {line}")
