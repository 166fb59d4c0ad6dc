"""Tables side by side under one header (收入 | 支出): where each begins, ends, and what it is called."""

from dataclasses import dataclass

from pipelines.readers.tables.kinds import Kind

MOST = 6
"""Blocks side by side."""


@dataclass(frozen=True)
class Side:
    """Columns of a block, counted from 0, ends included; its label, and which header rows (from 0) it is read from."""

    left: int
    right: int
    label: str = ""
    rows: tuple[int, ...] = ()


def sides(rows: list[list[str]], held: list[Kind]) -> list[Side]:
    """The blocks under spread header rows; one for a table that has nothing beside it."""
    width = len(held)
    for depth in range(len(rows) - 1, -1, -1):
        starts = _repeated(rows, depth, held) or _alike(rows[depth], held)
        if starts:
            ends = [*(start - 1 for start in starts[1:]), width - 1]
            return [_side(rows, held, depth, *ends_) for ends_ in zip(starts, ends, strict=True)]
    return [Side(0, width - 1, "", tuple(range(len(rows))))]


def _repeated(rows: list[list[str]], depth: int, held: list[Kind]) -> list[int]:
    """Where the first label of the row comes again, with others of the first block or under another group label."""
    row = rows[depth]
    first = next(column for column in range(len(row)) if any(above[column] for above in rows))
    if not row[first]:
        return []
    again = [
        column
        for column in range(first + 1, len(row))
        if row[column] == row[first] != row[column - 1] and held[column] in (held[first], "blank")
    ]
    starts = [0, *again]
    if not again or len(starts) > MOST:
        return []
    if "label" not in held[: again[0]]:
        return []  # pairs of figures under each item (预算数 | 决算数), no tables: nothing names their rows
    ends = [*again, len(row)]
    blocks = [set(row[start:end]) - {row[first], ""} for start, end in zip(starts, ends, strict=True)]
    common = all(blocks[0] & block for block in blocks[1:])
    return starts if common or any(_labelled(above, starts, ends) for above in rows[:depth]) else []


def _labelled(row: list[str], starts: list[int], ends: list[int]) -> bool:
    """Whether the row has one label over each block, all different."""
    found = [set(row[start:end]) - {""} for start, end in zip(starts, ends, strict=True)]
    return all(len(labels) == 1 for labels in found) and len(set.union(*found)) == len(starts)


def _alike(row: list[str], held: list[Kind]) -> list[int]:
    """Blocks that differ in their first label only (收入 | 预算数 | 支出 | 预算数), with names under each of these."""
    columns = [column for column, text in enumerate(row) if text]
    for count in range(2, MOST + 1):
        size, rest = divmod(len(columns), count)
        if rest or size < 2:
            continue
        starts = columns[::size]
        tails = {tuple(row[column] for column in columns[at + 1 : at + size]) for at in range(0, len(columns), size)}
        named = len({row[start] for start in starts}) == count and all(held[start] == "label" for start in starts)
        if len(tails) == 1 and named and any(held[column] == "value" for column in columns):
            return [0, *starts[1:]]
    return []


def _side(rows: list[list[str]], held: list[Kind], depth: int, left: int, right: int) -> Side:
    """The block without blank columns at its end; header rows that hold nothing but one label name it."""
    while right > left and held[right] == "blank" and not any(row[right] for row in rows):
        right -= 1
    labels, kept = [], []
    for index, row in enumerate(rows):
        texts = set(row[left : right + 1]) - {""}
        if index < depth and len(texts) == 1:
            labels.append(texts.pop())
        else:
            kept.append(index)
    first = next((text for text in rows[depth][left : right + 1] if text), "")
    return Side(left, right, " ".join(dict.fromkeys(labels)) or _own(rows, depth, first), tuple(kept))


def _own(rows: list[list[str]], depth: int, first: str) -> str:
    """The first label itself where it tells the block from its neighbour."""
    return first if rows[depth].count(first) == 1 else ""
