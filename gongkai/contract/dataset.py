"""`dataset.yml`: what the dataset is, whose duty it is to publish it, when, and who must agree."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from gongkai.contract.base import Declaration, Text
from gongkai.contract.checks import Check, Checks
from gongkai.contract.corrections import Correction
from gongkai.contract.derived import Derived
from gongkai.contract.links import Link
from gongkai.contract.schema import TableSchema
from gongkai.contract.sources import Sources
from gongkai.digests import digest_of

Role = Literal["drafter", "reviewer", "publisher"]


class ClockStart(Declaration):
    """The event that starts the statutory clock: an event of `events.csv`, or a date column of the rows."""

    event: str | None = None
    column: str | None = None

    @model_validator(mode="after")
    def one_start(self) -> "ClockStart":
        """Either `event` or `column`."""
        if (self.event is None) == (self.column is None):
            raise ValueError("give either event (of events.csv) or column (a date of each row)")
        return self


class Disclosure(Declaration):
    """The disclosure item (公开事项) the dataset fulfils and its deadline (公开时限)."""

    field: str = Key(pattern=r"^F\d{2}$")
    item: Text
    deadline: str = Key(pattern=r"^T-[A-Z0-9-]+$")
    starts: ClockStart
    published_column: str | None = None
    not_before: tuple[str, ...] = ()


class Openness(Declaration):
    """The openness attribute (公开属性) fixed at the source, with its legal basis."""

    attribute: Literal["主动公开", "依申请公开", "不予公开"]
    basis: str
    tag: Literal["V", "P", "K", "M"]


class Review(Declaration):
    """Who signs a submission, whether a standing approval may stand in for later, small changes, and how many percent
    of the rows may be set aside before the whole submission is held back.
    """

    sign_offs: tuple[Role, ...] = ("drafter", "reviewer", "publisher")
    standing_allowed: bool = False
    max_set_aside_pct: float = Key(default=0, ge=0, le=100)


class Dataset(Declaration):
    """One dataset; `id` is `<domain>/<name>` and equals its folder."""

    id: str = Key(pattern=r"^[a-z]+/[a-z][a-z0-9_]*$")
    title: Text
    lead: Text
    description: Text
    keywords: tuple[str, ...]
    periods: tuple[int, ...] = Key(min_length=1)
    stage: str
    disclosure: Disclosure
    openness: Openness
    review: Review = Review()
    licence: str
    frequency: Literal["annual", "quarterly", "monthly", "daily", "irregular"]

    @property
    def slug(self) -> str:
        """The name in addresses and data packages, ASCII, e.g. `budget-department-expenditure`."""
        return self.id.replace("/", "-").replace("_", "-")

    @property
    def domain(self) -> str:
        """The domain folder the dataset stands in."""
        return self.id.partition("/")[0]


class Contract(Declaration):
    """Everything declared in one dataset folder, read and cross-checked."""

    folder: Path = Key(exclude=True)
    dataset: Dataset
    table: TableSchema
    sources: Sources
    checks: Checks
    derived: Derived | None = None
    links: tuple[Link, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def id(self) -> str:
        """The dataset id."""
        return self.dataset.id

    @property
    def rules(self) -> tuple[Check, ...]:
        """The declared checks in their order."""
        return self.checks.checks

    @cached_property
    def linked(self) -> dict[str, Text]:
        """The columns of its links that checks may look at, `award.amount`, and what to call them."""
        return {
            f"{link.name}.{name}": Text(
                zh=f"{link.title.zh}的{taken.title.zh}", en=f"{taken.title.en} of the {link.title.en}"
            )
            for link in self.links
            for name, taken in link.columns.items()
        }

    def titled(self, column: str) -> Text:
        """What to call a column of the schema or of a link. Raises KeyError for another."""
        field = self.table.by_name.get(column)
        return Text(zh=field.title, en=field.title_en) if field else self.linked[column]

    def has_check(self, kind: str) -> bool:
        """Whether a check of this kind is declared."""
        return any(check.kind == kind for check in self.rules)

    @cached_property
    def digest(self) -> str:
        """The digest of the whole declaration; approval binds to it."""
        return digest_of(self.model_dump(mode="json"))

    @cached_property
    def columns_digest(self) -> str:
        """The digest of the published columns: names and types, in order."""
        return digest_of([(f.name, f.type) for f in self.table.fields])
