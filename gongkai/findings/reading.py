"""The reading (解读) of a sum that does not hold: what may be wrong, where, and what would have to stand there."""

from collections.abc import Sequence
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

#: Kinds of readings that name no single cause.
OPEN = ("ambiguous", "unexplained")


class Reading(BaseModel):
    """One possible cause. It is a suggestion to whoever looks at the source; nothing is ever repaired by it.

    `kind` names the cause. `cells` are the addresses that it speaks of; `value` (元) is what would have to stand in
    the first one, None where no single figure is wrong. `confidence` is above 0 and at most 1.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    confidence: float = Field(gt=0, le=1)
    cells: tuple[str, ...] = ()
    value: Decimal | None = None
    zh: str
    en: str


def best_told(readings: Sequence[Reading]) -> tuple[str, str] | None:
    """The best reading as people read it, in Chinese and in English: how sure it is, and how many others there are.

    None without readings. One that names no single cause is told without a figure of how sure it is.
    """
    if not readings:
        return None
    best, others = readings[0], len(readings) - 1
    if best.kind in OPEN:
        return best.zh, best.en
    more = (f"，另有 {others} 种解读", f"; {others} more") if others else ("", "")
    return (
        f"{best.zh}（把握 {best.confidence:.0%}{more[0]}）",
        f"{best.en} (confidence {best.confidence:.0%}{more[1]})",
    )
