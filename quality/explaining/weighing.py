"""How sure a reading is, and when several that fit leave the matter open."""

from collections.abc import Sequence
from decimal import Decimal
from math import exp, pi, sqrt

from quality.explaining.sums import Sum
from quality.explaining.ways import MORE_UNEXPLAINED, Hit

#: 2·ln 10⁴: figures of one table spread over about four powers of ten, of either sign.
POWERS = Decimal("18.4")
#: A difference of less than so many tolerances is small: several hits are then likely to be chance.
SMALL = 10
#: The best of several hits is told by itself if it is so many times as likely as the next.
CLEARLY = 2
LEAST, MOST = 0.01, 0.99


def confidences(sum_: Sum, hits: Sequence[Hit]) -> list[float]:
    """The confidence of each hit: w · fit / tries, as a share of that of all hits and of none of them.

    The weight w says how often the way is the cause, and `tries` at how many places it was looked for. The fit is the
    bell curve of what rounding leaves: high and narrow where few figures are rounded finely. Last year's figure counts
    fourfold for or against. “None of them” stands for a difference from elsewhere, which may be anything of the size of
    D: w₀ / (18.4·|D|), or, where both D and other figures of the table are round, as many times more as a round figure
    is more frequent.

    So a reading is the surer, the larger D is beside the tolerance, the closer the fit, the fewer rows there are, the
    less round the figures are, and the fewer other readings fit.
    """
    elsewhere = _elsewhere(sum_)
    likely = [_likelihood(sum_, hit, elsewhere) for hit in hits]
    whole = sum(likely) + MORE_UNEXPLAINED.weight * elsewhere
    return [min(MOST, max(LEAST, round(each / whole, 2))) for each in likely]


def is_open(sum_: Sum, confidence: Sequence[float]) -> bool:
    """Whether none of the hits, best first, is to be preferred: several fit a small difference, or fit alike."""
    if len(confidence) < 2:
        return False
    return abs(sum_.difference) <= SMALL * sum_.tolerance or confidence[0] < CLEARLY * confidence[1]


def _likelihood(sum_: Sum, hit: Hit, elsewhere: float) -> float:
    """A way that fits any difference makes this one no more likely than it is by itself."""
    density = elsewhere if hit.drift is None else _fit(sum_, hit.drift, float(hit.left))
    return hit.way.weight * hit.favour * density / max(hit.tries, 1)


def _fit(sum_: Sum, drift: float, left: float) -> float:
    """The density (per 元) of the bell curve at `left`; figures have no finer digits than the last printed one."""
    return exp(-((left / drift) ** 2) / 2 if drift else 0) / _width(sum_, drift)


def _width(sum_: Sum, drift: float) -> float:
    return float(sum_.precision) + sqrt(2 * pi) * drift


def _elsewhere(sum_: Sum) -> float:
    """How likely D is (per 元) if no single figure or row is the cause."""
    grain = _grain(sum_)
    as_round = sum(figure.counted % grain == 0 for figure in sum_.figures)
    share = (1 + as_round) / (1 + len(sum_.figures))
    times = share * float(grain) / _width(sum_, sum_.drift)
    return max(1.0, times) / float(POWERS * abs(sum_.difference))


def _grain(sum_: Sum) -> Decimal:
    """The largest power of ten, in last printed digits, of which D is a multiple."""
    grain = sum_.precision
    while sum_.difference % (grain * 10) == 0:
        grain *= 10
    return grain
