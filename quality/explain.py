"""The reconciliation explainer (勾稽解释): why a sum does not hold, in which cell, and what would have to stand there.

Pure: figures in, readings out. It decides nothing and repairs nothing. The causes are tried in the order of
`quality.explaining.ways.Kind`; how sure a reading is, is told in `quality.explaining.weighing`.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from gongkai.findings import Reading
from quality.explaining.borders import any_rows, subset
from quality.explaining.figures import decimal_point, sign, transposed, unit
from quality.explaining.rows import blank_part, of_which_counted, row_missing, row_twice
from quality.explaining.sums import Part, Sum
from quality.explaining.ways import AMBIGUOUS, LESS_UNEXPLAINED, MORE_UNEXPLAINED, ROUNDING, Hit, Kind, Way
from quality.explaining.weighing import confidences, is_open
from quality.explaining.wording import FEN, amount, told
from quality.explaining.years import other_year

__all__ = ["Kind", "Part", "Reading", "Sum", "explain", "readings_of"]

FINDERS: tuple[Callable[[Sum], Iterator[Hit]], ...] = (
    sign,
    of_which_counted,
    row_missing,
    row_twice,
    unit,
    transposed,
    decimal_point,
    blank_part,
    subset,
    other_year,
)
#: Nobody reads more alternatives, and where so many fit, none is the cause.
MOST = 10
#: As long as the matter is open, nobody is surer than that.
HALF = 0.5


def explain(sum_: Sum) -> tuple[Reading, ...]:
    """Every reading of the sum, best first; empty when it holds exactly.

    A difference within the tolerance is `rounding` and nothing else. Where several causes fit and none is to be
    preferred, `ambiguous` comes first and the causes follow. Where none fits there is one reading, `unexplained`.
    """
    if sum_.difference == 0:
        return ()
    if sum_.is_within:
        return (_of_total(sum_, ROUNDING),)
    found = _hits(sum_)
    if not found:
        return (_of_total(sum_, MORE_UNEXPLAINED if sum_.difference > 0 else LESS_UNEXPLAINED),)
    readings = [told(hit, confidence) for hit, confidence in found[:MOST]]
    if is_open(sum_, [confidence for _, confidence in found]):
        readings.insert(0, _open(found, readings))
    return tuple(readings)


def readings_of(
    stated: Decimal,
    parts: Sequence[Part],
    tolerance: Decimal,
    precision: Decimal,
    *,
    cell: str | None = None,
    label: str = "合计",
    difference: Decimal | None = None,
) -> tuple[Reading, ...]:
    """The readings of a sum that a rule found not to hold, in 元; none where its parts are not known.

    `cell` and `label` are those of the stated total; `difference` is what the rule found. Where the parts do not give
    it, they are not all of them, and whatever fits would be chance. Without a known precision (zero), figures are taken
    to be printed to the 分. What else may be known of a sum (last year, rows around it), `explain` takes.
    """
    sum_ = Sum(stated, tuple(parts), tolerance, cell, label, precision=precision or FEN)
    is_whole = difference is None or abs(sum_.difference - difference) < FEN
    return explain(sum_) if parts and is_whole else ()


def _of_total(sum_: Sum, way: Way) -> Reading:
    said = {"difference": amount(abs(sum_.difference)), "tolerance": amount(sum_.tolerance)}
    return told(Hit(way, (sum_.total,), None, None, 1, said=said), 1.0)


def _hits(sum_: Sum) -> list[tuple[Hit, float]]:
    """The hits with their confidence, best first; the same figure with the same value is told once."""
    hits = [hit for find in FINDERS for hit in find(sum_)] or list(islice(any_rows(sum_), MOST))
    weighed = sorted(zip(hits, confidences(sum_, hits), strict=True), key=_order)
    told_once: dict[object, tuple[Hit, float]] = {}
    for hit, confidence in weighed:
        told_once.setdefault((hit.at, hit.value), (hit, confidence))
    return list(told_once.values())


def _order(weighed: tuple[Hit, float]) -> tuple[float, int, Decimal]:
    hit, confidence = weighed
    return -confidence, list(Kind).index(hit.way.kind), abs(hit.left)


def _open(found: Sequence[tuple[Hit, float]], readings: Sequence[Reading]) -> Reading:
    first, second = readings[:2]
    cells = dict.fromkeys(cell for reading in readings for cell in reading.cells)
    return Reading(
        kind=AMBIGUOUS.kind,
        confidence=min(first.confidence, HALF),
        cells=tuple(cells),
        zh=AMBIGUOUS.zh.format(count=len(found), first=first.zh, second=second.zh),
        en=AMBIGUOUS.en.format(count=len(found), first=first.en, second=second.en),
    )
