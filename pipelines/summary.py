"""What a night did, in the words of its summary: a line for each dataset and period, who is waited for, what is held.

Here belongs gathering it; how it looks on a screen belongs to `pipelines.cli`.
"""

from collections import Counter
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from gongkai.findings import Severity
from gongkai.home import Home
from pipelines.expectations import PAGES
from pipelines.flow import Night
from pipelines.stages.extract import STAGE as EXTRACT
from pipelines.stages.extract import Extraction
from pipelines.stages.publish import Published
from pipelines.status import Standing, standings
from publish.review.gate import FAILED

Where = tuple[str | None, int | None]
EXPECTATIONS = f"{PAGES}/index.html"


class Arrival(BaseModel):
    """A file that arrived this night."""

    model_config = ConfigDict(frozen=True)

    department: str
    file: str
    sha256: str
    bytes: int


class Worst(BaseModel):
    """The first finding of severity error that a check made of a department's rows."""

    model_config = ConfigDict(frozen=True)

    rule: str
    zh: str
    en: str


class Line(BaseModel):
    """One dataset and period. `decision` is the state of `stages.publish.Published`; `rows` are the released ones;
    `worst` are those of departments whose checks failed, by code.
    """

    model_config = ConfigDict(frozen=True)

    dataset: str
    title_zh: str
    title_en: str
    period: int
    rows: int
    errors: int
    warnings: int
    decision: str
    version: int | None
    held: tuple[Standing, ...]
    worst: dict[str, Worst]


class Summary(BaseModel):
    """The night as of `as_of`. `broke_off` names datasets whose run ended by a fault of the program, with the cause.
    `expectations` is the page for those who run the house; None before the first.
    """

    model_config = ConfigDict(frozen=True)

    as_of: str
    seen: int
    new: tuple[Arrival, ...]
    resent: int
    datasets: tuple[Line, ...]
    elsewhere: int
    broke_off: dict[str, str]
    site: str = "public/index.html"
    expectations: str | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is held, no finding of severity error stands, and no dataset broke off."""
        clean = all(not line.held and not line.errors for line in self.datasets)
        return clean and not self.elsewhere and not self.broke_off


def summarise(home: Home, night: Night) -> Summary:
    """The summary of a night that has just ended in this home. `elsewhere` counts errors that belong to no line."""
    counts = _counts(home)
    lines = tuple(_line(home, done, counts) for done in night.published)
    told = sum(line.errors for line in lines)
    ids = sorted(home.journal.deliveries.by_id())
    new = home.journal.deliveries.by_id(ids[len(ids) - night.landing.new :])
    return Summary(
        as_of=night.as_of.isoformat(timespec="seconds"),
        seen=night.landing.seen,
        new=tuple(
            Arrival(department=each.department, file=each.path, sha256=each.sha256, bytes=each.size)
            for each in new.values()
        ),
        resent=night.landing.resent,
        datasets=lines,
        elsewhere=sum(count for (_, severity), count in counts.items() if severity is Severity.ERROR) - told,
        broke_off=night.failed,
        expectations=EXPECTATIONS if (home.root / EXPECTATIONS).is_file() else None,
    )


def _line(home: Home, done: Published, counts: Counter[tuple[Where, Severity]]) -> Line:
    contract = home.contract(done.dataset)
    where = (done.dataset, done.period)
    held = {decision.entity for decision in done.held}
    every = standings(home, contract) if held else ()
    stand = tuple(s for s in every if s.period == done.period and s.department in held)
    return Line(
        dataset=done.dataset,
        title_zh=contract.dataset.title.zh,
        title_en=contract.dataset.title.en,
        period=done.period,
        rows=done.release.rows if done.release else 0,
        errors=counts[where, Severity.ERROR],
        warnings=counts[where, Severity.WARNING],
        decision=done.state,
        version=done.release.version if done.release else None,
        held=stand,
        worst=_worst(home, done.dataset, stand),
    )


def _worst(home: Home, dataset: str, held: Iterable[Standing]) -> dict[str, Worst]:
    failed = {
        (standing.period, standing.department): reason.en
        for standing in held
        for reason in standing.reasons
        if reason.code == FAILED
    }
    found: dict[str, Worst] = {}
    for item in home.journal.work.findings(dataset=dataset, severity=Severity.ERROR.value) if failed else ():
        if item.department and item.rule in failed.get((item.period or 0, item.department), ""):
            found.setdefault(item.department, Worst(rule=item.rule, zh=item.message_zh, en=item.message_en))
    return found


def _counts(home: Home) -> Counter[tuple[Where, Severity]]:
    """Findings by dataset, period and severity; one that counts several places counts once."""
    years = _years(home)
    return Counter(
        ((item.dataset, item.period or years.get((item.sha256, item.sheet, item.dataset))), item.severity)
        for item in home.journal.work.findings()
    )


def _years(home: Home) -> dict[tuple[str | None, str | None, str | None], int | None]:
    """The year of each table: what is found while reading a file knows the sheet, but not yet the period."""
    extractions = [Extraction.model_validate(entry.result) for entry in home.journal.work.stage(EXTRACT).values()]
    ids = [int(scope.partition(":")[2]) for scope in home.journal.work.stage(EXTRACT)]
    deliveries = home.journal.deliveries.by_id(ids)
    return {
        (deliveries[number].sha256, table.sheet, table.dataset): table.fiscal_year
        for number, extraction in zip(ids, extractions, strict=True)
        for table in extraction.tables
        if table.dataset
    }
