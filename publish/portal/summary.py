"""What the pages about many datasets say of each one (数据集摘要): small, public, kept in the journal until the dataset
changes, so that a city with thousands of datasets reads no more of them than it must. Putting it together belongs to
`publish.portal.summarise`.
"""

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Text
from gongkai.decision import Reason

#: Kinds of data files by their last suffix; sources, changes and metadata are none.
FORMATS = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet"}


class PublishedFile(BaseModel):
    """A file of the current version."""

    model_config = ConfigDict(frozen=True)

    name: str
    bytes: int
    sha256: str


class Current(BaseModel):
    """The newest release of one period. `path` is below the dataset's folder, `departments` code -> rows, `amount` the
    sum of the first amount column in 元 as text.
    """

    model_config = ConfigDict(frozen=True)

    period: int
    version: int
    path: str
    released_at: str
    rows: int
    departments: dict[str, int]
    amount: str | None
    files: tuple[PublishedFile, ...]


class HeldBack(BaseModel):
    """A submission that the public does not see; `reasons` say why, as the public may read it, `stale` since when what
    is public of that department stands, None where nothing of it is.
    """

    model_config = ConfigDict(frozen=True)

    period: int
    entity: str
    reasons: tuple[Reason, ...]
    stale: str | None


class Timed(BaseModel):
    """A department's standing against the time limit of one period."""

    model_config = ConfigDict(frozen=True)

    period: int
    entity: str
    timing: str
    due: str | None
    published: str | None
    late: int


class Latest(BaseModel):
    """One release among the latest; `rows` are all it has, the others are what it changed; `withdrawn` counts the
    departments whose rows it took out.
    """

    model_config = ConfigDict(frozen=True)

    period: int
    version: int
    released_at: str
    rows: int
    added: int
    removed: int
    changed: int
    withdrawn: int


class Summary(BaseModel):
    """One dataset. `rules` is code of rule -> status -> number of checks, `severities` the severities it gives a rule,
    `findings` severity -> number, `set_aside` rows that could not be interpreted, `broken` why its run broke off,
    `pinyin` the title in Latin letters.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    slug: str
    domain: str
    title: Text
    pinyin: str
    lead: Text
    keywords: tuple[str, ...]
    frequency: str
    deadline: str
    current: tuple[Current, ...]
    latest: tuple[Latest, ...]
    held: tuple[HeldBack, ...]
    delivered: int
    set_aside: int
    findings: dict[str, int]
    timeliness: tuple[Timed, ...]
    rules: dict[str, dict[str, int]]
    severities: dict[str, tuple[str, ...]]
    submissions: int
    broken: tuple[Text, ...]

    @property
    def updated(self) -> str:
        """The moment of the newest release, '' where there is none."""
        return max((release.released_at for release in self.current), default="")

    @property
    def formats(self) -> tuple[str, ...]:
        """The kinds of data files of the current releases, in the order of `FORMATS`."""
        names = {file.name.rpartition(".")[2] for release in self.current for file in release.files}
        return tuple(name for name in FORMATS if name in names)

    @property
    def departments(self) -> tuple[str, ...]:
        """The codes of the departments with current rows."""
        return tuple(sorted({code for release in self.current for code in release.departments}))

    @property
    def overdue(self) -> int:
        """How many tables are not published though their time limit has passed."""
        return sum(each.timing == "overdue" for each in self.timeliness)

    @property
    def late(self) -> int:
        """How many tables of the newest released period came after their time limit."""
        newest = max((release.period for release in self.current), default=None)
        return sum(each.timing == "late" and each.period == newest for each in self.timeliness)

    @property
    def rows(self) -> int:
        """The rows of all current releases."""
        return sum(release.rows for release in self.current)
