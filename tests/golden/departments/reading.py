"""How the explainer reads a planted fault: one reading for each fault, chosen as a reader of the findings would.

Nothing here decides whether a reading is good enough; counting belongs to `confusion`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.findings import Finding, Reading
from gongkai.findings.reading import OPEN
from tests.golden.departments.judging import rules
from tests.golden.departments.planting import KINDS, Fault

ROUNDING, UNEXPLAINED = KINDS[0], KINDS[-1]
#: Nothing was told that could carry a reading.
NONE = "none"
READ_AS = (*KINDS[:-1], *OPEN, NONE)


@dataclass(frozen=True)
class Read:
    """How one fault was read: as `kind`. `told` are the rules that told something of the workbook, `others` the best
    readings of the other findings; `listed` says whether the true kind is among all readings, `cell` whether the true
    cell is (None: nothing stands there, or nothing was read).
    """

    fault: Fault
    told: tuple[str, ...]
    kind: str
    confidence: float | None
    others: tuple[str, ...]
    listed: bool
    cell: bool | None

    @property
    def true(self) -> str:
        """The true kind; empty where the fault is no sum."""
        return self.fault.reading.kind if self.fault.reading else ""


def read(fault: Fault, findings: Sequence[Finding]) -> Read:
    """How the fault was read: of the findings under `explained`, the surest of their best readings that names a cause;
    else an open one. A difference noted as rounding and not told as a fault is read as rounding.
    """
    carried = [each.readings for each in findings if each.rule in fault.explained and each.readings]
    best = sorted((readings[0] for readings in carried), key=_rank)
    kinds = {reading.kind for readings in carried for reading in readings}
    # A cell of another table is named with its file and sheet.
    cells = {cell.rpartition(" ")[2] for readings in carried for reading in readings for cell in reading.cells}
    kind = best[0].kind if best else ROUNDING if _is_noted(fault, findings) else NONE
    true = fault.reading
    return Read(
        fault=fault,
        told=tuple(sorted(rules(findings))),
        kind=kind,
        confidence=best[0].confidence if best else None,
        others=tuple(reading.kind for reading in best[1:]),
        listed=true is not None and true.kind in {*kinds, kind},
        cell=bool(cells & set(true.cells)) if best and true and true.cells else None,
    )


def _rank(reading: Reading) -> tuple[int, float]:
    """Named causes first, then open matters, then what nothing explains; the surer the earlier."""
    openness = OPEN.index(reading.kind) + 1 if reading.kind in OPEN else 0
    return openness, -reading.confidence


def _is_noted(fault: Fault, findings: Sequence[Finding]) -> bool:
    """Whether one of the rules says that a difference is one of rounding."""
    noted = [each.message_en for each in findings if each.rule == "SUM-ROUND"]
    return any(code in message for code in fault.explained for message in noted)
