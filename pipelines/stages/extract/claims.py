"""Which dataset claims a table: every layout of every contract is offered the sheet; one taker is a claim, two are a
conflict.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.contract import Contract, Layout
from pipelines.readers import Grid
from pipelines.stages.extract.context import Context, read_context, recognised
from pipelines.stages.extract.headers import Header, header_ending_at, resolve

NEARLY = 0.6


@dataclass(frozen=True)
class Claim:
    """A layout that fits, or nearly fits, a table. `missing` names the required columns that stand nowhere."""

    contract: Contract
    layout: Layout
    header: Header
    context: Context
    places: dict[str, tuple[int, ...]]
    missing: tuple[str, ...]


def claims(grid: Grid, rows: list[list[str]], kind: str, contracts: Iterable[Contract]) -> list[Claim]:
    """The best claim of each contract on the sheet: whole ones if there are any, else those that miss few columns."""
    best = [claim for contract in contracts if (claim := _best(grid, rows, kind, contract))]
    whole = [claim for claim in best if not claim.missing]
    return whole or best


def _best(grid: Grid, rows: list[list[str]], kind: str, contract: Contract) -> Claim | None:
    found: list[Claim] = []
    for layout in contract.sources.layouts:
        if kind not in layout.files:
            continue
        for bottom in range(len(rows)):
            claim = _claim(grid, rows, bottom, contract, layout)
            if claim and not claim.missing:
                return claim
            if claim:
                found.append(claim)
    return min(found, key=lambda claim: len(claim.missing), default=None)


def _claim(grid: Grid, rows: list[list[str]], bottom: int, contract: Contract, layout: Layout) -> Claim | None:
    header = header_ending_at(rows, bottom)
    places, missing = resolve(layout, header.paths)
    if not places or len(missing) > (1 - NEARLY) * len(layout.columns):
        return None
    context = read_context(grid, header, rows)
    if not recognised(layout, context.title, grid.sheet):
        return None
    return Claim(contract, layout, header, context, places, missing)
