"""What a night changed (昨夜变化), dataset by dataset: which counts rose or fell, and whether for the better."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.journal.history import History
from gongkai.journal.nights import Counts, Night
from publish.portal.wording import Word

DAYS, LISTED = 14, 60
#: The counts that are told, the gravest first; `bad` ones had better fall.
TOLD = {
    "overdue": Word("", "逾期未公开", "overdue", "bad"),
    "failed": Word("", "未通过的检查", "checks failed", "bad"),
    "errors": Word("", "错误", "errors", "bad"),
    "broken": Word("", "未能进行的检查", "checks not carried out", "bad"),
    "held": Word("", "暂缓公开的报送", "submissions held back", "bad"),
    "late": Word("", "迟公开", "published late", "bad"),
    "set_aside": Word("", "搁置的行", "rows set aside", "bad"),
    "warnings": Word("", "提示", "warnings", "bad"),
    "delivered": Word("", "报送", "submissions", "calm"),
    "versions": Word("", "版本", "versions", "good"),
    "rows": Word("", "公开的行", "released rows", "calm"),
}


@dataclass(frozen=True)
class Move:
    """A count that moved; its tone says whether for the better."""

    word: Word
    before: int
    after: int

    @property
    def tone(self) -> str:
        """`good`, `bad`, or `calm` where neither can be said."""
        if self.word.tone == "calm":
            return "calm"
        rose = self.after > self.before
        return "good" if rose == (self.word.tone == "good") else "bad"


@dataclass(frozen=True)
class Changed:
    """One dataset; `new` where nothing was recorded of it before."""

    dataset: str
    new: bool
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class News:
    """The newest night with a change: the datasets that changed, for the worse first; `unlisted` more of them; the
    nights before it with the number of datasets each changed. `first` when it is the first that was recorded.
    """

    day: str
    first: bool
    changed: tuple[Changed, ...]
    unlisted: int
    days: tuple[tuple[str, int], ...]


def news(history: History) -> News | None:
    """What the newest recorded night changed; None before the first."""
    days = history.changed_days(DAYS)
    if not days:
        return None
    day = days[0][0]
    found = sorted((_changed(old, new) for old, new in history.changes(day)), key=_order)
    told = [each for each in found if each.moves]
    first = len(days) == 1
    listed = [] if first else told[:LISTED]
    return News(day, first, tuple(listed), 0 if first else len(told) - len(listed), tuple(days[1:]))


def _changed(old: Night | None, new: Night) -> Changed:
    return Changed(new.dataset, old is None, tuple(_moves(old.counts if old else Counts(), new.counts)))


def _moves(before: Counts, after: Counts) -> Iterator[Move]:
    for name, word in TOLD.items():
        pair = (getattr(before, name), getattr(after, name))
        if pair[0] != pair[1]:
            yield Move(word, *pair)


def _order(changed: Changed) -> tuple[int, str]:
    """By the gravest count that moved for the worse."""
    words = list(TOLD.values())
    worse = [words.index(move.word) for move in changed.moves if move.tone == "bad"]
    return (min(worse, default=len(words)), changed.dataset)
