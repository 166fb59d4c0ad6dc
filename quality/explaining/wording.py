"""How a hit is told: the sentence of its way, filled with the names of its rows."""

from decimal import Decimal

from gongkai.findings import Reading
from gongkai.masking import mask
from quality.explaining.sums import Part
from quality.explaining.ways import Hit

FEN = Decimal("0.01")
#: A sentence names so many rows; of more it gives the number.
NAMED = 3


def told(hit: Hit, confidence: float) -> Reading:
    """The reading of a hit."""
    value = "" if hit.value is None else amount(hit.value)
    return Reading(
        kind=hit.way.kind,
        confidence=confidence,
        cells=tuple(part.cell for part in hit.at if part.cell),
        value=None if hit.value is None else hit.value.quantize(FEN),
        zh=hit.way.zh.format(**_named(list(map(_zh, hit.at)), "、", "等 {} 行"), value=value, **hit.said),
        en=hit.way.en.format(**_named(list(map(_en, hit.at)), ", ", " and others, {} rows"), value=value, **hit.said),
    )


def _named(names: list[str], mark: str, more: str) -> dict[str, str]:
    return {"it": names[0], "rest": _listed(names[1:], mark, more), "every": _listed(names, mark, more)}


def amount(value: Decimal) -> str:
    """An amount as findings print it: thousands marks, two decimals."""
    return f"{value:,.2f}"


def _zh(part: Part) -> str:
    return f"{_name(part)}（{part.cell}）" if part.cell else _name(part)


def _en(part: Part) -> str:
    return f"{_name(part)} ({part.cell})" if part.cell else _name(part)


def _name(part: Part) -> str:
    return mask(" ".join(filter(None, (part.code, part.label)))) or "—"


def _listed(names: list[str], mark: str, more: str) -> str:
    shown = mark.join(names[:NAMED])
    return shown if len(names) <= NAMED else shown + more.format(len(names))
