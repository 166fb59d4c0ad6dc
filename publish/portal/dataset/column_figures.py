"""What a page shows of a column's profile: in how many rows it is filled, its range or frequent values, small bars."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.contract import Contract, Field
from publish.portal.dataset.profile import COMMON, ColumnProfile

#: The size of a drawing of bars, in its own units.
WIDTH, HEIGHT = 120, 24
#: So many of the frequent values are shown.
SHOWN = 3
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class ColumnFigures:
    """One column; `percent` filled as text; with `ranged` the range tells more than the values; `path` draws it."""

    field: Field
    profile: ColumnProfile
    percent: str
    ranged: bool
    path: str

    @property
    def shares(self) -> list[tuple[str, int, int]]:
        """The frequent values with rows and width of their bar; none where every value differs."""
        common = self.profile.common
        most = common[0][1] if common else 0
        if most <= 1 and self.profile.distinct > COMMON:
            return []
        return [(value, times, max(1, times * WIDTH // self.profile.filled)) for value, times in common[:SHOWN]]


def column_figures(contract: Contract, rows: int, profiles: Iterable[ColumnProfile]) -> list[ColumnFigures]:
    """The figures of the columns that today's declaration still has."""
    named = contract.table.by_name
    return [_figures(named[each.name], rows, each) for each in profiles if each.name in named]


def percent(part: int, whole: int) -> str:
    """A share with one decimal. Only all of it is 100 %, only nothing 0 %; '' of nothing."""
    if not whole:
        return ""
    share = (Decimal(part * 100) / whole).quantize(TENTH, ROUND_HALF_UP)
    if part < whole:
        share = min(share, Decimal("99.9"))
    if part:
        share = max(share, TENTH)
    return f"{share.normalize():f}%"


def _figures(field: Field, rows: int, profile: ColumnProfile) -> ColumnFigures:
    ranged = bool(profile.bins) and profile.distinct > COMMON
    path = bars(profile.bins) if ranged else ""
    return ColumnFigures(field, profile, percent(profile.filled, rows), ranged, path)


def bars(counts: tuple[int, ...]) -> str:
    """The outline of upright bars beside each other; what is not empty is never invisible."""
    most, step = max(counts, default=0), WIDTH // max(1, len(counts))
    heights = (max(1, count * HEIGHT // most) if count else 0 for count in counts)
    drawn = ((place * step, height) for place, height in enumerate(heights) if height)
    return "".join(f"M{left} {HEIGHT}v-{height}h{step - 1}v{height}z" for left, height in drawn)
